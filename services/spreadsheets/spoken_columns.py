"""The columns of which languages are spoken when."""

from collections.abc import Iterator

from services.imports.cells import WEEKDAYS
from services.spreadsheets.column_kinds import Column
from services.spreadsheets.drafts import NOBODY_KNOWS, WHENEVER_OPEN, Draft, Entry, SpokenWhen
from services.spreadsheets.spoken_cells import spoken_cell, spoken_of
from services.spreadsheets.words import DAYS, SheetLanguage


def spoken_columns() -> Iterator[Column]:
    """Yield the columns of languages: whenever open, by weekday, and at times that nobody knows."""
    yield _column(WHENEVER_OPEN, "言語（開館中いつでも）", "Languages whenever open")
    for day in range(len(WEEKDAYS)):
        ja, en = f"言語（{DAYS.word(day, 'ja')}曜）", f"Languages {DAYS.word(day, 'en')}"
        yield _column(day, ja, en)
    yield _column(NOBODY_KNOWS, "言語（時間は不明）", "Languages, times not known")


def spoken_key(when: SpokenWhen) -> str:
    """Return the key of a column of languages."""
    return f"languages_{WEEKDAYS[when] if isinstance(when, int) else when}"


def _column(when: SpokenWhen, ja: str, en: str) -> Column:
    weekday = when if isinstance(when, int) else None

    def cell(entry: Entry, language: SheetLanguage) -> str:
        return spoken_cell(entry.spoken.get(when, ()), language)

    def put(draft: Draft, text: str) -> None:
        draft.spoken[when] = spoken_of(text, weekday)

    return Column(spoken_key(when), ja, en, cell, put)
