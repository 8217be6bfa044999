"""What tests of the editing core share: a location to change, moments, and records of it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from services.database import engine_for, writing_sessions
from services.directory import location_by_slug
from services.editing.changing import change_location
from services.imports.documents import Document, document_of
from services.imports.records import LocationRecord, TextRecord
from services.imports.stored_locations import location_record
from services.models import Location, Revision, TextState
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
