from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from geodata.coords import Point
from services import directory
from services.errors import NotFound
from services.models import Dataset, Location, Notice, Severity
from services.opening import State
from tests.timetables_for_tests import tokyo

WEDNESDAY = tokyo("2026-11-25 10:00")
NAKAYAMA = Point(35.51476, 139.53974)
AN_HOUR = timedelta(hours=1)


def number_of(session: Session, slug: str) -> int:
    return session.scalars(select(Location.id).where(Location.slug == slug)).one()


def notice(slug: str, **changed: object) -> Notice:
    return Notice(**{"slug": slug, "severity": Severity.CHANGE, "starts_at": WEDNESDAY - AN_HOUR, **changed})


def test_a_location_comes_with_all_that_its_page_shows_and_asks_for_nothing_more(either_session: Session) -> None:
    found = directory.location_by_slug(either_session, "center-multicultural")
    asked: list[str] = []
    bind = either_session.get_bind()
    event.listen(bind, "before_cursor_execute", lambda *told: asked.append(told[2]))

    shown = [found.texts, found.phones, found.routes, found.languages, found.facts, found.organization]
    within = [(service.texts, service.topics, service.schedule) for service in found.services]

    assert all(shown)
    assert within
    assert asked == []


@pytest.mark.parametrize("slug", ["", "nowhere", "LOUNGE-MIDORI", "lounge-midori ", "' OR ''='"])
def test_a_slug_nobody_has_is_not_found(either_session: Session, slug: str) -> None:
    with pytest.raises(NotFound, match="slug"):
        directory.location_by_slug(either_session, slug)


def test_one_location_is_answered_for_as_in_a_list(either_session: Session) -> None:
    number = number_of(either_session, "lounge-tsurumi")

    entry = directory.entry_of(either_session, number, WEDNESDAY, language="es")

    assert entry.listing["slug"] == "lounge-tsurumi"
    assert entry.opening.state is State.OPEN
    assert entry.spoken is not None
    assert entry.spoken.state is State.NOW
    assert entry.distance_m is None


def test_without_a_language_nothing_is_said_of_languages(either_session: Session) -> None:
    number = number_of(either_session, "lounge-tsurumi")

    assert directory.entry_of(either_session, number, WEDNESDAY, language=None).spoken is None


def test_the_places_of_a_ward_come_in_the_order_of_a_list(either_session: Session) -> None:
    entries = directory.in_ward(either_session, "14103", WEDNESDAY, language="en")

    assert [entry.listing["slug"] for entry in entries] == [
        "center-multicultural",
        "center-japanese-learning",
        "ward-nishi",
        "yoke",
        "yioc",
    ]


def test_a_ward_without_places_has_none(either_session: Session) -> None:
    assert directory.in_ward(either_session, "99999", WEDNESDAY, language=None) == ()


@pytest.mark.parametrize("limit", [1, 3, 14])
def test_the_nearest_counters_are_lounges_and_centers_nearest_first(either_session: Session, limit: int) -> None:
    entries = directory.nearest_counters(either_session, NAKAYAMA, WEDNESDAY, language=None, limit=limit)

    assert len(entries) == limit
    assert entries[0].listing["slug"] == "lounge-midori"
    assert {entry.listing["kind"] for entry in entries} <= {"lounge", "consultation_center"}
    distances = [entry.distance_m for entry in entries]
    assert distances == sorted(distances)


@pytest.mark.parametrize(
    ("changed", "is_shown"),
    [
        ({}, True),
        ({"starts_at": WEDNESDAY}, True),
        ({"starts_at": WEDNESDAY + AN_HOUR}, False),
        ({"ends_at": WEDNESDAY + AN_HOUR}, True),
        ({"ends_at": WEDNESDAY}, False),
        ({"ward_code": "14113"}, False),
    ],
)
def test_a_notice_of_the_city_shows_from_its_start_until_before_its_end(
    session: Session,
    changed: dict[str, object],
    is_shown: bool,  # noqa: FBT001 - a table.
) -> None:
    session.add(notice("storm", **changed))
    session.flush()

    assert ("storm" in [found.slug for found in directory.notices_at(session, WEDNESDAY)]) is is_shown


def test_a_page_shows_the_notices_of_its_location_its_ward_and_the_city_newest_first(session: Session) -> None:
    lounge = number_of(session, "lounge-midori")
    session.add_all(
        [
            notice("city", starts_at=WEDNESDAY - 3 * AN_HOUR),
            notice("ward", ward_code="14113", starts_at=WEDNESDAY - 2 * AN_HOUR),
            notice("lounge", location_id=lounge),
            notice("elsewhere", ward_code="14101"),
        ]
    )
    session.flush()

    found = directory.notices_at(session, WEDNESDAY, location_id=lounge, ward_code="14113")

    assert [shown.slug for shown in found] == ["lounge", "ward", "city"]


def test_a_notice_that_began_in_another_time_zone_is_compared_as_a_moment(session: Session) -> None:
    session.add(notice("abroad", starts_at=datetime(2026, 11, 25, 1, tzinfo=UTC)))
    session.flush()

    assert [found.slug for found in directory.notices_at(session, WEDNESDAY)] == ["abroad"]


def test_figures_are_known_of_the_city_s_wards_alone(either_session: Session) -> None:
    figure = directory.ward_figure(either_session, "14104")

    assert figure is not None
    assert figure.foreign_residents > figure.within_3_km >= figure.within_1_km
    assert directory.ward_figure(either_session, "99999") is None


def test_nobody_has_confirmed_the_first_records(session: Session) -> None:
    fresh = directory.freshness(session)

    assert (fresh.locations, fresh.checked, fresh.last_checked_on) == (39, 0, None)
    assert fresh.version == session.scalar(select(Dataset.version))


def test_confirmations_are_counted_and_the_latest_is_told(session: Session) -> None:
    for slug, day in (("lounge-midori", 1), ("lounge-aoba", 5)):
        directory.location_by_slug(session, slug).checked_on = date(2026, 11, day)
    session.flush()

    fresh = directory.freshness(session)

    assert (fresh.checked, fresh.last_checked_on) == (2, date(2026, 11, 5))
