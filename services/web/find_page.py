"""Fills the find page: what was understood, the chips with their addresses, and the cards."""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlencode

from geodata.wards import ward_by_code
from services.finding import PAGE_SIZE, Found
from services.languages import LANGUAGES, Language, language_by_slug, language_to_look_for, spoken_once
from services.models import Topic
from services.web.addresses import address, find_address
from services.web.cards import card_of, place_name
from services.web.extensions import page_language
from services.web.pages import Choice, FindPage
from services.web.rendering import endonym
from services.web.understood_parts import (
    parts,
    place_choices,
    place_label,
    spelling_choices,
    text_without,
    topic_choices,
    unknown_words,
)

# Those that most counters answer come first; the others are one tap away.
_FIRST = (
    Topic.CONSULTATION,
    Topic.RESIDENCE,
    Topic.TAX_PENSION,
    Topic.JAPANESE_CLASS,
    Topic.CHILDCARE,
    Topic.INFORMATION,
)
_TOPICS = (*_FIRST, *(topic for topic in Topic if topic not in _FIRST))


def find_page(found: Found, given: Mapping[str, str]) -> FindPage:
    """Return the page for `found`; `given` are the parameters as they stand in the address."""
    language, query = page_language(), found.query
    speaks_shown = query.speaks or language_to_look_for(language)
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
        near=place_label(place, language) if place and "lat" not in given else None,
        near_precision_m=place.precision_m if place else None,
        is_my_position="lat" in given,
        is_name_search=found.understood.name is not None,
        hidden=_hidden(given),
        parts=parts(found, given, language),
        unknown=unknown_words(found),
        choices=place_choices(found, given, language),
        needs=topic_choices(found, given),
        spellings=spelling_choices(found, given, language),
        topics=_topics(found, given),
        languages=_languages(language, speaks_shown),
        whens=_whens(given),
        cards=cards,
        total=found.total,
        total_is_more=found.is_more,
        page=query.page,
        previous_url=find_address(given, page=str(query.page - 1)) if query.page > 1 else None,
        next_url=find_address(given, page=str(query.page + 1)) if query.page < found.pages else None,
        all_url=address("residents.find"),
        phone_help=card_of(found.phone_help, 0, language, speaks_shown) if found.phone_help else None,
        geojson_url=_with_query(address("residents.locations_geojson"), given),
        here=f"{query.start.lat:.5f},{query.start.lon:.5f}" if query.start else None,
    )


def _with_query(start: str, given: Mapping[str, str]) -> str:
    return f"{start}?{urlencode(given)}" if given else start


def _hidden(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what the search form must carry along; a new `q` replaces the position, and shows page one."""
    return tuple((name, given[name]) for name in ("topic", "kind", "ward", "when") if name in given)


def _topics(found: Found, given: Mapping[str, str]) -> tuple[Choice, ...]:
    """Return a chip a topic; the chosen one's address turns it off, also where `q` had named it."""
    query = found.query
    was_in_q = query.topic is not None and "topic" not in given
    without_topic = find_address(given, topic=None, **({"q": text_without(found, "topic")} if was_in_q else {}))
    with_topic = without_topic + ("&" if "?" in without_topic else "?") + "topic="
    return tuple(
        Choice(
            label=topic.value,
            value=topic.value,
            is_current=topic.value == query.topic,
            url=without_topic if topic.value == query.topic else with_topic + topic.value,
        )
        for topic in _TOPICS
    )


@lru_cache(maxsize=256)
def _languages(reader: Language, chosen: str | None) -> tuple[Choice, ...]:
    """Return the languages to ask for, in their own names."""
    slugs = spoken_once((language.slug for language in LANGUAGES), language_by_slug(chosen or "") or reader)
    return tuple(Choice(label=endonym(slug), url="", value=slug, is_current=slug == chosen) for slug in slugs)


def _whens(given: Mapping[str, str]) -> tuple[Choice, ...]:
    current = given.get("when", "now")
    return (
        Choice(label="now", value="now", url=find_address(given, when=None), is_current=current == "now"),
        Choice(label="any", value="any", url=find_address(given, when="any"), is_current=current == "any"),
    )
