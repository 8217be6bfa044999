"""A location as one row shows it, and the record that an edited row makes of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from services.imports.records import LanguageRecord, LocationRecord, TextRecord
from services.imports.schedule_records import OpeningRecord, ScheduleRecord, SpokenRecord, spoken_in_order
from services.imports.stored_rows import StoredLocation
from services.models import TextState
from services.spreadsheets.spoken_cells import Key, Spoken
from services.timetables import HolidayRule

WHENEVER_OPEN = "whenever_open"
NOBODY_KNOWS = "nobody_knows"
SpokenWhen = int | str
"""A weekday, or one of the two above."""

_NO_SCHEDULE = ScheduleRecord(hours_known=False, holiday_rule=HolidayRule.UNKNOWN)


@dataclass(frozen=True)
class Entry:
    """What a row shows: a stored location, or of one that is not stored yet its slug alone."""

    slug: str
    record: LocationRecord | None = None
    version: int | None = None
    checked_on: date | None = None

    @property
    def schedule(self) -> ScheduleRecord:
        """The schedule; one that says nothing where there is none."""
        return (self.record and self.record.schedule) or _NO_SCHEDULE

    @cached_property
    def texts(self) -> Mapping[tuple[str, str], TextRecord]:
        """The texts by field and language."""
        return {(text.field, text.language): text for text in self.record.texts} if self.record else {}

    @cached_property
    def hours(self) -> Mapping[int | None, tuple[OpeningRecord, ...]]:
        """The week's hours by weekday; those of holidays under None."""
        found: dict[int | None, list[OpeningRecord]] = defaultdict(list)
        for row in self.schedule.hours:
            found[row.weekday].append(row)
        return {day: tuple(rows) for day, rows in found.items()}

    @cached_property
    def spoken(self) -> Mapping[SpokenWhen, tuple[Spoken, ...]]:
        """The languages by weekday, those whenever it is open, and those of which nobody knows when."""
        found: dict[SpokenWhen, list[Spoken]] = defaultdict(list)
        for row in self.record.languages if self.record else ():
            for hours in row.hours:
                found[hours.weekday].append(Spoken(row.language, row.channel, hours))
            if not row.hours:
                when = WHENEVER_OPEN if row.whenever_open else NOBODY_KNOWS
                found[when].append(Spoken(row.language, row.channel))
        return {when: tuple(rows) for when, rows in found.items()}


def entry_of(stored: StoredLocation) -> Entry:
    """Return what a row shows of a stored location."""
    return Entry(stored.record.slug, stored.record, stored.version, stored.checked_on)


@dataclass
class Draft:
    """An entry with what the cells of a row change about it."""

    before: Entry
    values: dict[str, Any] = field(default_factory=dict)
    """Columns of the location."""
    schedule: dict[str, Any] = field(default_factory=dict)
    """Fields of its schedule but for the hours."""
    hours: dict[int | None, tuple[OpeningRecord, ...]] = field(default_factory=dict)
    spoken: dict[SpokenWhen, tuple[Spoken, ...]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def record(self) -> LocationRecord:
        """Return the record that the row makes; whoever calls has seen that a new one has its kind and ward."""
        base = self.before.record or LocationRecord(slug=self.before.slug, **_UNKNOWN)
        changes = dict(self.values)
        if self.schedule or self.hours or self.before.record is None:
            changes["schedule"] = self._schedule()
        if self.spoken:
            changes["languages"] = self._languages()
        if self.texts:
            changes["texts"] = self._texts()
        return replace(base, **changes) if changes else base

    def shown_hours(self) -> dict[int | None, tuple[OpeningRecord, ...]]:
        """Return the hours by weekday, as the row has them."""
        return {**self.before.hours, **self.hours}

    def _schedule(self) -> ScheduleRecord:
        changes: dict[str, Any] = dict(self.schedule)
        if self.hours:
            changes["hours"] = tuple(row for rows in self.shown_hours().values() for row in rows)
            if self.before.record is None:
                # Whoever lists a new place with hours knows them.
                changes.setdefault("hours_known", any(self.hours.values()))
        return replace(self.before.schedule, **changes).in_order()

    def _languages(self) -> tuple[LanguageRecord, ...]:
        spoken = {**self.before.spoken, **self.spoken}
        hours: dict[Key, list[SpokenRecord]] = {}
        for rows in spoken.values():
            for row in rows:
                hours.setdefault(row.key, []).extend([row.hours] if row.hours else [])
        whenever = {row.key for row in spoken.get(WHENEVER_OPEN, ())}
        return tuple(
            LanguageRecord(*key, whenever_open=key in whenever, hours=spoken_in_order(rows))
            for key, rows in hours.items()
        )

    def _texts(self) -> tuple[TextRecord, ...]:
        texts = dict(self.before.texts)
        for key, text in self.texts.items():
            texts.pop(key, None)
            if text:
                texts[key] = TextRecord(*key, TextState.HUMAN, text)
        return tuple(texts.values())


_UNKNOWN: dict[str, Any] = {
    "kind": None,
    "organization": None,
    "ward_code": "",
    "lat": None,
    "lon": None,
    "position_accuracy_m": None,
    "postal_code": None,
    "name_kana": None,
    "email": None,
    "website": None,
    "line_id": None,
    "languages_complete": False,
}
