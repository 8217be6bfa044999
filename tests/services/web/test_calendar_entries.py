from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from flask import Flask, g
from icalendar import Calendar, Event
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import directory, listings
from services.coming_days import differences, series
from services.furigana import plain
from services.languages import EASY_JAPANESE, ENGLISH, JAPANESE, Language, offered
from services.models import Location, ScheduleException
from services.schedule_values import timetable_of_service
from services.web.calendar_entries import AHEAD, has_calendar, location_calendar
from services.web.location_page import location_page
from tests.records_for_tests import shown_timetable
from tests.timetables_for_tests import TOKYO, tokyo

MOMENT = tokyo("2026-11-25 10:00").astimezone(TOKYO)
TODAY = MOMENT.date()
URL = "https://madoguchi.example/en/locations/"

Kept = Callable[..., list[Event]]


@pytest.fixture
def kept(app: Flask, session: Session) -> Iterator[Kept]:
    """The events in the calendar of a location, in English unless the test says otherwise."""

    def events(slug: str, language: Language = ENGLISH) -> list[Event]:
        g.language = language
        location = directory.location_by_slug(session, slug)
        entry = directory.entry_of(session, location.id, MOMENT, language=None)
        place = location_page(location, entry, language=language, moment=MOMENT)
        content = location_calendar(location, place, language, url=URL + slug)
        return [one for one in Calendar.from_ical(content).walk("VEVENT") if isinstance(one, Event)]

    with app.test_request_context("/en/"):
        yield events


def first(events: list[Event], day: str) -> Event:
    return next(one for one in events if one["DTSTART"].dt == date.fromisoformat(day))


def close(session: Session, slug: str, first: date, last: date) -> None:
    location = directory.location_by_slug(session, slug)
    assert location.schedule is not None
    location.schedule.exceptions.append(ScheduleException(first=first, last=last, reason="typhoon"))
    session.flush()
    listings.refresh(session, [location])


def test_every_event_of_every_location_is_what_the_rules_of_opening_say(kept: Kept, session: Session) -> None:
    for location in session.scalars(select(Location)).all():
        events = kept(location.slug)
        days = [one for one in events if "VALUE" in one["DTSTART"].params]

        ruled = differences(shown_timetable(location), TODAY, TODAY + AHEAD)
        assert [(one["DTSTART"].dt, one["DTEND"].dt - timedelta(1)) for one in days] == [
            (each.first, each.last) for each in ruled
        ], location.slug
        own = [timetable_of_service(service.schedule) for service in location.services if service.schedule]
        held = [each for one in own for each in series(one, TODAY, TODAY + AHEAD, without=lambda _: False)]
        assert len(events) - len(days) == len(held)
        assert has_calendar(location, shown_timetable(location), TODAY) is bool(events)


@pytest.mark.parametrize("language", offered(), ids=lambda language: language.slug)
def test_every_event_has_words_and_a_name_of_its_own(kept: Kept, language: Language) -> None:
    events = kept("lounge-tsuzuki", language) + kept("passport-center-minami", language)

    assert len({one["UID"] for one in events}) == len(events)
    for one in events:
        assert one["SUMMARY"]
        assert not {"<", "{", "&"} & set(one["SUMMARY"] + one["DESCRIPTION"])


@pytest.mark.parametrize(
    ("language", "title"),
    [
        (ENGLISH, "Closed: Tsuzuki MY Plaza"),
        (JAPANESE, "お休み：都筑多文化・青少年交流プラザ(つづきMYプラザ)"),
        (EASY_JAPANESE, "やすみ：つづき たぶんか・せいしょうねん こうりゅうプラザ（つづきMYプラザ）"),
    ],
)
def test_a_closing_day_is_told_in_the_reader_s_language(kept: Kept, language: Language, title: str) -> None:
    assert first(kept("lounge-tsuzuki", language), "2026-12-21")["SUMMARY"] == title


def test_an_event_says_why_whom_to_call_and_that_hours_change(kept: Kept) -> None:
    told = first(kept("lounge-tsurumi"), "2027-01-11")

    assert told["SUMMARY"] == "Open 9:00–17:00: Tsurumi International Lounge"
    assert told["DESCRIPTION"].splitlines() == [
        "National holiday: 成人の日",
        "Call 045-511-5311",
        "Hours and phone numbers can change. Please call before you go.",
    ]


def test_a_service_with_its_own_hours_is_a_series_that_says_who_may_come(kept: Kept, session: Session) -> None:
    service = directory.location_by_slug(session, "passport-center-minami").services[0]
    eligibility = next(text.text for text in service.texts if (text.field, text.language) == ("eligibility", "en"))

    told = next(one for one in kept("passport-center-minami") if ".passport-application." in one["UID"])

    assert told["SUMMARY"].endswith(" · Yokohama City Center-Minami Passport Center")
    assert told["DESCRIPTION"].splitlines()[0] == plain(eligibility)
    assert told["RRULE"]["BYDAY"] == ["MO", "TU", "WE", "TH", "FR"]


def test_no_service_is_held_while_a_typhoon_closes_the_whole_place(kept: Kept, session: Session) -> None:
    typhoon = date(2026, 12, 1)
    close(session, "passport-center-minami", typhoon, typhoon)

    events = kept("passport-center-minami")

    told = [one for one in events if "RRULE" in one]
    assert told
    left_out = [{each.dt.date() for each in one["EXDATE"].dts} for one in told if "TU" in one["RRULE"]["BYDAY"]]
    assert all(typhoon in days for days in left_out)
    assert "Because of a typhoon" in first(events, "2026-12-01")["DESCRIPTION"]


@pytest.mark.parametrize("slug", ["lounge-naka", "center-multicultural", "yioc"])
def test_where_nothing_is_sure_nothing_is_told(kept: Kept, session: Session, slug: str) -> None:
    assert kept(slug) == []
    location = directory.location_by_slug(session, slug)
    assert not has_calendar(location, shown_timetable(location), TODAY)
