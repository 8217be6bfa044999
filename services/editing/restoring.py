"""Brings back an earlier state of a location, or undoes one change, as a change of its own."""

from datetime import datetime

from sqlalchemy.orm import Session

from services.editing.history import document_after, revision_by_id, undone
from services.editing.locking import lock
from services.editing.merging import Sides, merge
from services.editing.publishing import document_now, publish
from services.editing.record_documents import is_path, record_of
from services.errors import StaleEdit
from services.imports.documents import Document
from services.imports.records import LocationRecord
from services.models import Location, Revision


def restore(
    session: Session,
    location: Location,
    revision_id: int,
    *,
    by: str,
    at: datetime,
    version: int,
    why: str | None = None,
) -> Revision | None:
    """Bring the whole location back to the state after a revision; None where it is so already.

    Raises `StaleEdit`, `NotFound`, and `InvalidChange` where the state refers to what is gone.
    """
    lock(session, location, version=version)
    record = record_after(session, location, revision_id)
    return publish(session, location, record, action="restored", by=by, at=at, why=why)


def record_after(session: Session, location: Location, revision_id: int) -> LocationRecord:
    """Return the record as a revision left it, for those who may only propose it. Raises `NotFound`."""
    return record_of(location.slug, document_after(session, location, revision_id))


def undo(
    session: Session, location: Location, revision_id: int, *, by: str, at: datetime, why: str | None = None
) -> Revision | None:
    """Take back one change and keep what came after it; None where nothing of it is left.

    Raises `StaleEdit` with the conflicts where later changes were about the same fields, and `NotFound`.
    """
    lock(session, location, version=location.version)
    revision = revision_by_id(session, location, revision_id)
    now = document_now(location)
    after = _with_values_after(now, revision)
    merged = merge(Sides(base=after, theirs=now, mine=undone(after, [revision.changes])))
    if merged.conflicts:
        names = [unit.name for unit in merged.conflicts]
        raise StaleEdit(
            f"later changes of {location.slug} are about the same: {names}", version=location.version, conflicts=names
        )
    record = record_of(location.slug, merged.document)
    return publish(session, location, record, action="undone", by=by, at=at, why=why)


def _with_values_after(document: Document, revision: Revision) -> Document:
    """Return the document with what the revision wrote, whatever became of it since."""
    written = {path: new for path, (_, new) in revision.changes.items() if is_path(path)}
    kept = {path: value for path, value in document.items() if path not in written}
    return kept | {path: new for path, new in written.items() if new is not None}
