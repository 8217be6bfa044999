"""The national holidays of Japan, substitute days (振替休日) and days between holidays (国民の休日) included.

Source: the `holidays` library, which agrees with the Act on National Holidays on every day from 2018 to 2040;
later equinoxes are astronomers' forecasts. Outside 2018 to 2099 no day counts as a holiday.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

FIRST_YEAR = 2018
LAST_YEAR = 2099


def is_holiday(day: date) -> bool:
    """Return whether `day` is a national holiday."""
    return day in _names(day.year)


def holiday_name(day: date) -> str | None:
    """Return the holiday's name in Japanese, or None on any other day."""
    return _names(day.year).get(day)


@lru_cache(maxsize=LAST_YEAR - FIRST_YEAR + 3)
def _names(year: int) -> Mapping[date, str]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    # Loading the library takes longer than most answers, and many commands never ask for a holiday.
    from holidays import country_holidays  # noqa: PLC0415

    return dict(country_holidays("JP", years=year, expand=False, language="ja"))
