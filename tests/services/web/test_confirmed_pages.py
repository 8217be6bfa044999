"""What residents see of a confirmation: the same on every page, in every format, on the day and after it."""

from datetime import UTC, datetime
from typing import Any

import icalendar
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import listings
from services.confirmations import confirm
from services.models import Confidence, ConfirmedBy, Fact, FieldGroup, Location
from tests.conftest import Clock
from tests.jsonld_for_tests import graph
from tests.location_pages_for_tests import location_week

SLUG = "lounge-tsurumi"
PAGE = f"/en/locations/{SLUG}"
CHECKED = datetime(2026, 1, 10, 3, tzinfo=UTC)
FRESH, OVERDUE, EXPIRED = "2026-02-04T10:00", "2026-11-25T10:00", "2027-02-03T10:00"


@pytest.fixture
def lounge(session: Session) -> Location:
    """A lounge all of which was confirmed in January 2026."""
    found = session.scalars(select(Location).where(Location.slug == SLUG)).one()
    confirm(session, found, by="clerk@example.org", how=ConfirmedBy.OFFICE, at=CHECKED)
    session.commit()
    return found


def in_list(client: FlaskClient) -> dict[str, Any]:
    features = client.get("/en/locations.geojson?ward=14101&kind=lounge").get_json()["features"]
    return next(each["properties"] for each in features if each["properties"]["slug"] == SLUG)


@pytest.mark.usefixtures("lounge")
@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (FRESH, "Checked on"),
        (OVERDUE, "Please ask whether it is still right."),
        (EXPIRED, "Please ask whether it is still right."),
    ],
)
def test_a_page_says_when_it_was_checked_and_warns_when_that_is_long_ago(
    client: FlaskClient, at_city_time: Clock, moment: str, words: str
) -> None:
    at_city_time(moment)

    assert words in client.get(PAGE).text
    assert words in client.get("/en/?ward=14101&kind=lounge").text


@pytest.mark.usefixtures("lounge")
@pytest.mark.parametrize(("moment", "state"), [(FRESH, "open"), (OVERDUE, "open"), (EXPIRED, "unknown")])
def test_after_a_time_the_hours_are_unknown_everywhere(
    client: FlaskClient, at_city_time: Clock, moment: str, state: str
) -> None:
    at_city_time(moment)

    assert in_list(client)["open"] == state
    assert client.get(f"{PAGE}.geojson").get_json()["features"][0]["properties"]["open"] == state
    assert {day.state for day in location_week(client.get(PAGE).text).days.values()} - {"closed"} == {state}


@pytest.mark.usefixtures("lounge")
def test_expired_hours_say_so_and_nothing_repeats_them(client: FlaskClient, at_city_time: Clock) -> None:
    at_city_time(EXPIRED)
    page, poster = client.get(PAGE).text, client.get(f"{PAGE}/poster").text

    assert "Hours not confirmed, please ask first" in page
    assert "openingHoursSpecification" not in str([node for node in graph(page) if "Place" in str(node.get("@type"))])
    assert "Hours not confirmed, please ask first" in poster
    told = icalendar.Calendar.from_ical(client.get(f"{PAGE}/calendar.ics").data).walk("VEVENT")
    assert told == []


@pytest.mark.usefixtures("lounge")
def test_the_saved_copy_holds_no_expired_hours(client: FlaskClient, at_city_time: Clock) -> None:
    at_city_time(FRESH)
    before = str(client.get("/en/offline.json").get_json())
    at_city_time(EXPIRED)

    assert before.count("9:00") > str(client.get("/en/offline.json").get_json()).count("9:00")


def test_what_nobody_ever_confirmed_stays_as_it_is(client: FlaskClient, at_city_time: Clock) -> None:
    at_city_time(EXPIRED)

    assert in_list(client)["open"] == "open"
    assert "Not yet checked by a person" in client.get(PAGE).text


def test_a_confirmation_ends_the_doubts_about_an_old_source(
    client: FlaskClient, at_city_time: Clock, session: Session
) -> None:
    lounge = session.scalars(select(Location).where(Location.slug == SLUG)).one()
    fact = session.scalars(select(Fact).where(Fact.location_id == lounge.id, Fact.field == "hours")).one()
    fact.year, fact.confidence = 2009, Confidence.LOW
    listings.refresh(session, [lounge])
    session.commit()
    at_city_time(FRESH)
    assert in_list(client)["open"] == "unknown"

    confirm(session, lounge, [FieldGroup.HOURS], by="clerk@example.org", how=ConfirmedBy.OFFICE, at=CHECKED)
    session.commit()

    assert in_list(client)["open"] == "open"
    assert "As of 2009" not in client.get(PAGE).text
