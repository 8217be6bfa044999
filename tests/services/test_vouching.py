"""Hours that somebody vouches for, and for how long: on the timetable, and on all that residents see."""

from dataclasses import replace
from datetime import date

import pytest

from services.coming_days import differences
from services.models import FieldGroup, Kind
from services.openformats.jsonld_hours import opening_nodes
from services.opening import State, day_hours, opening_at, spoken_at
from services.timetable_documents import document_of, timetable_from
from services.timetables import Channel, LanguageRow, Timetable
from services.trust import SURE, Judged, Standing
from services.usual_week import usual_hours
from services.vouching import known_on, vouched
from tests.timetables_for_tests import MON_TO_FRI, TUE, closing, shown, tokyo, weekly

HIDDEN = Judged(Standing.HIDDEN, None)
UNTIL = date(2026, 11, 30)
TYPHOON = date(2026, 12, 3)
RECORDED = Timetable(
    weekly=weekly(MON_TO_FRI, "9:00-17:00"),
    exceptions=(closing(TYPHOON, reason="typhoon"),),
    languages=(
        LanguageRow("en", Channel.COUNTER),
        LanguageRow("pt", Channel.COUNTER, weekly(TUE, "10:00-12:00")),
    ),
    languages_complete=True,
)
ENDING = replace(RECORDED, vouched_until=UNTIL)


def test_hours_that_are_not_to_be_shown_are_unknown_while_languages_and_exceptions_stay() -> None:
    found = vouched(RECORDED, HIDDEN, kind=Kind.LOUNGE, checks={})

    assert (found.weekly, found.exceptions, found.languages) == (None, RECORDED.exceptions, RECORDED.languages)


def test_hours_that_nobody_confirmed_are_shown_without_an_end() -> None:
    assert vouched(RECORDED, SURE, kind=Kind.LOUNGE, checks={FieldGroup.PHONE: UNTIL}) is RECORDED


@pytest.mark.parametrize("judged", [SURE, HIDDEN])
def test_hours_that_were_confirmed_are_shown_whatever_their_source_for_a_time(judged: Judged) -> None:
    found = vouched(RECORDED, judged, kind=Kind.LOUNGE, checks={FieldGroup.HOURS: date(2025, 11, 25)})

    assert found == ENDING


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-30 16:59", State.OPEN),
        ("2026-12-01 10:00", State.UNKNOWN),
        ("2026-12-03 10:00", State.CLOSED),
        ("2026-12-06 10:00", State.UNKNOWN),
    ],
)
def test_after_that_day_only_dated_exceptions_are_known(moment: str, expected: State) -> None:
    assert opening_at(ENDING, tokyo(moment)).state is expected


def test_no_opening_is_promised_for_days_for_which_nobody_vouches() -> None:
    assert shown(opening_at(ENDING, tokyo("2026-11-29 10:00")).next) == "2026-11-30 09:00"
    assert opening_at(ENDING, tokyo("2026-11-30 18:00")).next is None


@pytest.mark.parametrize(
    ("language", "moment", "expected"),
    [
        ("en", "2026-11-30 10:00", State.NOW),
        ("en", "2026-12-01 10:00", State.UNKNOWN),
        ("en", "2026-11-30 18:00", State.UNKNOWN),
        ("pt", "2026-11-24 09:00", State.LATER),
        ("pt", "2026-11-30 10:00", State.UNKNOWN),
        ("pt", "2026-12-02 10:00", State.UNKNOWN),
        ("vi", "2026-12-02 10:00", State.NO),
    ],
)
def test_a_language_is_not_denied_because_nobody_vouches_any_more(
    language: str, moment: str, expected: State
) -> None:
    assert spoken_at(ENDING, language, tokyo(moment)).state is expected


def test_a_calendar_tells_of_no_day_for_which_nobody_vouches_but_of_exceptions() -> None:
    told = differences(ENDING, date(2026, 11, 1), date(2027, 3, 1))

    assert [each.first for each in told if each.first > UNTIL] == [TYPHOON]


def test_programs_are_told_the_week_up_to_that_day() -> None:
    nodes = opening_nodes(ENDING, date(2026, 11, 26)).weekly

    assert nodes
    assert {node["validThrough"] for node in nodes} == {"2026-11-30"}
    assert opening_nodes(ENDING, date(2026, 12, 4)).weekly == []


def test_a_usual_week_is_known_up_to_that_day() -> None:
    assert usual_hours(known_on(ENDING, UNTIL)) == usual_hours(RECORDED)
    assert usual_hours(known_on(ENDING, date(2026, 12, 1))) is None
    assert known_on(RECORDED, date(2099, 1, 1)) is RECORDED


def test_what_is_known_on_a_day_keeps_exceptions_and_languages() -> None:
    found = known_on(ENDING, date(2026, 12, 1))

    assert (found.exceptions, found.languages) == (RECORDED.exceptions, RECORDED.languages)
    assert day_hours(found, TYPHOON) == ()


@pytest.mark.parametrize("timetable", [RECORDED, ENDING])
def test_a_stored_timetable_keeps_the_day(timetable: Timetable) -> None:
    assert timetable_from(document_of(timetable)) == timetable
