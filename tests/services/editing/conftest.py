"""What tests of the editing core share: a location to change, moments, and records of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from services.directory import location_by_slug
from services.imports.records import LocationRecord
from services.imports.stored_locations import location_record
from services.models import Location

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)


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
