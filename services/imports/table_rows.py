"""Turns records back into the rows of our tables: what `assembling` makes of them is the same records."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from services.imports.cells import WEEKDAYS
from services.imports.columns import TABLES
from services.imports.records import (
    AnyRecord,
    LanguageRecord,
    LocationRecord,
    NoticeRecord,
    OrganizationRecord,
    ServiceRecord,
    SourceRecord,
    TextRecord,
)
from services.imports.schedule_records import ScheduleRecord

TableRow = tuple[str, list[str]]
"""The file, and the cells in the order of its columns."""

_HOLIDAY_AND_WEEKDAYS = {None: "holiday"} | dict(enumerate(WEEKDAYS))


def table_rows(record: AnyRecord) -> Iterator[TableRow]:
    """Yield the rows of all tables that make `record`.

    A language of which nobody knows the times has no way to be written, and is left out.
    """
    match record:
        case SourceRecord():
            yield _row("sources.csv", record)
        case OrganizationRecord():
            yield _row("organizations.csv", record)
            yield from _texts("organization", record.slug, record.texts)
        case NoticeRecord():
            yield _row("notices.csv", record)
            yield from _texts("notice", record.slug, record.texts)
        case LocationRecord():
            yield from _location(record)


def _location(record: LocationRecord) -> Iterator[TableRow]:
    slug, schedule = record.slug, record.schedule
    known, rule = (schedule.hours_known, schedule.holiday_rule) if schedule else (False, "unknown")
    yield _row("locations.csv", record, hours_known=known, holiday_rule=rule)
    yield from (_row("phones.csv", phone, location=slug) for phone in record.phones)
    yield from (_row("routes.csv", route, location=slug) for route in record.routes)
    yield from (_row("facts.csv", fact, location=slug) for fact in record.facts)
    yield from chain.from_iterable(_language(slug, spoken) for spoken in record.languages)
    yield from _texts("location", slug, record.texts)
    yield from _schedule(slug, None, schedule)
    for service in record.services:
        yield from _service(slug, service)


def _service(location: str, record: ServiceRecord) -> Iterator[TableRow]:
    own = record.schedule
    schedule = {"hours_known": own and own.hours_known, "holiday_rule": own and own.holiday_rule}
    yield _row("services.csv", record, location=location, **schedule)
    yield from _texts("service", f"{location}/{record.slug}", record.texts)
    yield from _schedule(location, record.slug, own)


def _schedule(location: str, service: str | None, record: ScheduleRecord | None) -> Iterator[TableRow]:
    if record is None:
        return
    owner = {"location": location, "service": service}
    for row in record.hours:
        yield _row("hours.csv", row, **owner, days=_HOLIDAY_AND_WEEKDAYS[row.weekday])
    for day in record.closing_days:
        yield _row("closing_days.csv", day, **owner, days=WEEKDAYS[day.weekday])
    for period in record.closing_periods:
        first = f"{period.first_month:02}-{period.first_day:02}"
        last = f"{period.last_month:02}-{period.last_day:02}"
        yield _row("closing_periods.csv", period, **owner, first=first, last=last)
    for dated in record.exceptions:
        closed = {"opens": None, "closes": None, "last_reception": None}
        yield from (_row("exceptions.csv", dated, **owner, **_times(hours)) for hours in dated.hours)
        if not dated.hours:
            yield _row("exceptions.csv", dated, **owner, **closed)


def _times(hours: Any) -> dict[str, Any]:
    return {name: getattr(hours, name) for name in ("opens", "closes", "last_reception")}


def _language(location: str, record: LanguageRecord) -> Iterator[TableRow]:
    names = {"location": location, "languages": record.language, "channels": record.channel}
    if record.whenever_open:
        yield _row("languages.csv", record, **names, days=None, starts=None, ends=None, weeks=None)
    for hours in record.hours:
        yield _row("languages.csv", hours, **names, days=WEEKDAYS[hours.weekday])


def _texts(owner: str, record: str, texts: Iterable[TextRecord]) -> Iterator[TableRow]:
    return (_row("texts.csv", text, owner=owner, record=record) for text in texts)


_MINUTES = frozenset({"opens", "closes", "last_reception", "starts", "ends"})


def _row(file: str, record: Any, /, **others: Any) -> TableRow:
    """Return a row: its cells are the record's attributes, or what `others` says."""
    columns = TABLES[file].columns
    values = (others[name] if name in others else getattr(record, name) for name in columns)
    return file, [_cell(name, value) for name, value in zip(columns, values, strict=True)]


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in _MINUTES:
        return f"{value // 60:02}:{value % 60:02}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (frozenset, tuple)):
        return " ".join(str(each) for each in sorted(value))
    return value.isoformat() if isinstance(value, date) else str(value)
