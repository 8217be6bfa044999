"""Fills the card that a resident shows at a counter: each line in the reader's language and in Japanese."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from services import directory
from services.finding import Entry, FindQuery
from services.languages import JAPANESE, LANGUAGES, Language, language_to_look_for, spoken_once
from services.listings import topics_of
from services.minute_answers import by_phone
from services.models import Location, Topic
from services.phone_help import center_to_call
from services.stored_timetables import timetables
from services.usual_week import UsualHours, usual_hours
from services.web.addresses import address
from services.web.cards import card_of
from services.web.location_page import field_words
from services.web.pages import Card, Choice, Words
from services.web.rendering import endonym


@dataclass(frozen=True, slots=True)
class InterpreterLine:
    """Whom a clerk can call for an interpreter."""

    center: Card
    hours: tuple[UsualHours, ...]
    """Of a usual week; none where they are not known."""
    languages: tuple[str, ...]
    """Slugs of those that the records name for the phone."""


@dataclass(frozen=True, slots=True)
class CounterCard:
    """The card of one location."""

    place: Card
    address_ja: Words | None
    is_in_japanese: bool
    """The reader's language is Japanese, so that one line serves both."""
    speaks: str | None
    """Slug of the language the reader speaks, where it is named or not Japanese."""
    topic: str | None
    topics: tuple[str, ...]
    """What this place helps with."""
    needs: tuple[Choice, ...]
    """One a topic, those of this place first; the current one's address takes it away."""
    languages: tuple[Choice, ...]
    interpreter: InterpreterLine | None


def counter_card(session: Session, location: Location, language: Language, query: FindQuery) -> CounterCard:
    """Return the card of `location` for a reader of `language`, for the need and the language that `query` names."""
    speaks = query.speaks or language_to_look_for(language)
    entry = directory.entry_of(session, location.id, query.at, language=None)
    given = {"topic": query.topic, "speaks": query.speaks}
    topics = topics_of(location)
    return CounterCard(
        place=card_of(entry, 0, language, None),
        address_ja=field_words(
            (text for text in location.texts if text.language == JAPANESE.slug), "address", JAPANESE
        ),
        is_in_japanese=language.locale.language == JAPANESE.locale.language,
        speaks=speaks,
        topic=query.topic,
        topics=topics,
        needs=tuple(_need(topic, location.slug, given) for topic in dict.fromkeys((*topics, *Topic))),
        languages=_languages(location.slug, language, speaks, given),
        interpreter=_interpreter(session, language, speaks, query.at, own_id=location.id),
    )


def _japanese_address(location: Location) -> Words | None:
    in_japanese = (text for text in location.texts if text.language == JAPANESE.slug)
    return field_words(in_japanese, "address", JAPANESE)


def _address(slug: str, given: Mapping[str, str | None], **changed: str | None) -> str:
    query = urlencode({name: value for name, value in {**given, **changed}.items() if value})
    return address("residents.card", slug=slug) + (f"?{query}" if query else "")


def _need(topic: str, slug: str, given: Mapping[str, str | None]) -> Choice:
    is_current = topic == given["topic"]
    return Choice(topic, _address(slug, given, topic=None if is_current else topic), is_current, value=topic)


def _languages(
    slug: str, reader: Language, speaks: str | None, given: Mapping[str, str | None]
) -> tuple[Choice, ...]:
    """Return the languages to choose from in their own names; who speaks Japanese needs no card."""
    slugs = spoken_once((language.slug for language in LANGUAGES if language is not JAPANESE), reader)
    return tuple(
        Choice(endonym(other), _address(slug, given, speaks=other), is_current=other == speaks, value=other)
        for other in slugs
    )


def _interpreter(
    session: Session, reader: Language, speaks: str | None, at: datetime, *, own_id: int
) -> InterpreterLine | None:
    """Return the line of the first center that may speak the language by phone and lists interpreting."""
    found = center_to_call(session, speaks, at)
    if found is None or found[0].location_id == own_id:
        return None
    near, _ = found
    entry: Entry = directory.entry_of(session, near.location_id, at, language=None)
    if Topic.INTERPRETATION not in entry.listing["topics"] or entry.listing["phone"] is None:
        return None
    timetable = timetables(session, [near.timetable_id])[near.timetable_id]
    spoken = dict.fromkeys(row.language for row in by_phone(timetable).languages)
    return InterpreterLine(
        center=card_of(entry, 0, reader, None),
        hours=usual_hours(timetable) or (),
        languages=spoken_once(spoken, reader),
    )
