"""Says that what a listing tells is still right: who said so, when and how; the calls made for it; taking it back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import listings
from services.changes import record_change, record_unshown_change
from services.clock import city_time
from services.errors import MadoguchiError
from services.freshness import GroupAge, ages, wholly_checked_on
from services.models import (
    CallOutcome,
    ConfirmationCall,
    ConfirmedBy,
    FieldCheck,
    FieldGroup,
    Location,
    Revision,
)

ALL_GROUPS = frozenset(FieldGroup)
CONFIRMED, TAKEN_BACK, CALLED = "confirmed", "confirmation_undone", "called"
LONGEST_NOTE = 500
"""Characters of the note on a call."""
_PATH = "checks."
_GROUP_OF_PATH = {
    "hours": FieldGroup.HOURS,
    "hours_known": FieldGroup.HOURS,
    "holiday_rule": FieldGroup.HOURS,
    "closing_days": FieldGroup.HOURS,
    "closing_periods": FieldGroup.HOURS,
    "phones": FieldGroup.PHONE,
    "languages": FieldGroup.LANGUAGES,
    "languages_complete": FieldGroup.LANGUAGES,
    "texts.address": FieldGroup.ADDRESS,
    "postal_code": FieldGroup.ADDRESS,
    "lat": FieldGroup.ADDRESS,
    "lon": FieldGroup.ADDRESS,
}

Changes = dict[str, list[Any]]


class NothingToTakeBack(MadoguchiError):
    """The listing was not confirmed, or something else was confirmed since."""


def confirm(
    session: Session,
    location: Location,
    groups: Iterable[FieldGroup] = ALL_GROUPS,
    *,
    by: str,
    how: ConfirmedBy,
    at: datetime,
    on: date | None = None,
) -> Revision:
    """Note that groups of fields of a location are right, on the day `on` or that of `at`; readers see it at once."""
    changes = note_checks(session, location, groups, by=by, how=how, on=on or city_time(at).date())
    revision = record_change(session, subject=_subject(location), action=CONFIRMED, changes=changes, by=by, at=at)
    session.flush()
    listings.refresh(session, [location])
    return revision


def note_checks(
    session: Session, location: Location, groups: Iterable[FieldGroup], *, by: str, how: ConfirmedBy, on: date
) -> Changes:
    """Note the checks alone, as part of another write; return what changes, for that write's Revision.

    Whoever changes the hours of a place has looked at them. The caller refreshes the listing.
    """
    _hold(session, location)
    checks = _checks(session, location)
    before = {group: _told(check) for group, check in checks.items()}
    for group in sorted(set(groups)):
        check = checks.setdefault(group, FieldCheck(location_id=location.id, group=group))
        check.checked_on, check.by, check.how = on, by, how
        session.add(check)
    return _noted(session, location, before)


def groups_changed(paths: Iterable[str]) -> frozenset[FieldGroup]:
    """Return the groups of fields to which the paths of a location's document belong."""
    found = set()
    for path in paths:
        first, _, rest = path.partition(".")
        name = f"texts.{rest.partition('.')[0]}" if first == "texts" else first
        found.add(_GROUP_OF_PATH.get(name))
    return frozenset(group for group in found if group is not None)


def take_back(session: Session, location: Location, *, by: str, at: datetime) -> Revision:
    """Undo the latest confirmation: the days before it count again. Raises `NothingToTakeBack`."""
    latest = _latest(session, location)
    if latest is None or latest.action != CONFIRMED:
        raise NothingToTakeBack(f"{_subject(location)} was not confirmed last")
    _hold(session, location)
    checks = _checks(session, location)
    before = {group: _told(check) for group, check in checks.items()}
    for path, (old, new) in latest.changes.items():
        if path.startswith(_PATH):
            _restore(session, location, checks, FieldGroup(path.removeprefix(_PATH)), old=old, new=new)
    changes = _noted(session, location, before)
    revision = record_change(session, subject=_subject(location), action=TAKEN_BACK, changes=changes, by=by, at=at)
    session.flush()
    listings.refresh(session, [location])
    return revision


