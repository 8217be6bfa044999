"""Records that tests add to the first ones."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.database import Base
from services.listings import listed
from services.models import (
    Kind,
    Location,
    Service,
)
from services.timetables import Timetable
from services.vouching import vouched

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)


def location(**changed: Any) -> Location:
    return Location(**{"slug": "a", "kind": Kind.LOUNGE, "ward_code": "14113", "saved_at": NOON, **changed})


def shown_timetable(location: Location) -> Timetable:
    """Return a location's timetable as pages show it that no person has confirmed."""
    recorded = listed(location)
    return vouched(recorded.timetable, recorded.hours_standing, kind=location.kind, checks={})


def stored_location(session: Session, **changed: Any) -> Location:
    added = location(**changed)
    session.add(added)
    session.flush()
    return added


def refuses(session: Session, *rows: Base) -> None:
    session.add_all(rows)
    with pytest.raises(IntegrityError):
        session.flush()


def stored_service(session: Session) -> Service:
    service = Service(location_id=stored_location(session).id, slug="s")
    session.add(service)
    session.flush()
    return service
