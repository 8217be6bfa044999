"""Puts the rows of good tables together into records; rows that are wrong never come here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from services.imports.records import (
    DirectoryRecords,
    FactRecord,
    LanguageRecord,
    LocationRecord,
    NoticeRecord,
    OrganizationRecord,
    PhoneRecord,
    RouteRecord,
    ServiceRecord,
    SourceRecord,
    TextRecord,
)
from services.imports.rows import Row
from services.imports.schedule_records import (
    ExceptionRecord,
    OpeningRecord,
    PeriodRecord,
    ScheduleRecord,
    SpokenRecord,
    spoken_in_order,
)
from services.timetables import Hours, RegularClosing

Grouped = dict[Any, list[Row]]


def assembled(rows: Mapping[str, list[Row]]) -> DirectoryRecords:
    """Return the records that the rows of all tables make."""
    return _Assembly(rows).records()


class _Assembly:
    """The rows of each table by what they belong to, so that each record finds its own at once."""

    def __init__(self, rows: Mapping[str, list[Row]]) -> None:
        self._rows = rows
        self._of_location = {file: _grouped(table, "location") for file, table in rows.items()}
        self._of_schedule = {file: _grouped(table, "location", "service") for file, table in rows.items()}
        self._texts = _grouped(rows["texts.csv"], "owner", "record")

    def records(self) -> DirectoryRecords:
        return DirectoryRecords(
            sources=tuple(SourceRecord(**row.cells) for row in self._rows["sources.csv"]),
            organizations=tuple(
                OrganizationRecord(row["slug"], self._texts_of("organization", row["slug"]))
                for row in self._rows["organizations.csv"]
            ),
            locations=tuple(self._location(row) for row in self._rows["locations.csv"]),
            notices=tuple(
                NoticeRecord(**row.cells, texts=self._texts_of("notice", row["slug"]))
                for row in self._rows["notices.csv"]
            ),
        )

    def _location(self, row: Row) -> LocationRecord:
        slug = row["slug"]
        own = {column: value for column, value in row.cells.items() if column not in _SCHEDULE_COLUMNS}
        return LocationRecord(
            **own,
            phones=tuple(PhoneRecord(**_own(phone)) for phone in self._children("phones.csv", slug)),
            routes=tuple(RouteRecord(**_own(route)) for route in self._children("routes.csv", slug)),
            schedule=self._schedule(row, slug, None),
            languages=_languages(self._children("languages.csv", slug)),
            services=tuple(self._service(service) for service in self._children("services.csv", slug)),
            texts=self._texts_of("location", slug),
            facts=tuple(_fact(fact) for fact in self._children("facts.csv", slug)),
        )

    def _children(self, file: str, location: str) -> list[Row]:
        return self._of_location[file].get(location, [])

    def _texts_of(self, owner: str, record: str) -> tuple[TextRecord, ...]:
        found = self._texts.get((owner, record), [])
        return tuple(TextRecord(row["field"], row["language"], row["state"], row["text"]) for row in found)

    def _service(self, row: Row) -> ServiceRecord:
        return ServiceRecord(
            slug=row["slug"],
            is_free=row["is_free"],
            topics=tuple(sorted(row["topics"])),
            texts=self._texts_of("service", f"{row['location']}/{row['slug']}"),
            schedule=None if row["hours_known"] is None else self._schedule(row, row["location"], row["slug"]),
        )

    def _schedule(self, row: Row, location: str, service: str | None) -> ScheduleRecord:
        owner = (location, service)
        return ScheduleRecord(
            hours_known=row["hours_known"],
            holiday_rule=row["holiday_rule"],
            hours=tuple(hours for row in self._timed("hours.csv", owner) for hours in _openings(row)),
            closing_days=tuple(day for row in self._timed("closing_days.csv", owner) for day in _closing_days(row)),
            closing_periods=tuple(_period(row) for row in self._timed("closing_periods.csv", owner)),
            exceptions=_exceptions(self._timed("exceptions.csv", owner)),
        ).in_order()

    def _timed(self, file: str, owner: tuple[str, str | None]) -> list[Row]:
        return self._of_schedule[file].get(owner, [])


_SCHEDULE_COLUMNS = ("hours_known", "holiday_rule")


def _grouped(rows: Iterable[Row], *columns: str) -> Grouped:
    """Return the rows by the values of `columns`; a single column gives plain values."""
    groups: Grouped = defaultdict(list)
    for row in rows:
        if row.has(*columns):
            key = tuple(row[column] for column in columns)
            groups[key if len(columns) > 1 else key[0]].append(row)
    return groups


def _own(row: Row) -> dict[str, Any]:
    """Return the values of a row but for the location it belongs to."""
    return {column: value for column, value in row.cells.items() if column != "location"}


def _openings(row: Row) -> list[OpeningRecord]:
    return [
        OpeningRecord(day, row["opens"], row["closes"], row["last_reception"], row["weeks"]) for day in row["days"]
    ]


def _closing_days(row: Row) -> list[RegularClosing]:
    return [RegularClosing(day, row["weeks"], row["on_holiday"]) for day in row["days"]]


def _period(row: Row) -> PeriodRecord:
    (first_month, first_day), (last_month, last_day) = row["first"], row["last"]
    return PeriodRecord(first_month, first_day, last_month, last_day, row["state"])


def _exceptions(rows: Iterable[Row]) -> tuple[ExceptionRecord, ...]:
    """Return one exception for all rows of the same dates."""
    by_dates: dict[tuple[Any, Any, Any], list[Hours]] = defaultdict(list)
    for row in rows:
        hours = by_dates[row["first"], row["last"], row["reason"]]
        if row["opens"] is not None:
            hours.append(Hours(row["opens"], row["closes"], row["last_reception"]))
    return tuple(ExceptionRecord(*dates, tuple(hours)) for dates, hours in by_dates.items())


def _languages(rows: Iterable[Row]) -> tuple[LanguageRecord, ...]:
    """Return one record for each language and channel, whichever rows name it."""
    spoken: dict[tuple[Any, Any], list[SpokenRecord]] = defaultdict(list)
    for row in rows:
        for language in row["languages"]:
            for channel in row["channels"]:
                spoken[language, channel].extend(
                    SpokenRecord(day, row["starts"], row["ends"], row["weeks"]) for day in row["days"]
                )
    return tuple(
        LanguageRecord(language, channel, whenever_open=not hours, hours=spoken_in_order(hours))
        for (language, channel), hours in spoken.items()
    )


def _fact(row: Row) -> FactRecord:
    return FactRecord(**_own(row) | {"sources": tuple(sorted(row["sources"]))})
