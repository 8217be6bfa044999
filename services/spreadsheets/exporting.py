"""Writes listings as a sheet, batch by batch."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.imports.stored import batches
from services.imports.stored_rows import stored_locations
from services.models import Location
from services.spreadsheets.drafts import entry_of
from services.spreadsheets.layouts import layouts
from services.spreadsheets.previewing import Progress
from services.spreadsheets.sheet_writing import write_csv, write_xlsx
from services.spreadsheets.words import SheetLanguage

LayoutName = Literal["own", "facilities"]
FileFormat = Literal["csv", "xlsx"]


def export(
    session: Session,
    target: BinaryIO,
    file_format: FileFormat,
    *,
    layout: LayoutName = "own",
    language: SheetLanguage = "ja",
    slugs: Sequence[str] | None = None,
    on_progress: Progress = lambda _rows: None,
) -> None:
    """Write the listings of `slugs`, by default of all, into `target`; nothing is committed or closed."""
    chosen = session.scalars(select(Location.slug).order_by(Location.slug)).all() if slugs is None else slugs
    found = _lines(session, chosen, layout, language=language, on_progress=on_progress)
    write = write_csv if file_format == "csv" else write_xlsx
    write(target, found)


def _lines(
    session: Session, slugs: Sequence[str], layout: LayoutName, *, language: SheetLanguage, on_progress: Progress
) -> Iterator[list[str]]:
    chosen = next(each for each in layouts() if each.name == layout)
    columns, language = chosen.columns, chosen.language(language)
    yield [column.name(language) for column in columns]
    done = 0
    for batch in batches(slugs):
        stored = stored_locations(session, batch)
        for slug in batch:
            # One that was deleted meanwhile is left out.
            if slug in stored:
                entry = entry_of(stored[slug])
                yield [column.cell(entry, language) for column in columns]
        done += len(batch)
        on_progress(done)
