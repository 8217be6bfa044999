import re
from datetime import date

import pytest

from services.furigana import in_kana, plain
from services.holidays_of_japan import holiday_name
from services.web import easy_dates

KANJI = re.compile(r"[\u3400-\u9fff々]")


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, "0{時|じ}"),
        (9 * 60, "9{時|じ}"),
        (9 * 60 + 5, "9{時|じ} 5{分|ふん}"),
        (9 * 60 + 30, "9{時|じ} 30{分|ぷん}"),
        (16 * 60 + 45, "16{時|じ} 45{分|ふん}"),
        (25 * 60 + 30, "25{時|じ} 30{分|ぷん}"),
    ],
)
def test_a_time_is_written_as_it_is_said(minutes: int, expected: str) -> None:
    assert easy_dates.clock(minutes) == expected


@pytest.mark.parametrize(
    ("reading", "counts"),
    [("ふん", [2, 5, 7, 9, 12, 15, 45, 59]), ("ぷん", [1, 3, 4, 6, 8, 10, 11, 13, 20, 30, 40, 50])],
)
def test_minutes_are_read_in_two_ways(reading: str, counts: list[int]) -> None:
    assert [easy_dates.minute_count(count) for count in counts] == [f"{count}{{分|{reading}}}" for count in counts]


@pytest.mark.parametrize(
    ("month", "day", "reading"),
    [
        (1, 1, "1がつ ついたち"),
        (4, 4, "4がつ よっか"),
        (7, 8, "7がつ ようか"),
        (9, 10, "9がつ とおか"),
        (10, 14, "10がつ じゅうよっか"),
        (11, 20, "11がつ はつか"),
        (12, 24, "12がつ にじゅうよっか"),
        (12, 31, "12がつ 31にち"),
    ],
)
def test_days_have_their_irregular_readings(month: int, day: int, reading: str) -> None:
    written = easy_dates.month_day(month, day)

    assert in_kana(written) == reading
    assert plain(written) == f"{month}月 {day}日"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 11, 28), "11月 28日 土曜日"),
        (date(2026, 2, 1), "2月 1日 日曜日"),
        (date(2028, 2, 29), "2月 29日 火曜日"),
    ],
)
def test_a_date_names_its_weekday(value: date, expected: str) -> None:
    assert plain(easy_dates.day(value)) == expected
    assert plain(easy_dates.long_date(value)) == f"{value.year}年 {expected}"


def holidays_until(year: int) -> set[str]:
    days = range(date(2018, 1, 1).toordinal(), date(year, 1, 1).toordinal())
    return {name for day in days if (name := holiday_name(date.fromordinal(day)))}


def test_every_holiday_is_written_with_its_reading() -> None:
    written = {name: easy_dates.holiday(name) for name in holidays_until(2031)}

    assert {name for name, easy in written.items() if plain(easy).replace(" ", "") != name} == set()
    assert {name for name, easy in written.items() if KANJI.search(in_kana(easy))} == set()


def test_a_holiday_of_a_later_law_stays_as_it_is() -> None:
    assert easy_dates.holiday("新しい日") == "新しい日"
