"""The command that writes listings into files: `flask --app app directory export`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.cli import directory, in_one_line, its_settings
from services.database import engine_for, reading_sessions
from services.imports.table_export import export_tables
from services.models import Location
from services.spreadsheets.exporting import FileFormat, LayoutName, export
from services.spreadsheets.words import SheetLanguage

_FILES: Final = {
    "csv": "listings.csv",
    "xlsx": "listings.xlsx",
    "facilities": "facilities.csv",
    "tables": "tables.zip",
}
"""Format → the file it goes to where nobody says another."""
_Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class _Asked:
    file_format: str
    target: Path
    language: SheetLanguage


def register(_app: Flask) -> None:
    """Add the command to the application: importing this has added it to the group of `services.cli`."""


@directory.command("export")
@click.argument("file_format", metavar="FORMAT", type=click.Choice(list(_FILES)))
@click.option("--output", type=click.Path(path_type=Path), help="The file, or for tables also a folder.")
@click.option(
    "--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True, help="Of a sheet's words."
)
@in_one_line
def export_listings(file_format: str, *, output: Path | None, language: SheetLanguage) -> None:
    """Write all listings as csv, xlsx, facilities (公共施設一覧) or tables."""
    target = output or Path(_FILES[file_format])
    engine = engine_for(its_settings().database_url)
    with reading_sessions(engine)() as session:
        total = session.scalar(select(func.count()).select_from(Location)) or 0
        with click.progressbar(length=total, label="Exporting") as bar:
            try:
                _write(session, _Asked(file_format, target, language), lambda done: bar.update(done - bar.pos))
            except OSError as error:
                raise click.ClickException(f"{target} cannot be written: {error.strerror}") from error
    engine.dispose()
    click.echo(f"{total} locations written to {target}.")


def _write(session: Session, asked: _Asked, progress: _Progress) -> None:
    target = asked.target
    if asked.file_format == "tables":
        export_tables(session, target, on_progress=progress)
        return
    kind: FileFormat = "xlsx" if "xlsx" in {asked.file_format, target.suffix.lower().strip(".")} else "csv"
    layout: LayoutName = "facilities" if asked.file_format == "facilities" else "own"
    # Whoever looks for the file finds the old one or the whole new one.
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with unfinished.open("wb") as stream:
            export(session, stream, kind, layout=layout, language=asked.language, on_progress=progress)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
