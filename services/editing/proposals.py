"""Changes that somebody proposes and others decide about; nothing is published here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session, selectinload

from services.changes import record_unshown_change
from services.editing.cell_checks import LONGEST_MESSAGE, line_problems
from services.editing.consequences import tidied
from services.editing.locking import lock
from services.editing.publishing import checked, document_now
from services.editing.rights import Grants, may_decide, may_propose, require
from services.errors import InvalidChange, NotFound, StaleEdit
from services.imports.documents import differences, document_of
from services.imports.records import LocationRecord
from services.models import Location, Person, Proposal, ProposalMessage, ProposalState
from services.permissions import Action, wards_of
from services.whole_locations import WHOLE_LOCATION

UNDECIDED = (ProposalState.OPEN, ProposalState.ASKED_BACK)


def propose(
    session: Session,
    location: Location,
    record: LocationRecord,
    *,
    by: Person,
    grants: Grants,
    at: datetime,
    version: int,
    why: str | None = None,
) -> Proposal | None:
    """Propose `record`, filled in by somebody who saw `version`; None if nothing differs.

    Raises `NotAllowed`, `StaleEdit` and `InvalidChange`, as if it were published.
    """
    require(may_propose(grants, location), f"{by.email} may propose no change of {location.slug}")
    lock(session, location, version=version)
    changes = _changes(session, location, record, why=why)
    if not changes:
        return None
    proposal = Proposal(location_id=location.id, person_id=by.id, made_at=at, changes=changes, why=why)
    proposal.state = ProposalState.OPEN
    session.add(proposal)
    session.flush()
    note(session, proposal, "proposed", {"changes": [None, changes]}, by=by, at=at)
    return proposal


def revise(
    session: Session,
    proposal: Proposal,
    record: LocationRecord,
    *,
    by: Person,
    at: datetime,
    version: int,
    location_version: int,
    why: str | None = None,
) -> None:
    """Propose `record` instead, as whoever proposed it; both versions are those that the form showed.

    Raises `NotAllowed`, `StaleEdit` and `InvalidChange`.
    """
    _hold_own(session, proposal, by=by, version=version)
    location = location_of(session, proposal)
    lock(session, location, version=location_version)
    changes = _changes(session, location, record, why=why)
    told = {"changes": [proposal.changes, changes], "why": [proposal.why, why]}
    proposal.changes, proposal.why, proposal.state = changes, why, ProposalState.OPEN
    note(session, proposal, "revised", told, by=by, at=at)


def withdraw(session: Session, proposal: Proposal, *, by: Person, at: datetime, version: int) -> None:
    """Take a proposal back, as whoever proposed it. Raises `NotAllowed` and `StaleEdit`."""
    _hold_own(session, proposal, by=by, version=version)
    set_state(session, proposal, ProposalState.WITHDRAWN, by=by, at=at)


def answer(session: Session, proposal: Proposal, text: str, *, by: Person, at: datetime, version: int) -> None:
    """Answer what was asked back, as whoever proposed it; the proposal waits for review again."""
    _hold_own(session, proposal, by=by, version=version)
    write_message(proposal, text, by=by, at=at)
    set_state(session, proposal, ProposalState.OPEN, by=by, at=at)


def open_proposals(session: Session, grants: Grants) -> list[Proposal]:
    """Return the undecided proposals that somebody may decide about, the oldest first, with their messages."""
    looked_on = Location.needs_review.is_(True)
    query = (
        select(Proposal)
        .join(Location, Location.id == Proposal.location_id)
        .where(
            Proposal.state.in_(UNDECIDED),
            _in_wards(grants, Action.REVIEW_PROPOSAL),
            or_(~looked_on, _in_wards(grants, Action.REQUIRE_REVIEW)),
        )
        .options(selectinload(Proposal.messages))
        .order_by(Proposal.made_at, Proposal.id)
    )
    return list(session.scalars(query))


def proposals_by(session: Session, person: Person) -> list[Proposal]:
    """Return what somebody proposed, the newest first, with its messages."""
    query = select(Proposal).where(Proposal.person_id == person.id).options(selectinload(Proposal.messages))
    return list(session.scalars(query.order_by(Proposal.made_at.desc(), Proposal.id.desc())))


def proposal_by_id(session: Session, proposal_id: int, *, by: Person, grants: Grants) -> Proposal:
    """Return a proposal to whoever made it or may decide about it. Raises `NotFound` for everybody else, too."""
    proposal = session.get(Proposal, proposal_id)
    if proposal and (proposal.person_id == by.id or may_decide(grants, location_of(session, proposal))):
        return proposal
    raise NotFound(f"there is no proposal {proposal_id} for {by.email}")


def location_of(session: Session, proposal: Proposal) -> Location:
    """Return the whole location that a proposal is about."""
    return session.get_one(Location, proposal.location_id, options=WHOLE_LOCATION)


def hold(session: Session, proposal: Proposal, *, version: int) -> None:
    """Hold an undecided proposal. Raises `StaleEdit` where somebody else was first."""
    lock(session, proposal, version=version)
    if proposal.state not in UNDECIDED:
        raise StaleEdit(f"proposal {proposal.id} is {proposal.state.value} already", version=proposal.version)


def set_state(session: Session, proposal: Proposal, state: ProposalState, *, by: Person, at: datetime) -> None:
    """Move a proposal that is held on to another state."""
    told = {"state": [proposal.state.value, state.value], "accepted_paths": [None, proposal.accepted_paths]}
    proposal.state = state
    if state not in UNDECIDED and state is not ProposalState.WITHDRAWN:
        proposal.decided_by, proposal.decided_at = by.id, at
    note(session, proposal, state.value, told, by=by, at=at)


def write_message(proposal: Proposal, text: str, *, by: Person, at: datetime) -> None:
    """Add a line to the talk about a proposal. Raises `InvalidChange` where it is empty or too long."""
    problems = list(line_problems("message", text.strip(), longest=LONGEST_MESSAGE, lines=True))
    if problems:
        raise InvalidChange(problems)
    proposal.messages.append(ProposalMessage(person_id=by.id, written_at=at, text=text.strip()))


def note(
    session: Session, proposal: Proposal, action: str, changes: Mapping[str, Any], *, by: Person, at: datetime
) -> None:
    """Leave the Revision of what was done to a proposal, which readers never see, and store both."""
    subject = f"proposal/{proposal.id}"
    record_unshown_change(session, subject=subject, action=action, changes=changes, by=by.email, at=at)
    session.flush()


def _hold_own(session: Session, proposal: Proposal, *, by: Person, version: int) -> None:
    require(proposal.person_id == by.id, f"{by.email} did not make proposal {proposal.id}")
    hold(session, proposal, version=version)


def _changes(
    session: Session, location: Location, record: LocationRecord, *, why: str | None
) -> dict[str, list[Any]]:
    """Return what `record` would change, checked as if it were published."""
    record = tidied(record)
    checked(session, location, record, why=why)
    return differences(document_now(location), document_of(record))


def _in_wards(grants: Grants, action: Action) -> ColumnElement[bool]:
    wards = wards_of(grants, action)
    return true() if wards is None else Location.ward_code.in_(wards)
