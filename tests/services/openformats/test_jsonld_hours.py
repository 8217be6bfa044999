from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.openformats.jsonld_hours import DAYS_AHEAD, Node, channel_nodes, opening_nodes
from services.opening import day_hours, spoken_on
from services.timetables import (
    Channel,
    ClosingState,
    DatedException,
    HolidayRule,
    Hours,
    LanguageRow,
    OnHoliday,
    RegularClosing,
    Timetable,
    WeeklyHours,
    YearlyClosing,
)
from tests.jsonld_for_tests import hours_on, is_closed_outright
from tests.timetables_for_tests import (
    EVERY_DAY,
    MON_TO_FRI,
    NEW_YEAR,
    NINE_TO_FIVE,
    SAT,
    TSURUMI,
    TSUZUKI,
    UNKNOWN_WEEK,
    closing,
    day,
    weekly,
)

# A Sunday; the Monday after it is a holiday.
TODAY = day("2026-11-22")
UNSURE = replace(NINE_TO_FIVE, holiday_rule=HolidayRule.UNKNOWN)

weekdays, weeks = st.integers(0, 6), st.frozensets(st.integers(1, 5), max_size=2)
hours = st.builds(lambda opens, lasts: Hours(opens, opens + lasts), st.integers(0, 1_439), st.integers(1, 1_440))
week = st.lists(st.builds(WeeklyHours, weekdays, hours, weeks), max_size=8).map(tuple)
some_hours = st.lists(hours, max_size=2).map(tuple)
exceptions = st.builds(
    lambda ahead, lasts, own: DatedException(TODAY + timedelta(ahead), TODAY + timedelta(ahead + lasts), own),
    st.integers(-5, 60),
    st.integers(0, 9),
    some_hours,
)
of_year = st.tuples(st.sampled_from([11, 12, 1]), st.integers(1, 28))
timetables = st.builds(
    Timetable,
    st.none() | week,
    st.sampled_from(HolidayRule),
    some_hours,
    st.lists(st.builds(RegularClosing, weekdays, weeks, st.sampled_from(OnHoliday)), max_size=2).map(tuple),
    st.lists(st.builds(YearlyClosing, of_year, of_year, st.sampled_from(ClosingState)), max_size=2).map(tuple),
    st.lists(exceptions, max_size=2).map(tuple),
    st.lists(st.builds(LanguageRow, st.sampled_from(["en", "vi"]), st.sampled_from(Channel), st.none() | week)).map(
        lambda rows: tuple({(row.language, row.channel): row for row in rows}.values())
    ),
)


def place(timetable: Timetable) -> Node:
    nodes = opening_nodes(timetable, TODAY)
    return {"openingHoursSpecification": nodes.weekly, "specialOpeningHoursSpecification": nodes.special}


def clocks(ranges: tuple[Hours, ...]) -> list[str]:
    """Write hours as schema.org does; a whole day ends a minute early."""
    ends = [each.closes - (each.closes - each.opens == 1_440) for each in ranges]
    return sorted({f"{clock(each.opens)}-{clock(end)}" for each, end in zip(ranges, ends, strict=True)})


def clock(minutes: int) -> str:
    return f"{minutes % 1440 // 60:02}:{minutes % 60:02}"


def days() -> list[date]:
    return [TODAY + timedelta(ahead) for ahead in range(DAYS_AHEAD)]


@given(timetables)
def test_every_day_reads_as_the_rules_say_and_the_unknown_is_never_called_closed(timetable: Timetable) -> None:
    said = place(timetable)

    for each in days():
        ruled = day_hours(timetable, each)
        assert hours_on(said, each) == clocks(ruled or ())
        assert not (ruled is None and is_closed_outright(said, each))


@given(timetables)
def test_every_language_reads_as_the_rules_say(timetable: Timetable) -> None:
    told = {
        (slug, found.channel): {"hoursAvailable": found.hours}
        for found in channel_nodes(timetable, TODAY)
        for slug in found.languages
        if found.hours
    }

    assert {(row.language, row.channel) for row in timetable.languages} >= told.keys()
    for each in days():
        ruled = {(one.language, one.channel): one.hours for one in spoken_on(timetable, each) if one.is_certain}
        assert all(hours_on(said, each) == clocks(ruled.get(key, ())) for key, said in told.items())


