"""What the cells of one row must be to each other; a check passes over a row whose cells are bad already."""

from collections.abc import Callable, Iterator, Mapping

from services.imports.problems import Problem
from services.imports.rows import Row
from services.timetables import MINUTES_A_DAY

RowCheck = Callable[[Row], Iterator[Problem]]

_WITHOUT_DAYS = "must be empty, because days is empty: whenever open"


def whole_point(row: Row) -> Iterator[Problem]:
    """Ask for a longitude beside a latitude, and for both beside an accuracy."""
    if not row.has("lat", "lon", "position_accuracy_m"):
        return
    if (row["lat"] is None) != (row["lon"] is None):
        empty = "lat" if row["lat"] is None else "lon"
        yield row.problem(empty, "must be there too: a point needs both lat and lon")
    elif row["lat"] is None and row["position_accuracy_m"] is not None:
        yield row.problem("position_accuracy_m", "must be empty where there is no point")


def hours_in_order(row: Row) -> Iterator[Problem]:
    """Refuse hours that do not close within 24 hours, or take the last visitor outside them."""
    if not row.has("opens", "closes", "last_reception") or row["opens"] is None or row["closes"] is None:
        return
    yield from _span(row, "opens", "closes")
    last = row["last_reception"]
    if last is not None and not row["opens"] <= last <= row["closes"]:
        yield row.problem("last_reception", "must be between opens and closes")


def spoken_in_order(row: Row) -> Iterator[Problem]:
    """Ask for both days and times of a language, or neither: whenever open."""
    if not row.has("days", "starts", "ends", "weeks"):
        return
    has_days = bool(row["days"])
    for column in ("starts", "ends"):
        if (row[column] is not None) != has_days:
            yield row.problem(column, "must be a time, because days are given" if has_days else _WITHOUT_DAYS)
    if row["weeks"] and not has_days:
        yield row.problem("weeks", _WITHOUT_DAYS)
    if row["starts"] is not None and row["ends"] is not None:
        yield from _span(row, "starts", "ends")


def _span(row: Row, first: str, last: str) -> Iterator[Problem]:
    if row[first] >= MINUTES_A_DAY:
        yield row.problem(first, "must be before 24:00")
    if not row[first] < row[last] <= row[first] + MINUTES_A_DAY:
        yield row.problem(last, f"must be after {first}, by 24 hours at most")


def weekly_weeks(row: Row) -> Iterator[Problem]:
    """Refuse the nth weeks of a month for national holidays; only weekdays have them."""
    if row.has("days", "weeks") and None in row["days"] and row["weeks"]:
        yield row.problem("weeks", "must be empty for holidays; give them a row of their own")


def dates_in_order(row: Row) -> Iterator[Problem]:
    """Refuse an exception that ends before it begins or has only one of its times."""
    if row.has("first", "last") and row["last"] < row["first"]:
        yield row.problem("last", "must not be before first")
    if not row.has("opens", "closes", "last_reception"):
        return
    for column in ("closes", "last_reception"):
        if row["opens"] is None and row[column] is not None:
            yield row.problem(column, "must be empty, because opens is empty: closed")
    if row["opens"] is not None and row["closes"] is None:
        yield row.problem("closes", "must be a time, because opens is one")


def whole_schedule(row: Row) -> Iterator[Problem]:
    """Ask for both cells of a schedule of its own, or neither."""
    if row.has("hours_known", "holiday_rule") and (row["hours_known"] is None) != (row["holiday_rule"] is None):
        empty = "hours_known" if row["hours_known"] is None else "holiday_rule"
        yield row.problem(empty, "must be there too: a schedule needs both hours_known and holiday_rule")


def one_scope(row: Row) -> Iterator[Problem]:
    """Refuse a notice for both a location and a ward, or one that ends before it starts."""
    if row.has("location", "ward_code") and row["location"] and row["ward_code"]:
        yield row.problem("ward_code", "must be empty, because the notice is for one location")
    if row.has("starts_at", "ends_at") and row["ends_at"] is not None and row["ends_at"] <= row["starts_at"]:
        yield row.problem("ends_at", "must be after starts_at")


ROW_CHECKS: Mapping[str, tuple[RowCheck, ...]] = {
    "locations.csv": (whole_point,),
    "hours.csv": (hours_in_order, weekly_weeks),
    "exceptions.csv": (dates_in_order, hours_in_order),
    "languages.csv": (spoken_in_order,),
    "services.csv": (whole_schedule,),
    "notices.csv": (one_scope,),
}
