from services.spreadsheets.drafts import NOBODY_KNOWS, WHENEVER_OPEN, Draft, Entry
from services.spreadsheets.spoken_columns import spoken_columns, spoken_key

COLUMNS = {column.key: column for column in spoken_columns()}


def test_each_weekday_has_a_column_between_always_and_unknown() -> None:
    assert list(COLUMNS) == [spoken_key(when) for when in (WHENEVER_OPEN, *range(7), NOBODY_KNOWS)]


def test_a_cell_fills_its_own_day() -> None:
    draft = Draft(Entry("a"))

    COLUMNS["languages_fri"].put(draft, "英語 窓口 09:00-12:00")
    COLUMNS["languages_nobody_knows"].put(draft, "タイ語 電話")

    assert [(when, row.language) for when, rows in draft.spoken.items() for row in rows] == [
        (4, "en"),
        (NOBODY_KNOWS, "th"),
    ]
