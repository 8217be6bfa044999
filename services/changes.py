"""The record of every write: a Revision of the subject, and a new version of the whole."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from services.models import Dataset, Revision

_ONLY_ROW = 1


def record_change(
    session: Session,
    *,
    subject: str,
    action: str,
    changes: Mapping[str, Any],
    by: str,
    at: datetime,
    why: str | None = None,
) -> Revision:
    """Write who did what to `subject`, such as `location/lounge-midori`, and count one more write.

    `changes` is field → [before, after], as JSON can hold it; `why` is in the words of whoever did it. Several calls
    before one flush count as one write. The revision has its number after that flush.
    """
    revision = record_unshown_change(session, subject=subject, action=action, changes=changes, by=by, at=at, why=why)
    _count_write(session)
    return revision


def record_unshown_change(
    session: Session,
    *,
    subject: str,
    action: str,
    changes: Mapping[str, Any],
    by: str,
    at: datetime,
    why: str | None = None,
) -> Revision:
    """Write who did what to a record that no page for everybody shows: finished pages stay as they are."""
    revision = Revision(at=at, by=by, subject=subject, action=action, changes=dict(changes), why=why)
    session.add(revision)
    return revision


def _count_write(session: Session) -> None:
    dataset = session.get(Dataset, _ONLY_ROW)
    if dataset is None:
        session.add(Dataset(id=_ONLY_ROW, version=1))
        # The next call must find it.
        session.flush()
        return
    # Counted by the database: of two writers who both read 5, the second would otherwise write 6 again.
    dataset.version = Dataset.version + 1
