"""What rows must be to each other: keys once, references to what is there, no two that contradict each other."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import chain, product
from typing import Any

from services.imports.columns import TABLES
from services.imports.problems import Problem
from services.imports.row_checks import ROW_CHECKS
from services.imports.rows import Row
from services.timetables import HolidayRule

Rows = Mapping[str, list[Row]]

_SCHEDULE_TABLES = ("hours.csv", "closing_days.csv", "closing_periods.csv", "exceptions.csv")
_REFERENCES = {"location": "locations.csv", "organization": "organizations.csv", "sources": "sources.csv"}
"""Column → the table that must have what it names."""
_TEXT_OWNERS = {
    "organization": "organizations.csv",
    "location": "locations.csv",
    "service": "services.csv",
    "notice": "notices.csv",
}

# Columns whose cells may name several things; a month and a day are a pair too, but one thing.
_SEVERAL = frozenset({"days", "languages", "channels"})


def found_problems(rows: Rows, unread: frozenset[str]) -> Iterator[Problem]:
    """Yield all that is wrong between cells and rows; nothing is said to lack from the tables in `unread`."""
    for row in chain.from_iterable(rows.values()):
        for check in ROW_CHECKS.get(row.file, ()):
            yield from check(row)
    for file, table in TABLES.items():
        yield from _duplicates(rows[file], table.key)
    yield from _missing_references(rows, unread)
    yield from _schedule_contradictions(rows)
    yield from _language_contradictions(rows["languages.csv"])
    yield from _exception_contradictions(rows["exceptions.csv"])


def _duplicates(rows: Iterable[Row], key: tuple[str, ...]) -> Iterator[Problem]:
    first_rows: dict[Hashable, int] = {}
    for row in rows:
        for values in _keys(row, key):
            if values in first_rows:
                yield row.problem(key[-1], f"is there twice with the same {', '.join(key)}: row {first_rows[values]}")
                break
        first_rows |= {values: row.number for values in _keys(row, key) if values not in first_rows}


def _keys(row: Row, key: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield each key that the row takes: one for each of its days, languages and channels."""
    if row.has(*key):
        yield from product(*(_alternatives(column, row[column]) for column in key))


def _alternatives(column: str, cell: Any) -> tuple[Any, ...]:
    """Return what a cell names: each of several days, languages or channels, or the cell itself."""
    return (cell or ("",)) if column in _SEVERAL else (cell,)


def _missing_references(rows: Rows, unread: frozenset[str]) -> Iterator[Problem]:
    known = _known(rows)
    for row in chain.from_iterable(rows.values()):
        for column, file, wanted in _references(row):
            if file not in unread and wanted not in known[file]:
                yield row.problem(column, f"must be in {file}: {wanted} is not")


def _known(rows: Rows) -> dict[str, set[str]]:
    """Return what each table that others refer to has, services as location/slug."""
    slugs = {file: {row.written.get("slug", "") for row in rows[file]} for file in _TEXT_OWNERS.values()}
    services = {f"{row.written.get('location')}/{row.written.get('slug')}" for row in rows["services.csv"]}
    return slugs | {
        "services.csv": services,
        "sources.csv": {row.written.get("code", "") for row in rows["sources.csv"]},
    }


def _references(row: Row) -> Iterator[tuple[str, str, str]]:
    """Yield column, table and name of each row that this row refers to."""
    for column, file in _REFERENCES.items():
        named = row.cells.get(column) or ()
        for name in (named,) if isinstance(named, str) else named:
            yield column, file, name
    if row.cells.get("service") and row.has("location"):
        yield "service", "services.csv", f"{row['location']}/{row['service']}"
    if row.has("owner", "record"):
        yield "record", _TEXT_OWNERS[row["owner"]], row["record"]


def _schedule_contradictions(rows: Rows) -> Iterator[Problem]:
    schedules = {(row["slug"], None): row for row in rows["locations.csv"] if row.has("slug")}
    schedules |= {(row["location"], row["slug"]): row for row in rows["services.csv"] if row.has("location", "slug")}
    for row in chain.from_iterable(rows[file] for file in _SCHEDULE_TABLES):
        schedule = schedules.get((row["location"], row["service"])) if row.has("location", "service") else None
        if schedule is None or not schedule.has("hours_known", "holiday_rule"):
            continue
        if schedule["hours_known"] is None:
            reason = "has no schedule: fill hours_known and holiday_rule"
            yield row.problem("service", f"{reason} in {schedule.file} row {schedule.number}")
        elif row.file == "hours.csv":
            yield from _hours_contradictions(row, schedule)


def _hours_contradictions(row: Row, schedule: Row) -> Iterator[Problem]:
    where = f"{schedule.file} row {schedule.number}"
    if not schedule["hours_known"]:
        yield row.problem("opens", f"must not be there, because hours_known is no in {where}")
    has_holidays = None in row.cells.get("days", ())
    if has_holidays and schedule["holiday_rule"] is not HolidayRule.OWN_HOURS:
        yield row.problem("days", f"may name holiday only with the holiday_rule own_hours in {where}")


def _language_contradictions(rows: Iterable[Row]) -> Iterator[Problem]:
    """Refuse a language that is on one channel both whenever open and on days."""
    has_days: dict[Hashable, bool] = {}
    for row in rows:
        for key in _keys(row, ("location", "languages", "channels")) if row.has("days") else ():
            if has_days.setdefault(key, bool(row["days"])) is not bool(row["days"]):
                yield row.problem("days", "must be empty, or given, in all rows of a language and channel")
                break


def _exception_contradictions(rows: Iterable[Row]) -> Iterator[Problem]:
    """Refuse rows for the same dates with different reasons, or of which only some are closed."""
    together = defaultdict(list)
    for row in rows:
        if row.has("location", "service", "first", "last", "opens", "reason"):
            together[row["location"], row["service"], row["first"], row["last"]].append(row)
    for first, *others in together.values():
        for row in others:
            if row["reason"] != first["reason"]:
                yield row.problem("reason", f"must be the same as in row {first.number}, for the same dates")
            if (row["opens"] is None) != (first["opens"] is None):
                yield row.problem("opens", f"must be empty, or given, as in row {first.number}, for the same dates")
