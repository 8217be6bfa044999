"""Days on which a place is closed: set in seconds, seen at once, taken back."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from services.models import Revision, Role
from tests.conftest import Clock
from tests.staff_for_tests import sent, signed_in, written

DAYS = "/staff/locations/lounge-midori/days"
TODAY = "2026-11-25"
TYPHOON = {"first": TODAY, "last": TODAY, "reason": "typhoon"}


@pytest.fixture
def clerk(app: Flask, at_city_time: Clock) -> FlaskClient:
    at_city_time(f"{TODAY}T10:00")
    return signed_in(app, Role.WARD_EDITOR)


def opening(app: Flask) -> dict[str, str]:
    """Return what GeoJSON says of the lounge."""
    answer = app.test_client().get("/en/locations/lounge-midori.geojson").get_json()
    found: dict[str, str] = answer["features"][0]["properties"]
    return found


def test_a_place_that_is_closed_today_is_closed_on_the_next_request(app: Flask, clerk: FlaskClient) -> None:
    visitor = app.test_client()
    assert opening(app)["open"] == "open"

    assert sent(clerk, DAYS, TYPHOON, page=DAYS).status_code == 303

    assert opening(app)["open"] == "closed"
    assert "Because of a typhoon" in visitor.get("/en/locations/lounge-midori").text
    assert "BEGIN:VEVENT" in visitor.get("/en/locations/lounge-midori/calendar.ics").text


def test_what_was_closed_is_opened_again(app: Flask, clerk: FlaskClient) -> None:
    sent(clerk, DAYS, TYPHOON, page=DAYS)

    sent(clerk, f"{DAYS}/clear", {"first": TODAY, "last": TODAY}, page=DAYS)

    assert opening(app)["open"] == "open"


def test_other_hours_hold_on_their_days(app: Flask, clerk: FlaskClient) -> None:
    sent(clerk, DAYS, {"first": TODAY, "opens": "09:00", "closes": "11:00"}, page=DAYS)

    assert opening(app)["until"] == f"{TODAY}T11:00:00+09:00"


def test_the_history_tells_who_closed_it_and_why(app: Flask, clerk: FlaskClient) -> None:
    sent(clerk, DAYS, {**TYPHOON, "why": "The mayor called."}, page=DAYS)

    with written(app) as session:
        revision = session.scalars(select(Revision).where(Revision.action == "set_days")).one()
        assert (revision.by, revision.why) == ("ward_editor@example.org", "The mayor called.")


@pytest.mark.parametrize(
    "changed",
    [
        {"first": "tomorrow"},
        {"last": "2026-11-24"},
        {"opens": "09:00"},
        {"opens": "9", "closes": "x"},
        {"reason": "boredom"},
    ],
)
def test_what_cannot_be_changes_nothing_and_stays_in_the_form(
    app: Flask, clerk: FlaskClient, changed: dict[str, str]
) -> None:
    answer = sent(clerk, DAYS, {**TYPHOON, **changed}, page=DAYS)

    assert answer.status_code == 422
    assert opening(app)["open"] == "open"
    assert all(f'value="{text}"' in answer.text for text in changed.values() if text != "boredom")


def test_a_place_of_another_ward_is_not_ones_own(clerk: FlaskClient) -> None:
    assert clerk.get("/staff/locations/lounge-aoba/days").status_code == 403
    assert sent(clerk, "/staff/locations/lounge-aoba/days", TYPHOON).status_code == 403


def test_the_list_has_the_places_of_ones_ward(clerk: FlaskClient) -> None:
    text = clerk.get("/staff/locations").text

    assert "/staff/locations/lounge-midori/days" in text
    assert "lounge-aoba" not in text


def test_a_place_that_does_not_exist_is_not_found(clerk: FlaskClient) -> None:
    assert clerk.get("/staff/locations/nowhere/days").status_code == 404
