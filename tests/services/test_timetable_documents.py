from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.timetable_documents import document_of, timetable_from
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
from tests.timetables_for_tests import DAILY, NEW_YEAR, NINE_TO_FIVE, TSURUMI, TSUZUKI, UNKNOWN_WEEK, closing, day

minutes = st.integers(0, 2879)
weekdays = st.integers(0, 6)
weeks = st.frozensets(st.integers(1, 5))
dates = st.dates(date(2018, 1, 1), date(2099, 12, 31))
month_days = st.tuples(st.integers(1, 12), st.integers(1, 31))
hours = st.builds(Hours, minutes, minutes, st.none() | minutes)
weekly = st.lists(st.builds(WeeklyHours, weekdays, hours, weeks), max_size=3).map(tuple)
timetables = st.builds(
    Timetable,
    weekly=st.none() | weekly,
    holiday_rule=st.sampled_from(HolidayRule),
    holiday_hours=st.lists(hours, max_size=2).map(tuple),
    regular_closings=st.lists(st.builds(RegularClosing, weekdays, weeks, st.sampled_from(OnHoliday)), max_size=2).map(
        tuple
    ),
    yearly_closings=st.lists(
        st.builds(YearlyClosing, month_days, month_days, st.sampled_from(ClosingState)), max_size=2
    ).map(tuple),
    exceptions=st.lists(
        st.builds(DatedException, dates, dates, st.lists(hours, max_size=2).map(tuple), st.none() | st.text()),
        max_size=2,
    ).map(tuple),
    languages=st.lists(
        st.builds(LanguageRow, st.text(), st.sampled_from(Channel), st.none() | weekly), max_size=2
    ).map(tuple),
    languages_complete=st.booleans(),
)


@given(timetables)
def test_a_timetable_comes_back_as_it_was(timetable: Timetable) -> None:
    assert timetable_from(document_of(timetable)) == timetable


@given(timetables)
def test_what_comes_back_is_written_the_same(timetable: Timetable) -> None:
    document = document_of(timetable)

    assert document_of(timetable_from(document)) == document


@given(timetables, timetables)
def test_documents_are_equal_exactly_where_timetables_are(one: Timetable, other: Timetable) -> None:
    assert (document_of(one) == document_of(other)) is (one == other)


@pytest.mark.parametrize(
    "timetable",
    [
        DAILY,
        NINE_TO_FIVE,
        TSURUMI,
        TSUZUKI,
        UNKNOWN_WEEK,
        Timetable(()),
        Timetable(None, yearly_closings=(NEW_YEAR,), exceptions=(closing(day("2026-08-13"), reason="summer"),)),
    ],
)
def test_words_come_back_as_words_and_not_as_plain_text(timetable: Timetable) -> None:
    back = timetable_from(document_of(timetable))

    assert back == timetable
    assert isinstance(back.holiday_rule, HolidayRule)
    assert all(isinstance(row.channel, Channel) for row in back.languages)
    assert all(isinstance(row.on_holiday, OnHoliday) for row in back.regular_closings)


def test_the_order_in_which_weeks_were_named_does_not_matter() -> None:
    rows = [RegularClosing(0, frozenset(named)) for named in ((4, 2), (2, 4))]

    assert document_of(Timetable(None, regular_closings=(rows[0],))) == document_of(
        Timetable(None, regular_closings=(rows[1],))
    )


def test_hours_that_nobody_knows_are_not_the_same_as_none() -> None:
    assert document_of(Timetable(None)) != document_of(Timetable(()))
