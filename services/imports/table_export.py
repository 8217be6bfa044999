"""Writes the whole directory as our tables, a folder or a zip file, batch by batch."""

import csv
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.imports.columns import TABLES
from services.imports.stored import LOCATIONS, NOTICES, ORGANIZATIONS, SOURCES, batches
from services.imports.table_rows import table_rows

Progress = Callable[[int], None]


def export_tables(session: Session, target: Path, *, on_progress: Progress = lambda _locations: None) -> None:
    """Write the tables into `target`: a zip file where its name ends so, else a folder, which is made."""
    if target.suffix != ".zip":
        target.mkdir(parents=True, exist_ok=True)
        _write(session, target, on_progress)
        return
    with TemporaryDirectory() as made:
        _write(session, Path(made), on_progress)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in TABLES:
                archive.write(Path(made, file), file)


def _write(session: Session, folder: Path, on_progress: Progress) -> None:
    with ExitStack() as opened:
        writers = {}
        for file, table in TABLES.items():
            text = opened.enter_context((folder / file).open("w", encoding="utf-8", newline=""))
            writers[file] = csv.writer(text, lineterminator="\n")
            writers[file].writerow(table.columns)
        done = 0
        for kind in (SOURCES, ORGANIZATIONS, LOCATIONS, NOTICES):
            column = getattr(kind.model, kind.key)
            for keys in batches(session.scalars(select(column).order_by(column)).all()):
                for record in kind.records(session, keys):
                    for file, cells in table_rows(record):
                        writers[file].writerow(cells)
                session.expunge_all()
                done += len(keys) if kind is LOCATIONS else 0
                on_progress(done)