def log_call(
    session: Session,
    location: Location,
    outcome: CallOutcome,
    *,
    by: str,
    at: datetime,
    note: str | None = None,
    groups: Collection[FieldGroup] = ALL_GROUPS,
) -> ConfirmationCall:
    """Note a call that was made; what was confirmed by it counts as checked. Raises `ValueError` for a long note."""
    if note is not None and len(note) > LONGEST_NOTE:
        raise ValueError(f"a note of {len(note)} characters is longer than {LONGEST_NOTE}")
    call = ConfirmationCall(location_id=location.id, called_at=at, by=by, outcome=outcome, note=note)
    session.add(call)
    changes = {"call": [None, outcome.value]}
    record_unshown_change(session, subject=_subject(location), action=CALLED, changes=changes, by=by, at=at, why=note)
    if outcome is CallOutcome.CONFIRMED:
        confirm(session, location, groups, by=by, how=ConfirmedBy.CALL, at=at)
    return call


def calls(session: Session, location: Location, *, limit: int = 20) -> Sequence[ConfirmationCall]:
    """Return the calls that were made about a location, the newest first."""
    query = select(ConfirmationCall).where(ConfirmationCall.location_id == location.id)
    newest_first = query.order_by(ConfirmationCall.called_at.desc(), ConfirmationCall.id.desc())
    return session.scalars(newest_first.limit(limit)).all()


def checks_by_group(session: Session, location: Location) -> Mapping[FieldGroup, FieldCheck]:
    """Return who confirmed each group of fields last, and when; nothing for those that nobody has."""
    return _checks(session, location)


def ages_of(session: Session, location: Location, today: date) -> tuple[GroupAge, ...]:
    """Return how old each group of fields of a location is."""
    days = {group: check.checked_on for group, check in _checks(session, location).items()}
    facts = {fact.field: fact.year for fact in location.facts}
    return ages(location.kind, days, years={group: facts.get(group.value) for group in FieldGroup}, today=today)


def _subject(location: Location) -> str:
    return f"location/{location.slug}"


def _hold(session: Session, location: Location) -> None:
    """Have whoever confirms the same location at the same time wait."""
    session.execute(select(Location.id).where(Location.id == location.id).with_for_update())


def _checks(session: Session, location: Location) -> dict[FieldGroup, FieldCheck]:
    found = session.scalars(select(FieldCheck).where(FieldCheck.location_id == location.id))
    return {check.group: check for check in found}


def _noted(session: Session, location: Location, before: Mapping[FieldGroup, Any]) -> Changes:
    """Write the day on which all was confirmed, and return what differs from `before`."""
    session.flush()
    checks = _checks(session, location)
    after = {group: _told(check) for group, check in checks.items()}
    changes: Changes = {
        _PATH + group.value: [before.get(group), after.get(group)]
        for group in FieldGroup
        if before.get(group) != after.get(group)
    }
    wholly = wholly_checked_on({group: check.checked_on for group, check in checks.items()})
    if wholly != location.checked_on:
        changes["checked_on"] = [_iso(location.checked_on), _iso(wholly)]
        location.checked_on = wholly
    return changes


def _restore(
    session: Session,
    location: Location,
    checks: Mapping[FieldGroup, FieldCheck],
    group: FieldGroup,
    *,
    old: dict[str, str] | None,
    new: dict[str, str] | None,
) -> None:
    check = checks.get(group)
    if check is None or _told(check) != new:
        raise NothingToTakeBack(f"{_subject(location)}: {group} was confirmed again since")
    if old is None:
        session.delete(check)
        return
    check.checked_on, check.by, check.how = date.fromisoformat(old["checked_on"]), old["by"], ConfirmedBy(old["how"])


def _told(check: FieldCheck) -> dict[str, str]:
    return {"checked_on": check.checked_on.isoformat(), "by": check.by, "how": check.how.value}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _latest(session: Session, location: Location) -> Revision | None:
    """Return the newest entry of the history that is about what the listing says or its checks."""
    of_location = select(Revision).where(Revision.subject == _subject(location), Revision.action != CALLED)
    return session.scalars(of_location.order_by(Revision.id.desc()).limit(1)).first()
