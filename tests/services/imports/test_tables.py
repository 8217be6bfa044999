from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from services.imports.problems import BadTables
from services.imports.records import LanguageRecord, LocationRecord, PhoneRecord, RouteRecord
from services.imports.schedule_records import ExceptionRecord, OpeningRecord, PeriodRecord, SpokenRecord
from services.imports.tables import read_tables
from services.models import PhoneKind, RouteKind, Topic
from services.timetables import Channel, ClosingState, HolidayRule, Hours, OnHoliday, RegularClosing

MON, TUE, WED, FRI, SAT, SUN = 0, 1, 2, 4, 5, 6
NINE, NOON = 9 * 60, 12 * 60


@pytest.fixture
def lounge(tables: Callable[..., Path]) -> LocationRecord:
    return read_tables(tables()).locations[0]


def test_a_row_of_hours_holds_on_each_of_its_days_and_holidays_come_last(lounge: LocationRecord) -> None:
    assert lounge.schedule.hours == (
        OpeningRecord(MON, NINE, 17 * 60, 16 * 60 + 30),
        OpeningRecord(WED, NINE, 17 * 60, 16 * 60 + 30),
        OpeningRecord(SAT, 13 * 60, 25 * 60 + 30, None, frozenset({2, 4})),
        OpeningRecord(None, 10 * 60, NOON),
    )


def test_closings_are_read_with_their_clauses(lounge: LocationRecord) -> None:
    assert lounge.schedule.closing_days == (RegularClosing(SUN, frozenset({1, 3}), OnHoliday.NEXT_WEEKDAY),)
    assert lounge.schedule.closing_periods == (PeriodRecord(12, 29, 1, 3, ClosingState.CLOSED),)


def test_exceptions_are_closed_or_have_the_hours_of_all_their_rows(lounge: LocationRecord) -> None:
    event = date(2026, 10, 1)

    assert lounge.schedule.exceptions == (
        ExceptionRecord(date(2026, 8, 13), date(2026, 8, 15), "summer"),
        ExceptionRecord(event, event, "event", (Hours(NINE, 11 * 60), Hours(13 * 60, 15 * 60))),
    )


def test_languages_are_spoken_whenever_open_or_in_their_rows(lounge: LocationRecord) -> None:
    whenever_open = [(spoken.language, spoken.channel) for spoken in lounge.languages if spoken.whenever_open]
    mornings = tuple(SpokenRecord(day, NINE, NOON, frozenset({2})) for day in (MON, FRI))

    assert whenever_open == [
        (language, channel) for language in ("en", "zh-hans") for channel in (Channel.COUNTER, Channel.PHONE)
    ]
    assert lounge.languages[-1] == LanguageRecord("vi", Channel.COUNTER, whenever_open=False, hours=mornings)


def test_a_service_has_a_schedule_of_its_own_only_where_its_row_gives_one(lounge: LocationRecord) -> None:
    advice, classes = lounge.services

    assert (advice.is_free, advice.schedule, advice.topics) == (True, None, (Topic.MEDICAL, Topic.RESIDENCE))
    assert (classes.is_free, classes.schedule.holiday_rule) == (None, HolidayRule.CLOSED)
    assert classes.schedule.hours == (OpeningRecord(TUE, 18 * 60, 20 * 60),)


def test_texts_go_to_their_owners_in_every_language(tables: Callable[..., Path]) -> None:
    records = read_tables(tables())

    lounge = records.locations[0]
    names = {text.language: text.text for text in lounge.texts}
    assert names == {"en": "Lounge A", "ja": "ラウンジA", "ja-easy": "ラウンジA\n二{行|ぎょう}"}
    assert [text.text for text in records.organizations[0].texts] == ["Friends"]
    assert [text.text for text in lounge.services[0].texts] == ["Advice"]
    assert [text.text for text in records.notices[0].texts] == ["Heavy rain"]


def test_phones_and_routes_keep_the_order_of_the_table(lounge: LocationRecord) -> None:
    assert lounge.phones == (PhoneRecord(PhoneKind.VOICE, "045-000-0001"), PhoneRecord(PhoneKind.FAX, "045-000-0002"))
    assert lounge.routes == (RouteRecord(RouteKind.STATION, "中山", "N02-23-004531", "north", 3),)


def test_facts_name_their_sources(lounge: LocationRecord) -> None:
    assert lounge.facts[0].sources == ("LEAFLET", "VISIT")


def test_moments_are_read_into_utc(tables: Callable[..., Path]) -> None:
    assert read_tables(tables()).notices[0].starts_at == datetime(2026, 9, 1, tzinfo=UTC)


def test_locations_alone_are_enough(tables: Callable[..., Path]) -> None:
    folder = tables(("locations.csv", ",friends,", ",,"))
    for path in folder.iterdir():
        if path.name != "locations.csv":
            path.unlink()

    lounge = read_tables(folder).locations[0]

    assert (lounge.phones, lounge.services, lounge.schedule.hours) == ((), (), ())


def test_without_locations_nothing_is_read_and_nothing_else_is_said(tables: Callable[..., Path]) -> None:
    folder = tables()
    (folder / "locations.csv").unlink()

    with pytest.raises(BadTables) as refused:
        read_tables(folder)

    assert str(refused.value) == "locations.csv: is missing"


def test_a_misspelt_table_is_not_taken_for_an_empty_one(tables: Callable[..., Path]) -> None:
    folder = tables()
    (folder / "closing_days.csv").rename(folder / "closing-days.csv")

    with pytest.raises(BadTables, match=r"closing-days\.csv: is no table; is closing_days\.csv meant\?"):
        read_tables(folder)


def test_other_files_may_lie_beside_the_tables(tables: Callable[..., Path]) -> None:
    folder = tables()
    (folder / "SOURCES.md").write_text("Where it comes from", encoding="utf-8")
    (folder / "search_words.csv").write_text("word\n", encoding="utf-8")

    assert len(read_tables(folder).locations) == 2


def test_all_problems_of_all_tables_are_said_at_once(tables: Callable[..., Path]) -> None:
    folder = tables(
        ("locations.csv", "lounge,", "louge,"), ("hours.csv", "16:30", "8 pm"), ("facts.csv", "VISIT", "RUMOUR")
    )

    with pytest.raises(BadTables) as refused:
        read_tables(folder)

    places = [(problem.file, problem.row, problem.column) for problem in refused.value.problems]
    assert places == [("facts.csv", 2, "sources"), ("hours.csv", 2, "last_reception"), ("locations.csv", 2, "kind")]