def test_what_holds_every_week_is_said_once_and_without_dates() -> None:
    nodes = opening_nodes(replace(NINE_TO_FIVE, holiday_rule=HolidayRule.AS_USUAL), TODAY)

    assert nodes.special == []
    assert nodes.weekly == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [
                f"https://schema.org/{name}" for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
            ],
            "opens": "09:00",
            "closes": "17:00",
        }
    ]


def test_holidays_and_closings_are_dates_and_those_on_end_are_one() -> None:
    timetable = replace(NINE_TO_FIVE, yearly_closings=(NEW_YEAR,), exceptions=(closing(day("2026-12-01")),))

    said = [(node["validFrom"], node["validThrough"]) for node in opening_nodes(timetable, TODAY).special]

    # From 12-29, a Tuesday, to the Friday; the weekend after it is closed in every week. The 11th is a holiday.
    assert said == [
        ("2026-11-23", "2026-11-23"),
        ("2026-12-01", "2026-12-01"),
        ("2026-12-29", "2027-01-01"),
        ("2027-01-11", "2027-01-11"),
    ]


def test_nth_weeks_are_dates_beside_the_week() -> None:
    timetable = Timetable(weekly(MON_TO_FRI, "9:00-17:00") + weekly(SAT, "9:00-12:00", weeks=[2, 4]))

    dated = [node["validFrom"] for node in opening_nodes(timetable, TODAY).weekly if "dayOfWeek" not in node]

    assert dated == ["2026-11-28", "2026-12-12", "2026-12-26", "2027-01-09"]


def test_around_days_of_unknown_hours_the_week_holds_from_date_to_date() -> None:
    said = [(node["validFrom"], node["validThrough"]) for node in opening_nodes(UNSURE, TODAY).weekly]

    assert said == [("2026-11-24", "2026-12-31"), ("2027-01-02", "2027-01-10"), ("2027-01-12", "2027-01-16")]
    assert opening_nodes(UNSURE, TODAY).special == []


@pytest.mark.parametrize("timetable", [UNKNOWN_WEEK, replace(UNKNOWN_WEEK, languages=TSURUMI.languages)])
def test_unknown_hours_say_nothing(timetable: Timetable) -> None:
    assert place(timetable) == {"openingHoursSpecification": [], "specialOpeningHoursSpecification": []}
    assert all(found.hours == [] for found in channel_nodes(timetable, TODAY))


def test_an_exception_is_known_where_the_week_is_not() -> None:
    timetable = replace(UNKNOWN_WEEK, exceptions=(closing(day("2026-12-01")),))

    assert is_closed_outright(place(timetable), day("2026-12-01"))


def test_day_and_night_is_not_read_as_closed() -> None:
    said = place(Timetable(weekly(EVERY_DAY, "0:00-24:00"), HolidayRule.AS_USUAL))

    assert hours_on(said, TODAY) == ["00:00-23:59"]


def test_a_closing_that_moves_is_on_the_day_it_moves_to() -> None:
    said = place(replace(TSUZUKI, regular_closings=(RegularClosing(0, frozenset({4}), OnHoliday.NEXT_DAY),)))

    assert hours_on(said, day("2026-11-23")) == ["10:00-18:00"]
    assert is_closed_outright(said, day("2026-11-24"))


def test_languages_that_are_there_whenever_it_is_open_have_no_hours_and_stand_together() -> None:
    always = [LanguageRow(slug, Channel.PHONE) for slug in ("en", "vi")]
    timetable = replace(TSURUMI, languages=(*TSURUMI.languages, *always))

    found = channel_nodes(timetable, TODAY)

    assert [(each.channel, each.languages, bool(each.hours)) for each in found] == [
        (Channel.COUNTER, ("en",), True),
        (Channel.COUNTER, ("es",), True),
        (Channel.COUNTER, ("zh-hans",), True),
        (Channel.PHONE, ("en", "vi"), False),
    ]
