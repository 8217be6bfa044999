from dataclasses import replace
from typing import Any

import pytest

from services.editing.record_checks import new_problems, record_problems
from services.imports.records import (
    FactRecord,
    LocationRecord,
    PhoneRecord,
    RouteRecord,
    ServiceRecord,
    TextRecord,
)
from services.imports.schedule_records import OpeningRecord, ScheduleRecord
from services.imports.tables import read_tables
from services.models import Confidence, Kind, PhoneKind, RouteKind, TextState, Topic
from services.settings import ROOT
from services.timetables import HolidayRule

NAME = TextRecord("name", "ja", TextState.HUMAN, "窓口")
COUNTER = LocationRecord(
    slug="counter",
    kind=Kind.LOUNGE,
    organization=None,
    ward_code="14113",
    lat=None,
    lon=None,
    position_accuracy_m=None,
    postal_code=None,
    name_kana=None,
    email=None,
    website=None,
    line_id=None,
    languages_complete=False,
    texts=(NAME,),
)
PHONE = PhoneRecord(PhoneKind.VOICE, "045-000-0001")
ROUTE = RouteRecord(RouteKind.STATION, "中山", None, None, None)
BACKWARDS = ScheduleRecord(hours_known=True, holiday_rule=HolidayRule.CLOSED, hours=(OpeningRecord(0, 900, 540),))
SERVICE = ServiceRecord("advice", None, texts=(NAME,))
IN_MIDORI, IN_TOKYO = (35.5126, 139.5401), (35.6812, 139.7671)


def found(**fields: Any) -> list[str]:
    return [str(problem) for problem in record_problems(replace(COUNTER, **fields))]


@pytest.mark.parametrize("record", read_tables(ROOT / "services" / "data").locations, ids=lambda record: record.slug)
def test_the_first_records_can_be_kept(record: LocationRecord) -> None:
    assert list(record_problems(record)) == []


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({"ward_code": "13101"}, ["ward_code: unknown"]),
        ({"postal_code": "2260013"}, ["postal_code: bad_postal_code"]),
        ({"email": "lounge"}, ["email: bad_email"]),
        ({"website": "javascript:alert(1)"}, ["website: bad_web_address"]),
        ({"name_kana": "x" * 201}, ["name_kana: bad_text, longest 200"]),
        ({"lat": IN_MIDORI[0]}, ["lon: half_a_point"]),
        ({"position_accuracy_m": 30}, ["lat: half_a_point"]),
        ({"lat": IN_MIDORI[0], "lon": IN_MIDORI[1], "position_accuracy_m": 0}, ["position_accuracy_m: bad_number"]),
        ({"lat": IN_MIDORI[0], "lon": IN_MIDORI[1]}, []),
        ({"lat": IN_TOKYO[0], "lon": IN_TOKYO[1]}, ["lat: far_off, km 28"]),
        ({"lat": IN_MIDORI[1], "lon": IN_MIDORI[0]}, ["lat: bad_number"]),
        ({"texts": ()}, ["texts.name.ja: required"]),
        ({"phones": (replace(PHONE, number="<script>"),)}, ["phones.0.number: bad_phone_number"]),
        ({"phones": (PHONE, PHONE)}, ["phones.1: duplicate"]),
        ({"routes": (replace(ROUTE, walk_minutes=121),)}, ["routes.0.walk_minutes: bad_number"]),
        ({"routes": (replace(ROUTE, station_id="X"),)}, ["routes.0.station_id: unknown"]),
        ({"routes": (ROUTE, replace(ROUTE, walk_minutes=5))}, ["routes.1: duplicate"]),
        ({"schedule": BACKWARDS}, ["hours.0.closes: not_after_start"]),
        ({"services": (SERVICE, SERVICE)}, ["services.advice: duplicate"]),
        ({"services": (replace(SERVICE, texts=()),)}, ["services.advice.texts.name.ja: required"]),
        ({"services": (replace(SERVICE, topics=(Topic.WORK,) * 2),)}, ["services.advice.topics: duplicate"]),
        ({"services": (replace(SERVICE, schedule=BACKWARDS),)}, ["services.advice.hours.0.closes: not_after_start"]),
        ({"facts": (FactRecord("hours", Confidence.LOW, None, 1492, None),)}, ["facts.hours.year: bad_number"]),
    ],
)
def test_each_field_says_what_is_wrong_with_it(fields: dict[str, Any], problems: list[str]) -> None:
    assert found(**fields) == problems


def test_what_was_wrong_before_does_not_stop_another_change() -> None:
    before = replace(COUNTER, website="nowhere")

    assert new_problems(before, replace(before, phones=(PHONE,))) == []


def test_what_was_wrong_before_must_be_right_once_it_is_changed() -> None:
    before = replace(COUNTER, website="nowhere")

    assert list(map(str, new_problems(before, replace(before, website="elsewhere")))) == ["website: bad_web_address"]
