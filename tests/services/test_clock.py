from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from services.clock import city_moment, city_time, use_timezone, utc_now


@pytest.fixture
def in_new_york() -> Iterator[None]:
    use_timezone("America/New_York")
    yield
    use_timezone("Asia/Tokyo")


def test_now_is_aware_and_in_utc() -> None:
    assert utc_now().tzinfo is UTC


def test_city_time_shows_tokyo_unless_told_otherwise() -> None:
    assert city_time(datetime(2026, 11, 24, 15, 30, tzinfo=UTC)).isoformat() == "2026-11-25T00:30:00+09:00"


def test_a_naive_datetime_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        city_time(datetime(2026, 11, 25, 10, 0))  # noqa: DTZ001 - the very thing that must not pass


@pytest.mark.parametrize("name", ["Asia/Tokio", "", "Asia", "../etc/passwd"])
def test_an_unknown_time_zone_is_refused_by_name(name: str) -> None:
    with pytest.raises(ValueError, match="is no time zone"):
        use_timezone(name)


def test_a_minute_past_midnight_lies_on_the_next_day() -> None:
    assert city_moment(date(2026, 12, 31), 1530).isoformat() == "2027-01-01T01:30:00+09:00"


@pytest.mark.usefixtures("in_new_york")
def test_a_time_that_summer_time_skips_becomes_one_after_the_jump() -> None:
    assert city_moment(date(2026, 3, 8), 150).isoformat() == "2026-03-08T03:30:00-04:00"


@pytest.mark.usefixtures("in_new_york")
@pytest.mark.parametrize(("fold", "offset_hours"), [(0, -4), (1, -5)])
def test_of_a_time_shown_twice_fold_chooses(fold: int, offset_hours: int) -> None:
    assert city_moment(date(2026, 11, 1), 90, fold=fold).utcoffset() == timedelta(hours=offset_hours)


@pytest.mark.usefixtures("in_new_york")
def test_minutes_are_those_of_the_clock_on_the_wall_on_a_day_of_25_hours() -> None:
    assert city_moment(date(2026, 11, 1), 1020).isoformat() == "2026-11-01T17:00:00-05:00"
