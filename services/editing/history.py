"""What became of a location: its revisions, the state after each, and two changes put together."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.editing.merging import Merge, Sides, merge
from services.editing.publishing import document_now, subject_of
from services.editing.record_documents import is_path
from services.errors import NotFound
from services.imports.documents import Document, differences, document_of
from services.imports.records import LocationRecord
from services.models import Location, Revision

ON_A_PAGE = 20


def revisions(
    session: Session, location: Location, *, before: int | None = None, limit: int = ON_A_PAGE
) -> list[Revision]:
    """Return the newest revisions of a location, the newest first; `before` a revision's number, the next older."""
    query = _newest_first(location).limit(limit)
    return list(session.scalars(query.where(Revision.id < before) if before is not None else query))


def latest_revision(session: Session, location: Location) -> int | None:
    """Return the number of the newest revision: a form keeps it, so that its base can be found again."""
    return session.scalar(_newest_first(location).with_only_columns(Revision.id).limit(1))


def revision_by_id(session: Session, location: Location, revision_id: int) -> Revision:
    """Return a revision of this location. Raises `NotFound`, also where it is another's."""
    found = session.get(Revision, revision_id)
    if found is None or found.subject != subject_of(location):
        raise NotFound(f"{subject_of(location)} has no revision {revision_id}")
    return found


def document_after(session: Session, location: Location, revision_id: int) -> Document:
    """Return the document of a location as that revision left it: today's, with all later changes undone.

    Raises `NotFound`.
    """
    revision = revision_by_id(session, location, revision_id)
    later = session.scalars(_newest_first(location).where(Revision.id > revision.id))
    return undone(document_now(location), (each.changes for each in later))


def undone(document: Mapping[str, Any], newest_first: Iterable[Mapping[str, Any]]) -> Document:
    """Return the document before these changes; what a history tells besides documents is passed over."""
    before = dict(document)
    for changes in newest_first:
        for path, (old, _) in changes.items():
            if not is_path(path):
                continue
            if old is None:
                before.pop(path, None)
            else:
                before[path] = old
    return before


def changes_between(session: Session, location: Location, older: int, newer: int) -> dict[str, list[Any]]:
    """Return path → [before, after] of all that differs between the states after two revisions."""
    return differences(document_after(session, location, older), document_after(session, location, newer))


def merged_since(session: Session, location: Location, record: LocationRecord, *, seen: int) -> Merge:
    """Return what is stored now with what somebody filled in who last saw the revision `seen`.

    The answer to a `StaleEdit`: without conflicts `merging.Merge.document` can be saved with the newest version.
    """
    base = document_after(session, location, seen)
    return merge(Sides(base, document_now(location), document_of(record)))


def _newest_first(location: Location) -> Select[Revision]:
    return select(Revision).where(Revision.subject == subject_of(location)).order_by(Revision.id.desc())
