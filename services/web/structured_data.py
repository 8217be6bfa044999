"""Puts what a page shows into the linked data that stands in it, for search engines; in the page's own words."""

from collections.abc import Iterable
from typing import Any, cast

from markupsafe import Markup

from services.finding import PAGE_SIZE
from services.furigana import plain
from services.languages import language_by_slug
from services.openformats.jsonld import Link, Node, Written, item_list, ward, web_page, web_site, written_out
from services.openformats.jsonld_places import Place, ServiceOfPlace, place_id, place_nodes
from services.timetables import Channel
from services.web.addresses import address, public_address
from services.web.extensions import page_language
from services.web.heads import Head
from services.web.location_parts import LocationPage, ServiceBox
from services.web.pages import Card, Contact, FindPage, WardPage, Words
from services.web.rendering import plain as drawn_plain
from services.web.rendering import renderer

_HOME = "窓口"


def find_data(page: FindPage, head: Head) -> Markup:
    """Return the data of a page of the list; the first page of all also names the site and its search."""
    if not head.is_found or head.canonical is None:
        return Markup()
    home, tag = _home(), page_language().tag
    is_home = head.canonical == home.url
    first_number = (page.page - 1) * PAGE_SIZE + 1
    total = None if page.total_is_more else page.total
    places = item_list(_links(page.cards), first_number=first_number, total=total)
    nodes = [web_page(head.canonical, tag, main=places, kind="CollectionPage")]
    return _script([web_site(home, tag, other_name=_HOME), *nodes] if is_home else nodes)


def ward_data(page: WardPage, head: Head) -> Markup:
    """Return the data of a ward's page: the ward, and the places on its page."""
    url, tag, name = head.canonical or "", page_language().tag, plain(page.name)
    places = item_list(_links((*page.lounges, *page.nearest, *page.offices, *page.others)))
    path = [_home(), Link(name, url)]
    about = ward(url, tag, name=name, name_ja=page.name_ja)
    return _script([web_page(url, tag, main={"@id": about["@id"]}, path=path, kind="CollectionPage"), about, places])


def location_data(page: LocationPage, head: Head) -> Markup:
    """Return the data of a location's page: the place with its hours, channels and services."""
    url, tag, card = head.canonical or "", page_language().tag, page.card
    place = _place(page, url)
    about = web_page(
        url,
        tag,
        main={"@id": place_id(url)},
        path=[_home(), place.ward, Link(place.name.text, url)],
        modified_on=page.saved_on,
        checked_on=card.checked_on,
    )
    channels = {channel: _macro("components/channels.html", "channel_words", channel.value) for channel in Channel}
    return _script([about, *place_nodes(place, channels, page.moment.date())])


def _place(page: LocationPage, url: str) -> Place:
    card = page.card
    dated = card.open.dated
    ward_url = public_address(address("residents.ward", code=card.ward_code))
    return Place(
        url=url,
        tag=page_language().tag,
        kind=card.kind,
        name=_known(card.name),
        name_ja=_written(card.name_ja),
        description=_written(page.description),
        phones=_values(page.phones),
        faxes=_values(page.faxes),
        email=page.email.value if page.email else None,
        website=page.website.value if page.website else None,
        address=_written(page.address),
        address_ja=_written(page.address_ja),
        postal_code=page.postal_code,
        ward=Link(plain(card.ward_name), ward_url),
        point=None if page.lat is None or page.lon is None else (page.lat, page.lon),
        accuracy_m=page.position_accuracy_m,
        timetable=page.timetable,
        hours_note=_macro("components/times.html", "age_words", dated) if dated else None,
        organization=_written(page.organization),
        services=tuple(_service(service) for service in page.services),
    )


def _service(service: ServiceBox) -> ServiceOfPlace:
    return ServiceOfPlace(
        name=_known(service.name),
        needs=tuple(_macro("components/topics.html", "topic_name", topic) for topic in service.topics),
        is_free=service.is_free,
        timetable=service.timetable,
    )


def _home() -> Link:
    return Link(str(drawn_plain(_word("Madoguchi"))), public_address(address("residents.find")))


def _links(cards: Iterable[Card]) -> list[Link]:
    return [
        Link(plain(card.name.text), public_address(address("residents.location", slug=card.slug))) for card in cards
    ]


def _values(contacts: Iterable[Contact]) -> tuple[str, ...]:
    return tuple(contact.value for contact in contacts)


def _written(words: Words | None) -> Written | None:
    return _known(words) if words else None


def _known(words: Words) -> Written:
    language = language_by_slug(words.language)
    return Written(plain(words.text), language.tag if language else words.language)


def _word(message: str) -> Markup:
    translate = renderer().environment(page_language()).globals["_"]
    return cast("Markup", cast("Any", translate)(message))


def _macro(template: str, name: str, *values: object) -> str:
    """Return what a macro says on this page, as text alone."""
    said: Markup = getattr(renderer().macros(template, page_language()), name)(*values)
    return str(drawn_plain(said).unescape()).strip()


def _script(nodes: list[Node]) -> Markup:
    return Markup(written_out(nodes))  # noqa: S704 - JSON in which nothing can end the element around it.
