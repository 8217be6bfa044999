"""What tests of the editing core share: a location to change, moments, and records of it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from services.database import engine_for, writing_sessions
from services.directory import location_by_slug
from services.editing.changing import change_location
from services.editing.proposals import propose
from services.imports.documents import Document, document_of
from services.imports.records import LocationRecord, PhoneRecord, TextRecord
from services.imports.stored_locations import location_record
from services.models import Location, Person, PhoneKind, Proposal, Revision, Role, TextState
from services.permissions import Grant
from tests.conftest import postgres_database, seeded

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
CLERK = "clerk@example.org"


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture
def midori(session: Session) -> Location:
    """The lounge of Midori Ward, as it was first recorded."""
    return location_by_slug(session, "lounge-midori")


@pytest.fixture
def changed(midori: Location) -> Callable[..., LocationRecord]:
    """Return the lounge's record with some fields changed."""

    def record(**fields: Any) -> LocationRecord:
        return replace(location_record(midori), **fields)

    return record


@pytest.fixture
def change(session: Session, midori: Location) -> Callable[..., Revision | None]:
    """Change the lounge as its ward's clerk does, and commit."""

    def run(record: LocationRecord, **more: Any) -> Revision | None:
        arguments = {"by": CLERK, "at": NOON, "version": midori.version} | more
        revision = change_location(session, midori, record, **arguments)
        session.commit()
        return revision

    return run


@pytest.fixture
def two_sessions() -> Iterator[Callable[[], Session]]:
    """Open sessions that write to one PostgreSQL database, where two may be at work at once."""
    with postgres_database() as url:
        seeded(url)
        engine = engine_for(url)
        with ExitStack() as opened:
            yield lambda: opened.enter_context(writing_sessions(engine)())
        engine.dispose()


def with_text(record: LocationRecord, field: str, language: str, text: str) -> LocationRecord:
    others = tuple(each for each in record.texts if (each.field, each.language) != (field, language))
    return replace(record, texts=(*others, TextRecord(field, language, TextState.HUMAN, text)))


@pytest.fixture
def retold(midori: Location) -> Callable[..., LocationRecord]:
    """Return the lounge's record with another text: retold("name", "ja", "新しい名前")."""
    return lambda field, language, text: with_text(location_record(midori), field, language, text)


@dataclass(frozen=True)
class Lounge:
    """One location in one session, for tests of what is done to it one after another."""

    session: Session
    location: Location

    def record(self, **fields: Any) -> LocationRecord:
        return replace(location_record(self.location), **fields)

    def change(self, **fields: Any) -> Revision:
        """Change fields as the ward's clerk does, and commit."""
        record = self.record(**fields)
        version = self.location.version
        revision = change_location(self.session, self.location, record, by=CLERK, at=NOON, version=version)
        self.session.commit()
        assert revision
        return revision

    def document(self) -> Document:
        self.session.expire_all()
        return document_of(self.record())


@pytest.fixture
def lounge(session: Session, midori: Location) -> Lounge:
    return Lounge(session, midori)


@dataclass(frozen=True)
class Editor:
    """Somebody with rights."""

    person: Person
    grants: tuple[Grant, ...]

    @property
    def as_author(self) -> dict[str, Any]:
        return {"by": self.person, "at": NOON}

    @property
    def as_reviewer(self) -> dict[str, Any]:
        return {"by": self.person, "grants": self.grants, "at": NOON}


def people_of(session: Session, lounge: Location) -> SimpleNamespace:
    """Return the lounge's desk, a clerk of its ward, one of another ward, the bureau and a consultant."""

    def somebody(name: str, *grants: Grant) -> Editor:
        person = Person(email=f"{name}@example.org", name=name, session_key=name, invited_at=NOON)
        session.add(person)
        session.flush()
        return Editor(person, grants)

    return SimpleNamespace(
        desk=somebody("desk", Grant(Role.LOUNGE_CONTRIBUTOR, location_id=lounge.id)),
        clerk=somebody("clerk", Grant(Role.WARD_EDITOR, ward_code="14113")),
        neighbour=somebody("neighbour", Grant(Role.WARD_EDITOR, ward_code="14117")),
        bureau=somebody("bureau", Grant(Role.BUREAU)),
        consultant=somebody("consultant", Grant(Role.CONSULTANT)),
    )


@pytest.fixture
def people(session: Session, midori: Location) -> SimpleNamespace:
    return people_of(session, midori)


@pytest.fixture
def people_in() -> Callable[[Session], SimpleNamespace]:
    """Return the people of another session than the test's own."""
    return lambda opened: people_of(opened, location_by_slug(opened, "lounge-midori"))


@pytest.fixture
def proposal(lounge: Lounge, people: SimpleNamespace) -> Proposal:
    """What the lounge's desk proposes: another number and another address."""
    record = lounge.record(phones=(PhoneRecord(PhoneKind.VOICE, "045-000-0001"),), website="https://example.org/new")
    proposed = propose(lounge.session, lounge.location, record, **people.desk.as_reviewer, version=1, why="We moved")
    lounge.session.commit()
    assert proposed
    return proposed
