"""Fills the find page: what was understood, the chips with their addresses, and the cards."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from geodata.gazetteer import NamedPlace
from geodata.wards import ward_by_code
from services.finding import PAGE_SIZE, FindQuery, Found
from services.languages import LANGUAGES, Language, language_by_slug, spoken_once
from services.models import Topic
from services.web.cards import card_of, place_name
from services.web.extensions import page_language
from services.web.pages import Choice, FindPage, NoticeBox
from services.web.rendering import endonym


def find_page(found: Found, given: Mapping[str, str], notices: tuple[NoticeBox, ...]) -> FindPage:
    """Return the page for `found`; `given` are the parameters as they stand in the address."""
    language, query = page_language(), found.query
    speaks_shown = query.speaks or language.slug
    place = found.understood.place
    first_number = (query.page - 1) * PAGE_SIZE + 1
    cards = tuple(
        card_of(entry, number, language, speaks_shown) for number, entry in enumerate(found.entries, first_number)
    )
    return FindPage(
        q=query.q,
        moment=query.at,
        when=given.get("when", "now"),
        speaks=query.speaks,
        speaks_shown=speaks_shown,
        topic=query.topic,
        kind=query.kind,
        ward_name=place_name(ward_by_code(query.ward).names, language) if query.ward else None,
        near=place.label(language.slug) if place and "lat" not in given else None,
        near_precision_m=place.precision_m if place else None,
        is_my_position="lat" in given,
        is_name_search=found.understood.name is not None,
        hidden=_hidden(given),
        choices=_places(found.understood.choices, language, given),
        spellings=_places(found.understood.spellings, language, given),
        topics=_topics(query, given),
        languages=_languages(language, speaks_shown),
        whens=_whens(given),
        cards=cards,
        total=found.total,
        total_is_more=found.is_more,
        page=query.page,
        previous_url=_url(given, page=str(query.page - 1)) if query.page > 1 else None,
        next_url=_url(given, page=str(query.page + 1)) if query.page < found.pages else None,
        all_url=url_for("residents.find"),
        phone_help=card_of(found.phone_help, 0, language, speaks_shown) if found.phone_help else None,
        geojson_url=url_for("residents.locations_geojson", **dict[str, Any](given)),
        notices=notices,
    )


def _url(given: Mapping[str, str], **changed: str | None) -> str:
    """Return this page's address with some parameters changed; the page number starts again unless it is one."""
    kept: dict[str, Any] = {name: value for name, value in given.items() if name != "page"}
    kept.update(changed)
    return url_for("residents.find", **{name: value for name, value in kept.items() if value})


def _hidden(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what the search form must carry along; a new `q` replaces the position, and shows page one."""
    return tuple((name, given[name]) for name in ("topic", "kind", "ward", "when") if name in given)


def _places(places: tuple[NamedPlace, ...], language: Language, given: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            label=place.qualified_label(language.slug),
            url=_url(given, q=place.qualified_label(language.slug), lat=None, lon=None),
            is_current=index == 0,
            value=place.kind,
        )
        for index, place in enumerate(places)
    )


def _topics(query: FindQuery, given: Mapping[str, str]) -> tuple[Choice, ...]:
    """Return a chip a topic; the chosen one's address turns it off, also where `q` had named it."""
    without_q = {"q": None} if query.topic and query.topic != given.get("topic") else {}
    return tuple(
        Choice(
            label=topic.value,
            value=topic.value,
            is_current=topic.value == query.topic,
            url=_url(given, topic=None if topic.value == query.topic else topic.value, **without_q),
        )
        for topic in Topic
    )


def _languages(reader: Language, chosen: str) -> tuple[Choice, ...]:
    """Return the languages to ask for, in their own names."""
    slugs = spoken_once((language.slug for language in LANGUAGES), language_by_slug(chosen) or reader)
    return tuple(Choice(label=endonym(slug), url="", value=slug, is_current=slug == chosen) for slug in slugs)


def _whens(given: Mapping[str, str]) -> tuple[Choice, ...]:
    current = given.get("when", "now")
    return (
        Choice(label="now", value="now", url=_url(given, when=None), is_current=current == "now"),
        Choice(label="any", value="any", url=_url(given, when="any"), is_current=current == "any"),
    )
