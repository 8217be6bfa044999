import subprocess
import sys
from datetime import date

import pytest

from services.holidays_of_japan import holiday_name, is_holiday


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 9, 21), "敬老の日"),
        (date(2026, 9, 22), "国民の休日"),
        (date(2026, 9, 23), "秋分の日"),
        (date(2027, 3, 21), "春分の日"),
        (date(2019, 5, 1), "天皇の即位の日"),
        (date(2021, 7, 23), "スポーツの日"),
        (date(2018, 12, 23), "天皇誕生日"),
        (date(2099, 1, 1), "元日"),
    ],
)
def test_a_holiday_has_its_japanese_name(day: date, name: str) -> None:
    assert holiday_name(day) == name


@pytest.mark.parametrize("day", [date(2027, 3, 22), date(2026, 5, 6), date(2019, 4, 30), date(2023, 1, 2)])
def test_substitute_days_and_days_between_holidays_count(day: date) -> None:
    assert is_holiday(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 9, 24),
        date(2027, 3, 23),
        date(2019, 12, 23),
        date(2021, 10, 11),
        date(2026, 12, 31),
        date(2017, 1, 1),
        date(2100, 1, 1),
    ],
)
def test_other_days_are_none(day: date) -> None:
    assert not is_holiday(day)
    assert holiday_name(day) is None


def test_2026_has_eighteen_holidays() -> None:
    assert sum(is_holiday(date.fromordinal(n)) for n in range(739617, 739617 + 365)) == 18


def test_the_library_is_loaded_only_when_a_holiday_is_asked_for() -> None:
    program = "import sys, services.opening; assert 'holidays' not in sys.modules"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
