"""Languages in one cell: `英語 窓口・電話 09:00-17:00; ネパール語 窓口 第2・4週 10:00-13:00`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from services.imports.cells import BadCell
from services.imports.schedule_records import SpokenRecord
from services.spreadsheets.hour_cells import RANGE, hours_of, parts, time_cell, weeks_cell, without_weeks
from services.spreadsheets.words import CHANNELS, SheetLanguage, folded, language_words
from services.timetables import Channel

Key = tuple[str, Channel]
"""A language on a channel."""

_TIMES = re.compile(rf"(?P<who>.*?) ?(?P<weeks>(?:第[1-5][1-5・,、 ]*週?|weeks? [1-5][1-5, ]*?) )?(?P<times>{RANGE})")
_EXAMPLE = "英語 窓口・電話"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language on a channel on one weekday; without hours in a cell that gives none."""

    language: str
    channel: Channel
    hours: SpokenRecord | None = None

    @property
    def key(self) -> Key:
        """The language and the channel."""
        return self.language, self.channel


def spoken_cell(spoken: Iterable[Spoken], language: SheetLanguage) -> str:
    """Return languages as they stand in a cell, those of the same time together."""
    found = sorted(spoken, key=_by_time)
    return "; ".join(
        _part(slug, [each.channel for each in together], hours, language)
        for (slug, hours), together in (
            (key, list(group)) for key, group in groupby(found, key=lambda each: (each.language, each.hours))
        )
    )


def _by_time(spoken: Spoken) -> tuple[str, int, int, list[int], int]:
    hours = spoken.hours
    times = (hours.starts, hours.ends, sorted(hours.weeks)) if hours else (0, 0, [])
    return (spoken.language, *times, list(Channel).index(spoken.channel))


def _part(slug: str, channels: Iterable[Channel], hours: SpokenRecord | None, language: SheetLanguage) -> str:
    joint = "・" if language == "ja" else ", "
    where = joint.join(CHANNELS.word(channel, language) for channel in channels)
    names = language_words()
    # A language that has left the registry is shown by its code, and stays as it is.
    text = f"{names.word(slug, language) if slug in names.by_word.values() else slug} {where}"
    if hours is None:
        return text
    times = f"{time_cell(hours.starts)}-{time_cell(hours.ends)}"
    return f"{text} {weeks_cell(hours.weeks, language)}{times}"


def spoken_of(cell: str, weekday: int | None) -> tuple[Spoken, ...]:
    """Return the languages that a cell says: on `weekday`, with hours, or without one, with none.

    Raises `BadCell`.
    """
    found = [spoken for part in parts(cell) for spoken in _spoken_of(part, weekday)]
    starts = [(spoken.key, spoken.hours and (spoken.hours.starts, spoken.hours.weeks)) for spoken in found]
    if len(set(starts)) < len(starts):
        raise BadCell("may name a language, channel and time only once")
    return tuple(found)


def _spoken_of(part: str, weekday: int | None) -> list[Spoken]:
    hours, who = None, part
    if weekday is not None:
        timed = _TIMES.fullmatch(part)
        if not timed:
            raise BadCell(f"may be languages with hours such as {_EXAMPLE} 09:00-17:00, with ; between")
        times = hours_of(timed["times"])
        weeks, _ = without_weeks(timed["weeks"] or "")
        hours, who = SpokenRecord(weekday, times.opens, times.closes, weeks), timed["who"]
    slug, channels = _language_and_channels(who)
    return [Spoken(slug, channel, hours) for channel in channels]


def _language_and_channels(text: str) -> tuple[str, list[Channel]]:
    """Read a language's name, which may have spaces, and the channels behind it."""
    pieces = folded(text).split(" ")
    known = language_words().by_word
    for length in range(len(pieces) - 1, 0, -1):
        slug = known.get(" ".join(pieces[:length]))
        if slug is not None:
            named = re.split("[・,、/]", " ".join(pieces[length:]))
            return slug, [CHANNELS.value(word) for word in named if word.strip()]
    raise BadCell(f"may be a language and its channels, such as {_EXAMPLE}, with ; between")
