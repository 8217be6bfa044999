"""Whether a place serves in a language at a moment, on which channel, until when, and when next.

A language is served while the place is open and one of the language's rows covers the moment. Rows of one channel
are joined; a row with an empty week says that the language is spoken, but not when.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from operator import attrgetter

from services.clock import city_moment, city_time
from services.languages import may_go_unlisted
from services.opening_answers import Answer, SpokenHours, State
from services.opening_days import ONE_DAY, Calendar, LanguageWeek, calendar_of, on_weekday
from services.opening_search import DAYS_AHEAD, next_start, shifted, stretch_at, why_at
from services.timetables import MINUTES_A_DAY, Hours, Timetable


def spoken_at(timetable: Timetable, language: str, at: datetime) -> Answer:
    """Return now, later, unknown or no for the slug `language`; raises `ValueError` for a naive `at`.

    Of several channels the one `Channel` names first answers, and `until` is the end of that channel's time.
    Unknown is a language without a row (no, where the list is complete); one that may be served at this moment;
    and one not served now where the week is not known, or nobody vouches for it in 400 days. Otherwise a listed
    language with no time in these days is a no.
    """
    local = city_time(at)
    calendar = calendar_of(timetable)
    channels = calendar.language(language)
    if not channels:
        is_known = timetable.languages_complete and not may_go_unlisted(language)
        return Answer(State.NO if is_known else State.UNKNOWN)
    day, minute = local.date(), local.hour * 60 + local.minute
    for spoken in channels:
        stretch = stretch_at(calendar, partial(served, calendar, spoken), day, minute)
        if stretch is not None:
            until = None if stretch.ends is None else city_moment(day, stretch.ends, fold=local.fold)
            return Answer(State.NOW, until=until, channel=spoken.channel, why=why_at(calendar, day, minute))
    return _not_now(calendar, channels, day, minute)


def spoken_on(timetable: Timetable, day: date) -> tuple[SpokenHours, ...]:
    """Return the languages served on `day`, in the timetable's order, with their hours clipped to the opening hours.

    On a day of unknown hours every row of the weekday stands unclipped and uncertain.
    """
    calendar = calendar_of(timetable)
    found = (
        _spoken_hours(calendar, language, spoken, day)
        for language in dict.fromkeys(row.language for row in timetable.languages)
        for spoken in calendar.language(language)
    )
    return tuple(spoken for spoken in found if spoken is not None)


def served(calendar: Calendar, spoken: LanguageWeek, day: date) -> tuple[Hours, ...]:
    """Return the hours beginning on `day` that surely serve the language on this channel, sorted, not yet joined."""
    if spoken.is_whenever_open:
        return calendar.hours(day)
    rows = on_weekday(spoken.week, day)
    if not rows:
        return ()
    around = _open_around(calendar, day)
    common = [Hours(max(a.opens, b.opens), min(a.closes, b.closes)) for a in rows for b in around]
    return tuple(sorted((hours for hours in common if hours.opens < hours.closes), key=attrgetter("opens")))


def _not_now(calendar: Calendar, channels: Sequence[LanguageWeek], day: date, minute: int) -> Answer:
    start = next_start(calendar, partial(_served_on_any, calendar, channels), day, minute)
    perhaps = next((each for each in channels if _may_be_served(calendar, each, day, minute)), None)
    if perhaps is not None or not calendar.is_week_known(day):
        state = State.UNKNOWN
    elif start is not None:
        state = State.LATER
    else:
        is_all_known = calendar.is_week_known(day + DAYS_AHEAD * ONE_DAY)
        is_perhaps = any(each.is_unscheduled for each in channels) or not is_all_known
        state = State.UNKNOWN if is_perhaps else State.NO
    spoken = perhaps or (None if start is None else _first_to_serve(calendar, channels, day, start))
    return Answer(
        state,
        next=None if start is None else city_moment(day, start),
        channel=None if spoken is None else spoken.channel,
        why=why_at(calendar, day, minute),
    )


def _may_be_served(calendar: Calendar, spoken: LanguageWeek, day: date, minute: int) -> bool:
    """Return whether it cannot be told that the language is not served, though it is not known to be."""
    if calendar.day(day).hours is not None:
        return spoken.is_unscheduled and stretch_at(calendar, calendar.hours, day, minute) is not None
    if spoken.is_whenever_open or spoken.is_unscheduled:
        return True
    return stretch_at(calendar, partial(on_weekday, spoken.week), day, minute) is not None


def _first_to_serve(
    calendar: Calendar, channels: Sequence[LanguageWeek], day: date, start: int
) -> LanguageWeek | None:
    days, minute = divmod(start, MINUTES_A_DAY)
    on = day + days * ONE_DAY
    is_serving = (each for each in channels if stretch_at(calendar, partial(served, calendar, each), on, minute))
    return next(is_serving, None)


def _served_on_any(calendar: Calendar, channels: Sequence[LanguageWeek], day: date) -> tuple[Hours, ...]:
    hours = [each for spoken in channels for each in served(calendar, spoken, day)]
    return tuple(sorted(hours, key=attrgetter("opens")))


def _open_around(calendar: Calendar, day: date) -> tuple[Hours, ...]:
    """Return the opening hours that may meet a row of `day`: also those running into it, and the next day's."""
    if not calendar.runs_past_midnight:
        return calendar.hours(day)
    neighbours = (-1, 0, 1)
    return tuple(shifted(hours, days) for days in neighbours for hours in calendar.hours(day + days * ONE_DAY))


def _spoken_hours(calendar: Calendar, language: str, spoken: LanguageWeek, day: date) -> SpokenHours | None:
    opening = calendar.day(day).hours
    if opening is None:
        hours = joined(on_weekday(spoken.week, day))
        is_any_time = spoken.is_whenever_open or spoken.is_unscheduled
        return SpokenHours(language, spoken.channel, hours, is_certain=False) if hours or is_any_time else None
    hours = joined(served(calendar, spoken, day))
    if hours:
        return SpokenHours(language, spoken.channel, hours)
    is_perhaps = bool(opening) and spoken.is_unscheduled
    return SpokenHours(language, spoken.channel, (), is_certain=False) if is_perhaps else None


def joined(hours: Sequence[Hours]) -> tuple[Hours, ...]:
    """Join sorted hours that touch or overlap."""
    whole: list[Hours] = []
    for each in hours:
        if whole and each.opens <= whole[-1].closes:
            whole[-1] = Hours(whole[-1].opens, max(whole[-1].closes, each.closes))
        else:
            whole.append(Hours(each.opens, each.closes))
    return tuple(whole)
