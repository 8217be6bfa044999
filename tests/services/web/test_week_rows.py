from dataclasses import replace
from datetime import date, timedelta

from services.web.location_parts import Day, DayLanguage, Reach
from services.web.week_rows import drawn_together

TODAY = date(2026, 11, 24)
BY_DAY, BY_EVENING = ((540, 1020),), ((1020, 1260),)
EN, NE = DayLanguage("en", ("counter",), BY_DAY), DayLanguage("ne", ("phone",), BY_DAY)


def days(*spoken: tuple[DayLanguage, ...]) -> list[Day]:
    """Days from today on, open by day, each with its languages."""
    first = Day(
        first=TODAY, last=TODAY, is_today=True, state="open", hours=((540, 1020, None),), reason=None, holiday=None,
        languages=(),
    )  # fmt: skip
    dates = [TODAY + timedelta(ahead) for ahead in range(len(spoken))]
    return [
        replace(first, first=day, last=day, is_today=day == TODAY, languages=languages)
        for day, languages in zip(dates, spoken, strict=True)
    ]


def spans(rows: tuple[Day, ...]) -> list[tuple[int, int]]:
    return [((row.first - TODAY).days, (row.last - TODAY).days) for row in rows]


def test_equal_days_share_a_row_and_today_has_its_own() -> None:
    week = drawn_together(days((EN,), (EN,), (EN,), (EN,)))

    assert spans(week.days) == [(0, 0), (1, 3)]
    assert [row.is_today for row in week.days] == [True, False]


def test_a_day_that_differs_parts_the_rows() -> None:
    shut = [replace(day, state="closed", hours=(), languages=()) for day in days((), (), ())[2:]]

    assert spans(drawn_together([*days((EN,), (EN,)), *shut]).days) == [(0, 0), (1, 1), (2, 2)]


def test_the_same_languages_whenever_open_are_named_once() -> None:
    week = drawn_together(days((EN, NE), (NE, EN)))

    assert week.is_uniform
    assert {row.languages for row in week.days} == {()}
    assert week.reaches == (Reach(("counter",), ("en",)), Reach(("phone",), ("ne",)))


def test_languages_that_change_by_day_stand_in_the_days_without_channels() -> None:
    week = drawn_together(days((EN,), (replace(EN, hours=BY_EVENING), NE)))

    assert not week.is_uniform
    assert week.days[1].languages == (DayLanguage("ne", (), ()), DayLanguage("en", (), BY_EVENING))


def test_channels_that_change_stay_with_the_day() -> None:
    week = drawn_together(days((EN,), (replace(EN, channels=("video",)),)))

    assert [row.languages[0].channels for row in week.days] == [("counter",), ("video",)]
    assert week.reaches == ()


def test_a_week_without_languages_is_not_one_of_the_same_languages() -> None:
    assert drawn_together(days((), ())).reaches == ()
