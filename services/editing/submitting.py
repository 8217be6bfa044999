"""The way in for a filled-in form: its change holds at once or becomes a proposal, as its editor's rights are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from services.editing.changing import change_location
from services.editing.proposals import propose
from services.editing.rights import Grants, may_publish
from services.imports.records import LocationRecord
from services.models import Location, Person, Proposal, Revision


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody filled in who saw `version` of a location."""

    record: LocationRecord
    version: int
    why: str | None = None
    is_small_change: bool = False
    """Translations stay as they are. Of a proposal, whoever accepts it says so."""


def submit(
    session: Session, location: Location, edit: Edit, *, by: Person, grants: Grants, at: datetime
) -> Revision | Proposal | None:
    """Publish an edit, or propose it where others decide; None where nothing differs.

    Raises `NotAllowed` to those who may do neither, `StaleEdit` and `InvalidChange`.
    """
    if may_publish(grants, location, ward_code=edit.record.ward_code):
        return change_location(
            session,
            location,
            edit.record,
            by=by.email,
            at=at,
            version=edit.version,
            why=edit.why,
            is_small_change=edit.is_small_change,
        )
    return propose(session, location, edit.record, by=by, grants=grants, at=at, version=edit.version, why=edit.why)
