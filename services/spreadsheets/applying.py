"""Applies a sheet: writes the rows that change something, in the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from services import listings
from services.changes import record_change
from services.imports.applying import StalePlan
from services.imports.bulk_writing import LocationToWrite, written_locations
from services.imports.problems import BadTables
from services.spreadsheets.comparing import ComparedRow, Findings, Sheet, compared
from services.spreadsheets.previewing import Preview, Progress, Tally


def apply(
    session: Session,
    sheet: Sheet,
    *,
    by: str,
    at: datetime,
    digest: str | None = None,
    on_progress: Progress = lambda _rows: None,
) -> Preview:
    """Write what `sheet` changes, one Revision a location, and return what was done; the caller commits.

    The sheet is read and compared once more, batch by batch. Raises `BadTables` where anything is wrong with it,
    and `StalePlan` where the changes are not those of the preview with `digest`; the caller answers with a rollback.
    """
    findings, tally, done = Findings(), Tally(), 0
    for batch in compared(session, sheet, findings, to_write=True):
        if findings.total:
            continue
        _write([row for row in batch if row.differences], session, by=by, at=at)
        for row in batch:
            tally.add(row)
        done += len(batch)
        on_progress(done)
    if findings.total:
        raise BadTables(findings.problems)
    outcome = tally.preview(findings)
    if digest is not None and outcome.digest != digest:
        raise StalePlan("the listings were changed after the sheet was compared with them; look at the changes again")
    return outcome


def _write(rows: Sequence[ComparedRow], session: Session, *, by: str, at: datetime) -> None:
    if not rows:
        return
    written = written_locations(session, [LocationToWrite(row.record, row.stored) for row in rows], at=at)
    listings.refresh(session, written)
    for row in rows:
        action = "created" if row.stored is None else "changed"
        subject = f"location/{row.record.slug}"
        record_change(session, subject=subject, action=action, changes=row.differences, by=by, at=at)
    session.flush()
