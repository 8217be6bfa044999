from datetime import date, datetime
from typing import Any

import pytest
from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar, Event

from geodata.coords import Point
from services.coming_days import Difference, Series
from services.openformats.icalendar import CalendarEntry, CalendarPlace, calendar_file
from services.opening import Why, WhyKind
from tests.timetables_for_tests import SAT, TOKYO, day, hours, tokyo

PLACE = CalendarPlace(
    slug="lounge-tsuzuki",
    name="Tsuzuki MY Plaza; Noritz, 5F",
    address="Kita-ku, 1-2-3",
    url="https://madoguchi.example/en/locations/lounge-tsuzuki",
    point=Point(35.552482, 139.57972),
    saved_at=tokyo("2026-11-22 11:35"),
)
NEW_YEAR = Difference(day("2026-12-28"), day("2027-01-04"), (), Why(WhyKind.YEARLY))
CLASSES = Series((SAT,), day("2026-12-05"), day("2026-12-26"), hours("10:00-12:00"), (day("2026-12-19"),))
LATE = Series((SAT,), day("2026-12-05"), day("2026-12-05"), hours("20:00-25:30"), ())


def entry(when: Difference | Series, **changed: Any) -> CalendarEntry:
    return CalendarEntry(**{"about": "hours", "title": "Closed", "text": "One\nTwo, three", "when": when, **changed})


def event(when: Difference | Series) -> Event:
    (found,) = Calendar.from_ical(calendar_file(PLACE, [entry(when)])).walk("VEVENT")
    assert isinstance(found, Event)
    return found


def starts(found: Event) -> list[datetime]:
    """Work out a series as a calendar does."""
    several = rruleset()
    several.rrule(rrulestr(found["RRULE"].to_ical().decode(), dtstart=found["DTSTART"].dt))
    for left_out in [found["EXDATE"]] if "EXDATE" in found else []:
        for one in left_out.dts:
            several.exdate(one.dt)
    return list(several)


def test_the_calendar_is_named_for_the_place_and_read_again_every_day() -> None:
    calendar = Calendar.from_ical(calendar_file(PLACE, []))

    assert (calendar["VERSION"], calendar["NAME"], calendar["X-WR-CALNAME"]) == ("2.0", PLACE.name, PLACE.name)
    assert calendar["REFRESH-INTERVAL"].to_ical() == b"P1D"
    assert calendar["URL"] == PLACE.url


def test_closed_days_take_whole_days_and_end_before_the_next() -> None:
    found = event(NEW_YEAR)

    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 12, 28), date(2027, 1, 5))
    assert found["DTSTART"].params["VALUE"] == "DATE"
    assert "RRULE" not in found


def test_an_entry_says_what_and_where_and_takes_nobody_s_time() -> None:
    found = event(NEW_YEAR)

    assert (found["SUMMARY"], found["DESCRIPTION"]) == ("Closed", "One\nTwo, three")
    assert (found["LOCATION"], found["URL"], found["TRANSP"]) == (PLACE.address, PLACE.url, "TRANSPARENT")
    assert found["GEO"].to_ical() == "35.552482;139.57972"


def test_classes_are_held_on_the_city_s_clocks_and_not_on_days_left_out() -> None:
    found = event(CLASSES)

    expected = [datetime(2026, 12, on, 10, tzinfo=TOKYO) for on in (5, 12, 26)]
    assert starts(found) == expected
    assert found["DTEND"].dt - found["DTSTART"].dt == datetime(2026, 1, 1, 2) - datetime(2026, 1, 1)  # noqa: DTZ001
    assert found["DTSTART"].params["TZID"] == "Asia/Tokyo"


def test_the_time_zone_is_in_the_file() -> None:
    zones = Calendar.from_ical(calendar_file(PLACE, [entry(CLASSES)])).walk("VTIMEZONE")

    assert [zone["TZID"] for zone in zones] == ["Asia/Tokyo"]


def test_what_happens_once_is_no_series_and_may_end_after_midnight() -> None:
    found = event(LATE)

    assert "RRULE" not in found
    assert found["DTEND"].dt == datetime(2026, 12, 6, 1, 30, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("when", "about", "uid"),
    [
        (NEW_YEAR, "hours", "lounge-tsuzuki.hours.20261228@madoguchi"),
        (CLASSES, "japanese-class", "lounge-tsuzuki.japanese-class.600-720@madoguchi"),
    ],
)
def test_an_entry_keeps_its_name_so_that_it_is_renewed_and_not_doubled(
    when: Difference | Series, about: str, uid: str
) -> None:
    (found,) = Calendar.from_ical(calendar_file(PLACE, [entry(when, about=about)])).walk("VEVENT")

    assert (found["UID"], found["DTSTAMP"].dt) == (uid, PLACE.saved_at)


def test_the_same_entries_give_the_same_bytes() -> None:
    entries = [entry(NEW_YEAR), entry(CLASSES, about="japanese-class")]

    assert calendar_file(PLACE, entries) == calendar_file(PLACE, entries)


def test_a_place_without_address_and_point_has_entries_without_them() -> None:
    nowhere = CalendarPlace("yioc", "YIOC", "", PLACE.url, None, PLACE.saved_at)
    (found,) = Calendar.from_ical(calendar_file(nowhere, [entry(NEW_YEAR)])).walk("VEVENT")

    assert not {"LOCATION", "GEO"} & found.keys()
