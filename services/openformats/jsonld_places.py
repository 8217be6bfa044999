"""One location in the words of schema.org: the place, its services, and the channels on which it is reached."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.languages import EASY_JAPANESE, language_by_slug
from services.models import Kind
from services.openformats.jsonld import Link, Node, Written, said, without_gaps
from services.openformats.jsonld_hours import channel_nodes, opening_nodes
from services.timetables import Channel, Timetable

_OFFICES = frozenset({Kind.WARD_OFFICE, Kind.CITY_OFFICE, Kind.PASSPORT_CENTER})
_OFFICE = ["GovernmentOffice"]
# A public place that a body of its own runs; the second type is what has phones and hours.
_PUBLIC_PLACE = ["CivicStructure", "LocalBusiness"]
_ORGANIZATION = ["LocalBusiness"]
_COUNTRY, _DIALLED = "JP", "+81"
# Numbers that cannot be reached from abroad have no international form.
_AT_HOME_ONLY = re.compile(r"0120|0800|0570|[^0]")
_EXACT_M = 100
"""A point that is surer than this is the place's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOfPlace:
    """What a location does for people."""

    name: Written
    needs: tuple[str, ...]
    """Topics in the page's words."""
    is_free: bool | None
    timetable: Timetable | None
    """Its own, where its hours differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A location as its page shows it: what is hidden there is not here."""

    url: str
    tag: str
    """Of the page's language."""
    kind: str
    name: Written
    name_ja: Written | None
    description: Written | None
    phones: tuple[str, ...]
    faxes: tuple[str, ...]
    email: str | None
    website: str | None
    address: Written | None
    address_ja: Written | None
    postal_code: str | None
    ward: Link
    point: tuple[float, float] | None
    """Degrees north and east, WGS 84."""
    accuracy_m: int | None
    timetable: Timetable
    hours_note: str | None
    """What the page says beside hours that are old."""
    organization: Written | None
    services: tuple[ServiceOfPlace, ...]


def place_nodes(place: Place, channel_words: Mapping[Channel, str], today: date) -> list[Node]:
    """Return the place, its channels in the words of the page, and its services."""
    channels = list(_channels(place, channel_words, today))
    links = [{"@id": channel["@id"]} for channel in channels]
    services = (_service(place, service, links, today) for service in place.services)
    return [_place(place, links, today), *channels, *services]


def place_id(url: str) -> str:
    """Return the name of the place that the page at `url` is about."""
    return f"{url}#place"


def _place(place: Place, channels: Sequence[Node], today: date) -> Node:
    hours = opening_nodes(place.timetable, today)
    note = {"description": place.hours_note} if place.hours_note else {}
    return without_gaps(
        {
            "@type": _types(place.kind),
            "@id": place_id(place.url),
            "url": place.url,
            "name": said(place.name, place.tag),
            "alternateName": said(place.name_ja, place.tag),
            "description": said(place.description, place.tag),
            "telephone": _one_or_more(international(number) for number in place.phones),
            "faxNumber": _one_or_more(international(number) for number in place.faxes),
            "email": place.email,
            "sameAs": place.website,
            "address": _address(place),
            "geo": _geo(place),
            "containedInPlace": {"@type": "AdministrativeArea", "name": place.ward.name, "url": place.ward.url},
            "openingHoursSpecification": [node | note for node in hours.weekly],
            "specialOpeningHoursSpecification": hours.special,
            "contactPoint": list(channels),
            "parentOrganization": _organization(place),
        }
    )


def _types(kind: str) -> list[str]:
    if kind in _OFFICES:
        return _OFFICE
    return _ORGANIZATION if kind == Kind.OTHER else _PUBLIC_PLACE


def international(number: str) -> str:
    """Return a number as it is dialled from anywhere; as it is where it works in the country only."""
    return number if _AT_HOME_ONLY.match(number) else f"{_DIALLED}-{number.removeprefix('0')}"


def _one_or_more(values: Iterable[str]) -> str | list[str] | None:
    found = list(values)
    return found if len(found) > 1 else next(iter(found), None)


def _address(place: Place) -> Node | None:
    texts = [said(words, place.tag) for words in (place.address, place.address_ja) if words]
    if not texts:
        return None
    return without_gaps(
        {
            "@type": "PostalAddress",
            "streetAddress": texts if len(texts) > 1 else texts[0],
            "postalCode": place.postal_code,
            "addressCountry": _COUNTRY,
        }
    )


def _geo(place: Place) -> Node | None:
    """Return the point, or the circle in which the place lies where the point is not so sure."""
    if place.point is None:
        return None
    point = {"@type": "GeoCoordinates", "latitude": place.point[0], "longitude": place.point[1]}
    if place.accuracy_m is None or place.accuracy_m < _EXACT_M:
        return point
    return {"@type": "GeoCircle", "geoMidpoint": point, "geoRadius": place.accuracy_m}


def _organization(place: Place) -> Node | None:
    return {"@type": "Organization", "name": said(place.organization, place.tag)} if place.organization else None


def _channels(place: Place, words: Mapping[Channel, str], today: date) -> Iterable[Node]:
    """Yield a node for the languages that share a channel and its hours.

    schema.org gives a channel of a service no hours, but those of a point of contact; each is both.
    """
    for number, found in enumerate(channel_nodes(place.timetable, today), 1):
        yield without_gaps(
            {
                "@type": ["ServiceChannel", "ContactPoint"],
                "@id": f"{place.url}#channel-{number}",
                "contactType": words[found.channel],
                "availableLanguage": [spoken_tag(slug) for slug in found.languages],
                "hoursAvailable": found.hours,
                **_reached(place, found.channel),
            }
        )


def _reached(place: Place, channel: Channel) -> Node:
    if channel is Channel.PHONE:
        phones = [{"@type": "ContactPoint", "telephone": international(number)} for number in place.phones]
        return {"servicePhone": phones}
    if channel is Channel.EMAIL:
        return {"email": place.email}
    return {"serviceLocation": {"@id": place_id(place.url)}} if channel in (Channel.COUNTER, Channel.MACHINE) else {}


def spoken_tag(slug: str) -> str:
    """Return the BCP 47 tag of a language as it is spoken: without script or country."""
    language = language_by_slug(slug)
    if language is None or language is EASY_JAPANESE:
        return language.tag if language else slug
    return str(language.locale.language)


def _service(place: Place, service: ServiceOfPlace, channels: Sequence[Node], today: date) -> Node:
    own = opening_nodes(service.timetable, today) if service.timetable else None
    return without_gaps(
        {
            "@type": "GovernmentService" if place.kind in _OFFICES else "Service",
            "name": said(service.name, place.tag),
            "serviceType": list(service.needs),
            "provider": {"@id": place_id(place.url)},
            "availableChannel": list(channels),
            "hoursAvailable": [*own.weekly, *own.special] if own else None,
            "offers": {"@type": "Offer", "price": 0, "priceCurrency": "JPY"} if service.is_free else None,
        }
    )
