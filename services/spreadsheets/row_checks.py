"""What the cells of one row must be to each other, once each is good by itself."""

from collections.abc import Iterator

from services.imports.records import LocationRecord
from services.spreadsheets.drafts import NOBODY_KNOWS, WHENEVER_OPEN, Draft
from services.spreadsheets.schedule_columns import hours_key
from services.spreadsheets.spoken_columns import spoken_key
from services.timetables import HolidayRule

Found = tuple[str, str]
"""The key of a column, and what its cell must be."""


def found_in(draft: Draft, record: LocationRecord) -> Iterator[Found]:
    """Yield what contradicts itself in a row."""
    yield from _point(record)
    yield from _hours(draft, record)
    yield from _languages(draft)
    if not any(text.field == "name" and text.language in {"ja", "en"} for text in record.texts):
        yield "name_ja", "must be there, in Japanese or in English"


def _point(record: LocationRecord) -> Iterator[Found]:
    if (record.lat is None) != (record.lon is None):
        yield "lat" if record.lat is None else "lon", "must be there too: a point needs both lat and lon"
    elif record.lat is None and record.position_accuracy_m is not None:
        yield "position_accuracy_m", "must be empty where there is no point"


def _hours(draft: Draft, record: LocationRecord) -> Iterator[Found]:
    if record.schedule is None:
        return
    filled = [day for day, rows in draft.shown_hours().items() if rows]
    if filled and not record.schedule.hours_known:
        yield hours_key(filled[0]), "must be empty, because the hours are said to be not known"
    if None in filled and record.schedule.holiday_rule is not HolidayRule.OWN_HOURS:
        yield "hours_holiday", "may be there only where holidays have hours of their own"


def _languages(draft: Draft) -> Iterator[Found]:
    """Refuse a language on a channel that is in two of: whenever open, on days, nobody knows when."""
    spoken = {**draft.before.spoken, **draft.spoken}
    on_days = {row.key for when, rows in spoken.items() if isinstance(when, int) for row in rows}
    whenever = {row.key for row in spoken.get(WHENEVER_OPEN, ())}
    if whenever & on_days:
        yield spoken_key(WHENEVER_OPEN), "must not name a language that has times of its own on the same channel"
    if (whenever | on_days) & {row.key for row in spoken.get(NOBODY_KNOWS, ())}:
        yield spoken_key(NOBODY_KNOWS), "must not name a language whose times are in another column"
