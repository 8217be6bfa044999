"""Which locations should be checked, the most urgent first, for those who look after them."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from services.freshness import Age, GroupAge, ages, due_on, is_at_least, worst
from services.listings import checks_of
from services.models import CallOutcome, ConfirmationCall, Fact, FieldGroup, Kind, Location, Text


@dataclass(frozen=True, slots=True)
class DueLocation:
    """One location with how old its facts are."""

    location_id: int
    slug: str
    kind: Kind
    ward_code: str
    name: str
    """In Japanese, or its slug where it has no name."""
    groups: tuple[GroupAge, ...]
    checked_on: date | None
    """The day on which all of it had been confirmed."""
    last_call: tuple[datetime, CallOutcome] | None

    @property
    def age(self) -> Age:
        """The most urgent of its groups."""
        return worst(self.groups)

    @property
    def due_on(self) -> date:
        """The first day on which any of its groups was due."""
        return due_on(self.groups)


def due_locations(
    session: Session,
    today: date,
    *,
    wards: Collection[str] | None = None,
    locations: Collection[int] = (),
    least: Age = Age.DUE,
) -> Sequence[DueLocation]:
    """Return the locations whose age is at least `least`, the most urgent first.

    `wards` None means every ward; otherwise the locations of these wards and those named by id.
    """
    found = [each for each in _all(session, today, _among(wards, locations)) if is_at_least(each.age, least)]
    urgency = list(Age)
    return sorted(found, key=lambda each: (-urgency.index(each.age), each.due_on, each.slug))


def age_counts(
    session: Session, today: date, *, wards: Collection[str] | None = None, locations: Collection[int] = ()
) -> dict[Age, int]:
    """Return how many locations are of each age."""
    counted = Counter(each.age for each in _all(session, today, _among(wards, locations)))
    return {age: counted[age] for age in Age}


def due_location(session: Session, location_id: int, today: date) -> DueLocation | None:
    """Return one location with its age, due or not; None where it is gone."""
    return next(iter(_all(session, today, Location.id == location_id)), None)


def _among(wards: Collection[str] | None, locations: Collection[int]) -> ColumnElement[bool]:
    return true() if wards is None else Location.ward_code.in_(wards) | Location.id.in_(locations)


def _all(session: Session, today: date, among: ColumnElement[bool]) -> list[DueLocation]:
    columns = (Location.id, Location.slug, Location.kind, Location.ward_code, Location.checked_on)
    rows = session.execute(select(*columns).where(among).order_by(Location.id)).all()
    checks = checks_of(session, [row.id for row in rows])
    years, names, called = _years(session, among), _names(session, among), _last_calls(session, among)
    return [
        DueLocation(
            location_id=row.id,
            slug=row.slug,
            kind=row.kind,
            ward_code=row.ward_code,
            name=names.get(row.id, row.slug),
            groups=ages(row.kind, checks.get(row.id, {}), years=years.get(row.id, {}), today=today),
            checked_on=row.checked_on,
            last_call=called.get(row.id),
        )
        for row in rows
    ]


def _years(session: Session, among: ColumnElement[bool]) -> dict[int, dict[FieldGroup, int | None]]:
    """Return the last year in which each group is known to hold, by location."""
    fields = [group.value for group in FieldGroup]
    query = select(Fact.location_id, Fact.field, Fact.year).join(Location, Location.id == Fact.location_id)
    found: dict[int, dict[FieldGroup, int | None]] = {}
    for location_id, field, year in session.execute(query.where(among, Fact.field.in_(fields))):
        found.setdefault(location_id, {})[FieldGroup(field)] = year
    return found


def _names(session: Session, among: ColumnElement[bool]) -> dict[int, str]:
    query = select(Location.id, Text.text).join(Text, Text.location_id == Location.id)
    rows = session.execute(query.where(among, Text.field == "name", Text.language == "ja"))
    return {location_id: name for location_id, name in rows}  # noqa: C416 - two columns, not a row.


def _last_calls(session: Session, among: ColumnElement[bool]) -> dict[int, tuple[datetime, CallOutcome]]:
    latest = select(func.max(ConfirmationCall.id)).group_by(ConfirmationCall.location_id)
    query = select(ConfirmationCall).join(Location, Location.id == ConfirmationCall.location_id)
    called = session.scalars(query.where(among, ConfirmationCall.id.in_(latest)))
    return {call.location_id: (call.called_at, call.outcome) for call in called}
