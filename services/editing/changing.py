"""Changes one location to what a person filled in."""

from datetime import datetime

from sqlalchemy.orm import Session

from services.editing.consequences import tidied, with_outdated_texts, without_answered_facts
from services.editing.locking import lock
from services.editing.publishing import checked, document_now, publish
from services.editing.record_documents import record_of
from services.imports.documents import document_of
from services.imports.records import LocationRecord
from services.models import ConfirmedBy, Location, Revision


def change_location(
    session: Session,
    location: Location,
    record: LocationRecord,
    *,
    by: str,
    at: datetime,
    version: int,
    why: str | None = None,
    is_small_change: bool = False,
) -> Revision | None:
    """Make `record` the state of `location`, as somebody filled it in who saw `version`; None if nothing differs.

    Translations of changed texts become outdated, unless `is_small_change`; what was filled in counts as checked.
    Raises `StaleEdit` (`history.merged_since` puts both changes together) and `InvalidChange`.
    """
    lock(session, location, version=version)
    record = tidied(record)
    # A document has no room for two texts of one field and language: what is there twice must be told before.
    checked(session, location, record, why=why)
    record = filled_in(location, record, is_small_change=is_small_change)
    return publish(session, location, record, action="changed", by=by, at=at, why=why, how=ConfirmedBy.OFFICE)


def filled_in(location: Location, record: LocationRecord, *, is_small_change: bool = False) -> LocationRecord:
    """Return the record with what follows from a person's having filled it in."""
    before, after = document_now(location), document_of(record)
    if not is_small_change:
        after = with_outdated_texts(before, after)
    return record_of(location.slug, without_answered_facts(before, after))
