"""Texts in all languages: written, approved, counted, and those that wait for somebody."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from services.editing.changing import change_location
from services.editing.locking import lock
from services.editing.publishing import document_now, publish
from services.editing.record_documents import record_of
from services.errors import FieldProblem, Flaw, InvalidChange
from services.languages import offered
from services.models import Location, Revision, Service, Text, TextState

AnySelect = Select[*tuple[Any, ...]]

CURRENT = (TextState.SOURCE, TextState.HUMAN)
_LEADING = "ja"
_OWNER = func.coalesce(Text.location_id, Service.location_id)


@dataclass(frozen=True, slots=True)
class TextName:
    """Which text of a location, or of the service with that slug."""

    field: str
    language: str
    service: str | None = None

    @property
    def path(self) -> str:
        """Return the text's path in the document of its location."""
        owner = f"services.{self.service}." if self.service else ""
        return f"{owner}texts.{self.field}.{self.language}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many texts of a language there are, by how far they can be trusted."""

    language: str
    current: int
    outdated: int
    machine: int
    missing: int
    """Fields that have a text in some other language."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A text that somebody should look at."""

    location: str
    """Its slug."""
    name: TextName
    state: TextState | None
    """None: there is no text yet."""


def set_text(
    session: Session,
    location: Location,
    name: TextName,
    text: str,
    *,
    by: str,
    at: datetime,
    version: int,
    is_small_change: bool = False,
) -> Revision | None:
    """Write one text, which then is a person's; an empty one is taken away. None where nothing differs.

    Raises `StaleEdit` and `InvalidChange`.
    """
    document = document_now(location) | {name.path: {"text": text, "state": TextState.HUMAN.value}}
    record = record_of(location.slug, document)
    return change_location(session, location, record, by=by, at=at, version=version, is_small_change=is_small_change)


def approve(
    session: Session, location: Location, name: TextName, *, by: str, at: datetime, version: int
) -> Revision | None:
    """Say that a machine's or an outdated text is right as it stands; None where that was so already.

    Raises `StaleEdit`, and `InvalidChange` where there is no such text.
    """
    lock(session, location, version=version)
    document = document_now(location)
    draft = document.get(name.path)
    if draft is None:
        raise InvalidChange([FieldProblem(name.path, Flaw.UNKNOWN)])
    if draft["state"] in CURRENT:
        return None
    approved = document | {name.path: draft | {"state": TextState.HUMAN.value}}
    return publish(session, location, record_of(location.slug, approved), action="approved", by=by, at=at)


def coverage(
    session: Session, *, wards: Collection[str] | None = None, location_ids: Collection[int] | None = None
) -> tuple[Coverage, ...]:
    """Return how far each language of the interface is; None means all wards, or all locations."""
    within = _within(wards, location_ids)
    counted = select(Text.language, Text.state, func.count()).group_by(Text.language, Text.state)
    counts = {(language, state): many for language, state, many in session.execute(_located(counted, within))}
    fields = _located(select(Text.location_id, Text.service_id, Text.field), within).distinct().subquery()
    total = session.scalar(select(func.count()).select_from(fields)) or 0
    return tuple(_coverage(language.slug, counts, total) for language in offered())


def _coverage(language: str, counts: Mapping[tuple[str, TextState], int], total: int) -> Coverage:
    many = {state: counts.get((language, state), 0) for state in TextState}
    return Coverage(
        language=language,
        current=sum(many[state] for state in CURRENT),
        outdated=many[TextState.OUTDATED],
        machine=many[TextState.MACHINE],
        missing=total - sum(many.values()),
    )


def unfinished(
    session: Session, language: str, *, wards: Collection[str] | None = None, limit: int = 50
) -> tuple[Unfinished, ...]:
    """Return texts of a language that are outdated, missing or a machine's, where there is one in Japanese."""
    wanted = aliased(Text)
    is_same_field = and_(
        wanted.field == Text.field,
        wanted.language == language,
        or_(wanted.location_id == Text.location_id, wanted.service_id == Text.service_id),
    )
    query = (
        _located(select(Location.slug, Service.slug, Text.field, wanted.state), _within(wards, None))
        .outerjoin(wanted, is_same_field)
        .where(Text.language == _LEADING, or_(wanted.id.is_(None), wanted.state.not_in(CURRENT)))
        .order_by(Location.slug, Service.position, Text.field)
        .limit(limit)
    )
    return tuple(
        Unfinished(slug, TextName(field, language, service), state)
        for slug, service, field, state in session.execute(query)
    )


def _located(query: AnySelect, within: ColumnElement[bool]) -> AnySelect:
    """Return a query of texts of locations and their services with both joined, some locations only."""
    with_service = query.select_from(Text).outerjoin(Service, Service.id == Text.service_id)
    return with_service.join(Location, Location.id == _OWNER).where(within)


def _within(wards: Collection[str] | None, location_ids: Collection[int] | None) -> ColumnElement[bool]:
    by_ward = true() if wards is None else Location.ward_code.in_(wards)
    return and_(by_ward, true() if location_ids is None else Location.id.in_(location_ids))
