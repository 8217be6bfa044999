from collections.abc import Callable
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from services.imports.comparison import Plan
from services.imports.documents import document_of
from services.imports.stored import LOCATIONS, rows_by_key
from services.imports.stored_locations import location_record
from services.imports.tables import read_tables


def test_what_was_imported_is_read_back_the_same(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())
    session.expunge_all()

    stored = rows_by_key(session, LOCATIONS, ["lounge-a", "office-b"])

    for record in read_tables(tables()).locations:
        assert document_of(location_record(stored[record.slug])) == document_of(record)


def test_nothing_is_fetched_row_by_row(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())
    session.expunge_all()
    stored = rows_by_key(session, LOCATIONS, ["lounge-a"])
    statements: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *call: statements.append(call[2]))

    location_record(stored["lounge-a"])

    assert statements == []
