"""What the find page shows of the words it understood: parts to take away; places, needs, spellings to choose."""

from collections.abc import Mapping

from geodata.gazetteer import NamedPlace
from services.finding import FindQuery, Found
from services.languages import EASY_JAPANESE, Language
from services.models import Topic
from services.understanding import Part
from services.web.addresses import find_address
from services.web.cards import place_name
from services.web.easy_names import line_name
from services.web.pages import Choice

_PARAMETERS = {"topic": "topic", "kind": "kind", "language": "speaks"}
"""What was understood, and the parameter that says the same."""


def parts(found: Found, given: Mapping[str, str], language: Language) -> tuple[Choice, ...]:
    """Return what decided the answer, each with the link that takes it away; `value` says what it is.

    The label is a code, or the name of a place. The ward of a parameter has a line of its own.
    """
    meant, query = found.understood, found.query
    shown = []
    if meant.place and query.start == meant.place.point and "lat" not in given:
        shown.append(Choice(place_label(meant.place, language), _without(found, "place", given), value="place"))
    for what, code in (("topic", query.topic), ("kind", query.kind), ("language", _asked_language(query, given))):
        if code:
            shown.append(Choice(code, _without(found, what, given), value=what))
    return tuple(shown)


def _asked_language(query: FindQuery, given: Mapping[str, str]) -> str | None:
    """Return the language where the words ask for it: one of the form has its field there."""
    return None if "speaks" in given else query.speaks


def _without(found: Found, what: str, given: Mapping[str, str]) -> str:
    """Return the address of the same search without what a parameter or else the words say."""
    parameter = _PARAMETERS.get(what, "")
    if parameter in given:
        return find_address(given, **{parameter: None})
    return find_address(given, q=text_without(found, what))


def text_without(found: Found, what: str) -> str | None:
    """Return the search text without the part that was taken for the chosen place, need, kind or language."""
    part = _part(found, what)
    return part.without if part else found.query.q


def _part(found: Found, what: str) -> Part | None:
    meant = found.understood
    chosen = {"topic": meant.topic, "kind": meant.kind, "language": meant.language}.get(what)
    return next((part for part in meant.parts if part.what == what and chosen in (None, part.code)), None)


def unknown_words(found: Found) -> str:
    """Return the words that nothing is known of, as they were typed."""
    return " ".join(part.code for part in found.understood.parts if part.what == "unknown")


def place_choices(found: Found, given: Mapping[str, str], language: Language) -> tuple[Choice, ...]:
    """Return the places that the words may have meant, the chosen one marked; the other words stay."""
    rest = text_without(found, "place")
    return tuple(
        Choice(
            label=qualified_label(place, language),
            url=find_address(
                given, q=f"{place.qualified_label(language.slug)} {rest or ''}".strip(), lat=None, lon=None
            ),
            is_current=place is found.understood.place,
            value=place.kind,
        )
        for place in found.understood.choices
    )


def topic_choices(found: Found, given: Mapping[str, str]) -> tuple[Choice, ...]:
    """Return the needs that the words name, the chosen one marked, where there are several and none was picked."""
    meant = found.understood
    # Who writes "advice about tax" has no second need.
    others = [topic for topic in meant.other_topics if topic != Topic.CONSULTATION.value]
    if not meant.topic or not others or "topic" in given:
        return ()
    return tuple(
        Choice(code, find_address(given, topic=code), is_current=code == meant.topic, value=code)
        for code in (meant.topic, *others)
    )


def spelling_choices(found: Found, given: Mapping[str, str], language: Language) -> tuple[Choice, ...]:
    """Return words and places spelt much like an unknown word, each a link to the search with it."""
    return tuple(
        Choice(
            label=qualified_label(one.place, language) if one.place else one.word,
            url=find_address(
                given,
                q=one.text(one.place.qualified_label(language.slug) if one.place else one.word),
                lat=None,
                lon=None,
            ),
            language=one.language,
        )
        for one in found.understood.suggestions
    )


def place_label(place: NamedPlace, language: Language) -> str:
    """Return a place's name for a reader, with readings in easy Japanese."""
    return place_name(place.names, language) if language is EASY_JAPANESE else place.label(language.slug)


def qualified_label(place: NamedPlace, language: Language) -> str:
    """Return the name to be read, with what tells the place from its namesakes."""
    if language is not EASY_JAPANESE or not place.qualifiers:
        return place.qualified_label(language.slug)
    qualifier = place.qualifiers[0]
    return f"{place_label(place, language)} ({line_name(place_name(qualifier, language))})"
