"""GeoJSON of one answer of find: a feature a location, in the list's order (RFC 7946)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from services.finding import PAGE_SIZE, Entry, Found
from services.furigana import plain
from services.languages import best_for
from services.opening import State


def answer_collection(found: Found, reader: str, urls: Mapping[str, str]) -> dict[str, Any]:
    """Return one page of find's answer for a reader of the language of slug `reader`.

    `urls` is slug → address of the location's page. Positions are WGS 84, longitude first. Beside RFC 7946's
    members it carries `total`, `page`, `pages` and `phone_help`, the consultation center where it stands above
    the list.
    """
    query = found.query
    first_number = (query.page - 1) * PAGE_SIZE + 1
    return {
        **collection_of(found.entries, reader, urls, speaks=query.speaks, first_number=first_number),
        "total": found.total,
        "total_is_more": found.is_more,
        "page": query.page,
        "pages": found.pages,
        "phone_help": _phone_help(found, reader, urls),
    }


def collection_of(
    entries: Iterable[Entry],
    reader: str,
    urls: Mapping[str, str],
    *,
    speaks: str | None = None,
    first_number: int = 1,
) -> dict[str, Any]:
    """Return a FeatureCollection of `entries`, numbered from `first_number`."""
    return {
        "type": "FeatureCollection",
        "features": [
            _feature(entry, reader, urls[entry.listing["slug"]], speaks=speaks, number=number)
            for number, entry in enumerate(entries, first_number)
        ],
    }


def _phone_help(found: Found, reader: str, urls: Mapping[str, str]) -> dict[str, Any] | None:
    entry = found.phone_help
    if entry is None:
        return None
    return _properties(entry, reader, urls[entry.listing["slug"]], speaks=found.query.speaks, number=None)


def _feature(entry: Entry, reader: str, url: str, *, speaks: str | None, number: int) -> dict[str, Any]:
    point = entry.listing["point"]
    return {
        "type": "Feature",
        "id": entry.listing["slug"],
        "geometry": {"type": "Point", "coordinates": [point[1], point[0]]} if point else None,
        "properties": _properties(entry, reader, url, speaks=speaks, number=number),
    }


def _properties(entry: Entry, reader: str, url: str, *, speaks: str | None, number: int | None) -> dict[str, Any]:
    listing, opening = entry.listing, entry.opening
    return {
        "slug": listing["slug"],
        "number": number,
        "kind": listing["kind"],
        "name": _name(listing["names"], reader),
        "name_ja": _name(listing["names"], "ja"),
        "ward": listing["ward"],
        "topics": listing["topics"],
        "languages": listing["languages"],
        "phone": listing["phone"],
        "url": url,
        "distance_m": None if entry.distance_m is None else round(entry.distance_m),
        "open": opening.state.value,
        "until": _iso(opening.until),
        "next_open": _iso(opening.next),
        "speaks": _speaks(entry, speaks),
    }


def _speaks(entry: Entry, speaks: str | None) -> dict[str, Any] | None:
    answer = entry.spoken
    if speaks is None or answer is None:
        return None
    return {
        "language": speaks,
        "state": answer.state.value,
        "channel": answer.channel.value if answer.channel else None,
        "until": _iso(answer.until) if answer.state is State.NOW else None,
        "next": _iso(answer.next),
    }


def _name(names: Mapping[str, Sequence[str]], reader: str) -> str | None:
    slug = best_for(reader, names)
    return None if slug is None else plain(names[slug][0])


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
