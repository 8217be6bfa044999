"""Draws a week together for the eye: equal days in one row, and what holds all week said once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from services.web.location_parts import Day, DayLanguage, Reach, Week

Channels = tuple[str, ...]


def drawn_together(days: Sequence[Day]) -> Week:
    """Return the week of `days`, which follow one another and begin with today."""
    brief = [replace(day, languages=tuple(_brief(day, spoken) for spoken in day.languages)) for day in days]
    channels = _steady_channels(brief)
    is_uniform = _is_uniform(brief)
    rows = _joined(_without_steady(day, channels, is_uniform=is_uniform) for day in brief)
    return Week(tuple(rows), tuple(_reaches(channels)), is_uniform)


def _brief(day: Day, spoken: DayLanguage) -> DayLanguage:
    """Leave out the hours of a language that is spoken all day."""
    whole_day = tuple((opens, closes) for opens, closes, _ in day.hours)
    return replace(spoken, hours=()) if spoken.hours == whole_day else spoken


def _steady_channels(days: Iterable[Day]) -> dict[str, Channels]:
    """Return the channels of the languages that have the same ones all week; slug → channels."""
    seen: dict[str, set[Channels]] = {}
    for spoken in (spoken for day in days for spoken in day.languages):
        seen.setdefault(spoken.language, set()).add(spoken.channels)
    return {language: next(iter(ways)) for language, ways in seen.items() if len(ways) == 1}


def _is_uniform(days: Iterable[Day]) -> bool:
    """Tell whether every day that is not closed has the same languages all day."""
    spoken = [frozenset(day.languages) for day in days if day.state != "closed"]
    return len(set(spoken)) == 1 and all(not one.hours for one in spoken[0])


def _without_steady(day: Day, channels: Mapping[str, Channels], *, is_uniform: bool) -> Day:
    kept = () if is_uniform else day.languages
    bare = (replace(one, channels=()) if one.language in channels else one for one in kept)
    # First those who are there all day, then by the hour; a sort keeps the order of equals.
    return replace(day, languages=tuple(sorted(bare, key=lambda one: one.hours)))


def _joined(days: Iterable[Day]) -> list[Day]:
    """Give a run of equal days one row; today keeps its own."""
    rows: list[Day] = []
    for day in days:
        before = rows[-1] if rows else None
        if before and not before.is_today and replace(before, first=day.first, last=day.last) == day:
            rows[-1] = replace(before, last=day.last)
        else:
            rows.append(day)
    return rows


def _reaches(channels: Mapping[str, Channels]) -> list[Reach]:
    languages: dict[Channels, list[str]] = {}
    for language, ways in channels.items():
        languages.setdefault(ways, []).append(language)
    return [Reach(ways, tuple(slugs)) for ways, slugs in languages.items()]
