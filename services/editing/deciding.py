"""Decides about proposals: what is accepted is published in the same transaction, merged with what changed since."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from services.editing.changing import filled_in
from services.editing.locking import lock
from services.editing.merging import Sides, Unit, merge, units
from services.editing.proposals import hold, location_of, set_state, write_message
from services.editing.publishing import document_now, publish
from services.editing.record_documents import record_of
from services.editing.rights import Grants, may_decide, may_publish, require
from services.errors import FieldProblem, Flaw, InvalidChange, StaleEdit
from services.imports.documents import Document
from services.models import ConfirmedBy, Location, Person, Proposal, ProposalState, Revision


def choices(session: Session, proposal: Proposal) -> tuple[Unit, ...]:
    """Return what of a proposal can be accepted one by one, beside what is stored now.

    One with `is_conflict` was changed by others since, and cannot be accepted as it is.
    """
    return _choices(_sides(location_of(session, proposal), proposal))


def accept(
    session: Session,
    proposal: Proposal,
    *,
    by: Person,
    grants: Grants,
    at: datetime,
    version: int,
    only: Collection[str] | None = None,
    is_small_change: bool = False,
) -> Revision | None:
    """Publish a proposal, whole or `only` the units of that name, for whoever saw its `version`.

    None where all of it is stored so already. Raises `NotAllowed`; `StaleEdit` where somebody else decided first or,
    with its conflicts, where others changed the same meanwhile; and `InvalidChange`.
    """
    location = _decidable(session, proposal, by=by, grants=grants, version=version)
    lock(session, location, version=location.version)
    sides = _sides(location, proposal)
    names = [unit.name for unit in _choices(sides)]
    chosen = _chosen(names, only)
    record = record_of(location.slug, _merged(sides, chosen, proposal))
    moved_to = record.ward_code
    require(may_publish(grants, location, ward_code=moved_to), f"{by.email} may change nothing in {moved_to}")
    record = filled_in(location, record, is_small_change=is_small_change)
    how, why = ConfirmedBy.OFFICE, proposal.why
    revision = publish(session, location, record, action="accepted", by=by.email, at=at, why=why, how=how)
    proposal.accepted_paths = chosen
    state = ProposalState.ACCEPTED if chosen == names else ProposalState.ACCEPTED_IN_PART
    set_state(session, proposal, state, by=by, at=at)
    return revision


def decline(
    session: Session, proposal: Proposal, reason: str, *, by: Person, grants: Grants, at: datetime, version: int
) -> None:
    """Decline a proposal and say why. Raises `NotAllowed`, `StaleEdit` and `InvalidChange`."""
    _decidable(session, proposal, by=by, grants=grants, version=version)
    write_message(proposal, reason, by=by, at=at)
    set_state(session, proposal, ProposalState.DECLINED, by=by, at=at)


def ask_back(
    session: Session, proposal: Proposal, question: str, *, by: Person, grants: Grants, at: datetime, version: int
) -> None:
    """Ask whoever proposed it something before deciding. Raises `NotAllowed`, `StaleEdit` and `InvalidChange`."""
    _decidable(session, proposal, by=by, grants=grants, version=version)
    write_message(proposal, question, by=by, at=at)
    set_state(session, proposal, ProposalState.ASKED_BACK, by=by, at=at)


def _decidable(session: Session, proposal: Proposal, *, by: Person, grants: Grants, version: int) -> Location:
    """Hold a proposal for one who may decide about it, and return its location."""
    location = location_of(session, proposal)
    # Four eyes: nobody agrees with themselves.
    is_allowed = may_decide(grants, location) and by.id != proposal.person_id
    require(is_allowed, f"{by.email} may not decide about proposal {proposal.id}")
    hold(session, proposal, version=version)
    return location


def _chosen(names: list[str], only: Collection[str] | None) -> list[str]:
    if only is None:
        return names
    if unknown := sorted(set(only).difference(names)):
        raise InvalidChange(FieldProblem(name, Flaw.UNKNOWN) for name in unknown)
    if not only:
        raise InvalidChange([FieldProblem("only", Flaw.REQUIRED)])
    return [name for name in names if name in only]


def _merged(sides: Sides, chosen: Collection[str], proposal: Proposal) -> Document:
    merged = merge(sides, only=chosen)
    if merged.conflicts:
        names = [unit.name for unit in merged.conflicts]
        raise StaleEdit(f"others changed {names} since they were proposed", version=proposal.version, conflicts=names)
    return merged.document


def _choices(sides: Sides) -> tuple[Unit, ...]:
    return tuple(unit for unit in units(sides) if unit.is_mine)


def _sides(location: Location, proposal: Proposal) -> Sides:
    """Return what is stored now, the same as the proposal found it, and as it would leave it."""
    now = document_now(location)
    base = _put(now, {path: before for path, (before, _) in proposal.changes.items()})
    return Sides(base, now, _put(base, {path: after for path, (_, after) in proposal.changes.items()}))


def _put(document: Mapping[str, Any], values: Mapping[str, Any]) -> Document:
    """Return the document with other values; None takes a path away."""
    changed = {**document, **values}
    return {path: value for path, value in changed.items() if value is not None}
