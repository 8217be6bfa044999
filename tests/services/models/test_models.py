"""What the database itself refuses or keeps, whatever the program does; on SQLite and on PostgreSQL."""

from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from services.models import (
    AccessRoute,
    Confidence,
    Dataset,
    Fact,
    Kind,
    Location,
    Notice,
    Organization,
    Phone,
    RouteKind,
    ServiceTopic,
    Severity,
    Text,
    TextState,
    Topic,
    WardFigure,
)
from tests.records_for_tests import NOON, location, refuses, stored_location, stored_service

OWNED_BY_LOCATION = (
    "phone",
    "access_route",
    "schedule",
    "language_availability",
    "service",
    "text",
    "fact",
    "notice",
)


@pytest.mark.parametrize(
    "changed",
    [
        {"lat": 35.5},
        {"lon": 139.5},
        {"lat": 90.1, "lon": 0.0},
        {"lat": 0.0, "lon": -180.5},
        {"position_accuracy_m": 0},
    ],
)
def test_a_point_is_whole_and_on_earth(session: Session, changed: dict[str, float]) -> None:
    refuses(session, location(**changed))


def test_a_slug_names_one_location(session: Session) -> None:
    refuses(session, location(slug="lounge-midori"))


def test_a_kind_is_stored_as_its_value(session: Session) -> None:
    kind = session.scalar(text("SELECT kind FROM location WHERE slug = 'center-multicultural'"))

    assert kind == "consultation_center"


def test_a_kind_nobody_knows_is_refused_by_the_database(session: Session) -> None:
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE location SET kind = 'LOUNGE' WHERE slug = 'lounge-midori'"))


def test_a_naive_moment_is_refused(session: Session) -> None:
    session.add(location(saved_at=NOON.replace(tzinfo=None)))

    with pytest.raises(StatementError, match="has no time zone"):
        session.flush()


@pytest.mark.parametrize("owners", [(), ("location_id", "organization_id")])
def test_a_text_has_one_owner(session: Session, owners: tuple[str, ...]) -> None:
    ids = {"location_id": stored_location(session).id, "organization_id": session.scalar(select(Organization.id))}
    words = {"field": "name", "language": "en", "text": "A", "state": TextState.HUMAN}

    refuses(session, Text(**words, **{owner: ids[owner] for owner in owners}))


def test_a_field_has_one_text_a_language(session: Session) -> None:
    owner = stored_location(session).id
    words = {"field": "name", "language": "en", "text": "A", "state": TextState.HUMAN}

    refuses(session, Text(location_id=owner, **words), Text(location_id=owner, **words))


def test_a_topic_is_one_we_know(session: Session) -> None:
    session.add(ServiceTopic(service_id=stored_service(session).id, topic="cooking"))

    with pytest.raises((StatementError, IntegrityError)):
        session.flush()


def test_a_field_has_one_fact(session: Session) -> None:
    row = {"location_id": stored_location(session).id, "field": "hours", "confidence": Confidence.HIGH}

    refuses(session, Fact(**row), Fact(**row))


@pytest.mark.parametrize("walk_minutes", [-1, 121])
def test_a_walk_is_one_that_people_walk(session: Session, walk_minutes: int) -> None:
    row = {"location_id": stored_location(session).id, "kind": RouteKind.STATION, "name_ja": "駅"}

    refuses(session, AccessRoute(**row, walk_minutes=walk_minutes))


@pytest.mark.parametrize(
    "changed", [{"ends_at": NOON}, {"location_id": 1, "ward_code": "14113"}, {"slug": "tsurumi-building-works"}]
)
def test_a_notice_ends_after_it_begins_and_speaks_to_one_scope(session: Session, changed: dict[str, Any]) -> None:
    refuses(session, Notice(**{"slug": "n", "severity": Severity.CHANGE, "starts_at": NOON, **changed}))


@pytest.mark.parametrize(("within_1_km", "within_3_km"), [(-1, 5), (6, 5)])
def test_those_near_are_among_those_less_near(session: Session, within_1_km: int, within_3_km: int) -> None:
    figures = {"within_1_km": within_1_km, "within_3_km": within_3_km, "median_distance_m": 1}

    refuses(session, WardFigure(ward_code="99999", foreign_residents=9, as_of="2020-10-01", **figures))


def test_one_row_counts_the_writes(session: Session) -> None:
    refuses(session, Dataset(id=2, version=1))


def test_a_row_needs_the_record_it_belongs_to(session: Session) -> None:
    refuses(session, Phone(location_id=999_999, number="045-000-0000"))


def test_a_location_takes_all_that_belongs_to_it_along(session: Session) -> None:
    lounge_id = session.scalar(select(Location.id).where(Location.slug == "lounge-tsurumi"))
    session.execute(text("DELETE FROM location WHERE id = :id"), {"id": lounge_id})

    left = {
        table: session.scalar(text(f"SELECT count(*) FROM {table} WHERE location_id = :id"), {"id": lounge_id})  # noqa: S608 - our names.
        for table in (*OWNED_BY_LOCATION, "listing")
    }
    assert set(left.values()) == {0}


def test_an_organization_with_locations_stays(session: Session) -> None:
    with pytest.raises(IntegrityError):
        session.execute(text("DELETE FROM organization WHERE slug = 'yoke'"))


def test_the_version_of_a_location_moves_with_each_write(session: Session) -> None:
    added = stored_location(session)
    added.postal_code = "226-0019"
    session.flush()

    assert added.version == 2


def test_a_write_on_top_of_an_older_version_is_refused(session: Session) -> None:
    added = stored_location(session)
    session.execute(text("UPDATE location SET version = 7 WHERE id = :id"), {"id": added.id})
    added.postal_code = "226-0019"

    with pytest.raises(StaleDataError):
        session.flush()


def test_kinds_are_in_the_order_of_a_list() -> None:
    assert [kind.value for kind in Kind][:3] == ["consultation_center", "lounge", "japanese_learning_center"]


def test_the_topics_are_the_contract_s() -> None:
    assert len(Topic) == 18
