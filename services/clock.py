"""The only reader of the clock, and the city's time zone.

Rules never ask what time it is: views and commands take `utc_now()` once and hand it down.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


class _City:
    """Holds the one setting of this module, so that no function needs `global`."""

    zone = ZoneInfo("Asia/Tokyo")


def use_timezone(name: str) -> None:
    """Set the city's time zone, for example "Asia/Tokyo"; called once, when the application starts.

    Raises `ValueError` for a name the time zone database does not know.
    """
    try:
        _City.zone = ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        raise ValueError(f"{name!r} is no time zone; write one such as 'Asia/Tokyo'") from error


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def city_time(at: datetime) -> datetime:
    """Return the moment `at` on the city's clocks; raises `ValueError` for a naive datetime."""
    if at.utcoffset() is None:
        raise ValueError(f"{at!r} has no time zone, so it is no moment")
    return at.astimezone(_City.zone)


def city_moment(day: date, minute: int, *, fold: int = 0) -> datetime:
    """Return the moment when the city's clocks show `minute` minutes after the midnight `day` begins with.

    `minute` may pass 1440, into the days after. A time that summer time skips becomes the moment that far
    after the jump; of a time shown twice `fold` chooses the first (0) or the second (1).
    """
    midnight = datetime(day.year, day.month, day.day, tzinfo=_City.zone)
    shown = (midnight + timedelta(minutes=minute)).replace(fold=fold)
    return shown.astimezone(UTC).astimezone(_City.zone)
