"""Fills the poster of one location: a sheet that stays true on a wall, so nothing on it holds only now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from markupsafe import Markup

from services.languages import Language, language_to_look_for, spoken_once
from services.listings import topics_of
from services.models import Location
from services.openformats.qr import QrDrawing, qr_drawing
from services.usual_week import UsualHours, UsualLanguages, usual_hours, usual_languages
from services.vouching import known_on
from services.web.location_parts import LocationPage

_MOST_ROUTES = 2
_MOST_TIMES = 6
"""Above so many lines of them, the times of languages get a column of their own."""
_WIDE = frozenset({"W", "F"})
_TYPE_SIZES = ((560, "large"), (740, "medium"), (960, "small"), (1160, "smaller"))
"""Up to how many ems a poster is set in which size. Measured in Chromium: the sheet is then full, and is one."""


@dataclass(frozen=True, slots=True)
class PosterPage:
    """A location's page with what only its poster has."""

    place: LocationPage
    topics: tuple[str, ...]
    hours: tuple[UsualHours, ...] | None
    """None: not known."""
    languages: tuple[UsualLanguages, ...]
    """Those with the reader's own first."""
    mine: str | None
    """Slug of the reader's language, where it is not Japanese."""
    url: str
    """The address of the location's page, in full."""
    qr: QrDrawing
    has_drafts: bool

    @property
    def is_rich_in_languages(self) -> bool:
        """Whether the times of the languages fill a column by themselves."""
        return sum(len(one.hours or ()) for one in self.languages) > _MOST_TIMES

    @staticmethod
    def type_size(content: Markup) -> str:
        """Return the size of type in which `content` fits one sheet: from `large` to `smallest`."""
        text = " ".join(content.striptags().split())
        ems = sum(1 if east_asian_width(letter) in _WIDE else 0.5 for letter in text)
        return next((size for most, size in _TYPE_SIZES if ems <= most), "smallest")


def poster_page(location: Location, place: LocationPage, language: Language, *, url: str) -> PosterPage:
    """Return the poster of `location`, whose page for a reader of `language` is `place`."""
    timetable = known_on(place.timetable, place.moment.date())
    texts = (place.card.name, place.card.name_ja, place.description, place.address, place.address_ja)
    mine = language_to_look_for(language)
    return PosterPage(
        place=replace(place, routes=place.routes[:_MOST_ROUTES]),
        topics=topics_of(location),
        hours=usual_hours(timetable),
        languages=usual_languages_for(usual_languages(timetable), language, mine),
        mine=mine,
        url=url,
        qr=qr_drawing(url),
        has_drafts=any(text is not None and text.is_draft for text in texts),
    )


def usual_languages_for(
    usual: Sequence[UsualLanguages], reader: Language, mine: str | None
) -> tuple[UsualLanguages, ...]:
    """Return the languages as a `reader` hears them, those with the language of slug `mine` first."""
    heard = (replace(one, languages=spoken_once(one.languages, reader)) for one in usual)
    return tuple(sorted((one for one in heard if one.languages), key=lambda one: mine not in one.languages))
