"""Writes the copy of the directory that a visitor's device keeps for times without a network.

A copy holds the pages of one language: once what all of them have in common, and of each what is its own. The service
worker puts them together again (static/js/offline-worker.js).
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

import orjson
from sqlalchemy.orm import Session

from geodata.sources import ATTRIBUTIONS
from geodata.wards import wards
from services import directory
from services.finding import Entry, FindQuery
from services.languages import Language
from services.models import Notice
from services.opening_days import forget_calendars
from services.web.counter_card import counter_card
from services.web.location_page import notice_box
from services.web.page_parts import parts_of, tight
from services.web.pages import NoticeBox
from services.web.rendering import render
from services.web.saved_files import saved_files
from services.web.saved_pages import saved_list, saved_location, saved_ward

MOST_PLACES = 200
"""A copy for a larger city has the first of its places, says so, and has no pages of wards."""
_AT_ONCE = 2
"""So many locations are held in memory."""
_OWN_ADDRESS = "/offline.json"
_SAME_PAGES = {"/list": "/"}
"""Addresses that the saved page of another one answers."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What decides how a copy looks, beside the records."""

    language: Language
    day: datetime
    """The midnight with which the city's day begins."""
    notices: Sequence[Notice]
    """All that are valid now."""


def saved_copy(session: Session, edition: Edition) -> Iterator[bytes]:
    """Yield a copy as JSON, page by page; the same, byte by byte, whenever on its day it is written."""
    language, files = edition.language, saved_files()
    frame = render("saved/frame.html", notices=_boxes(edition, ward_code=None))
    common = {
        "slug": language.slug,
        "tag": language.tag,
        "dir": language.direction,
        "name": language.endonym,
        "version": files.version,
        "files": files.addresses,
        # The frame names the address it was made under in the links to other languages: there goes each page's own.
        "frame": tight(frame).replace(_OWN_ADDRESS, "[[place]]"),
        "missing": asdict(parts_of(render("saved/missing.html"), frame=frame)),
        "same": _SAME_PAGES,
    }
    yield orjson.dumps(common).removesuffix(b"}") + b',"pages":{'
    before = b""
    for place, page in _pages(session, edition):
        yield before + orjson.dumps(place) + b":" + orjson.dumps(asdict(parts_of(page, frame=frame)))
        before = b","
    yield b"}}"


def _pages(session: Session, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield each page after its address without the language."""
    entries = directory.first_places(session, edition.day, limit=MOST_PLACES)
    freshness = directory.freshness(session)
    yield "/", render("saved/find.html", page=saved_list(entries, edition.language, total=freshness.locations))
    yield from _locations(session, edition, entries)
    if freshness.locations <= MOST_PLACES:
        yield from _wards(session, edition)
    about = {"attributions": ATTRIBUTIONS, "freshness": freshness}
    for name, page in (("about", about), ("accessibility", None), ("privacy", None)):
        yield f"/{name}", render(f"residents/{name}.html", page=page)


def _locations(session: Session, edition: Edition, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    for first in range(0, len(entries), _AT_ONCE):
        some = entries[first : first + _AT_ONCE]
        records = directory.whole_locations(session, [entry.listing["slug"] for entry in some])
        for entry in some:
            record = records[entry.listing["slug"]]
            boxes = _boxes(edition, location_id=record.id, ward_code=record.ward_code)
            shown = saved_location(record, entry, edition.language, edition.day, notices=boxes)
            yield f"/locations/{record.slug}", render("saved/location.html", page=shown)
            card = counter_card(session, record, edition.language, FindQuery(at=edition.day))
            yield f"/locations/{record.slug}/card", render("saved/card.html", page=card)
        # With their texts in all languages they take half a megabyte each, and nobody asks their timetables again.
        session.expunge_all()
        forget_calendars()


def _wards(session: Session, edition: Edition) -> Iterator[tuple[str, str]]:
    for ward in wards():
        boxes = _boxes(edition, ward_code=ward.code)
        shown = saved_ward(session, ward, edition.language, edition.day, notices=boxes)
        yield f"/wards/{ward.code}", render("saved/ward.html", page=shown)


def _boxes(edition: Edition, *, ward_code: str | None, location_id: int | None = None) -> tuple[NoticeBox, ...]:
    """Return the notices for a location and its ward; without either, those for the whole city."""
    city = (None, None)
    scopes = {city} if ward_code is None else {(location_id, None), (None, ward_code)} - {city}
    return tuple(
        notice_box(notice, edition.language)
        for notice in edition.notices
        if (notice.location_id, notice.ward_code) in scopes
    )
