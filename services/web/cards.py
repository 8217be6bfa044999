"""Turns what find and the directory return into the cards that templates show."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date

from geodata.gazetteer import station_by_id
from geodata.tables import name_for
from geodata.wards import ward_by_code
from services.finding import Entry
from services.furigana import plain, with_reading
from services.languages import EASY_JAPANESE, Language, best_for, spoken_once
from services.models import TextState
from services.opening import Answer
from services.web.extensions import now
from services.web.pages import Card, Contact, OpenLine, SpeechLine, Words

WALKING_M_A_MINUTE = 80
_DRAFTS = frozenset({TextState.MACHINE.value, TextState.OUTDATED.value})


def best_words(texts: Mapping[str, Sequence[str]], language: Language) -> Words | None:
    """Return the text that serves a reader best; `texts` is slug → (text, state)."""
    slug = best_for(language.slug, texts)
    if slug is None:
        return None
    text, state = texts[slug]
    return Words(text, slug, is_draft=state in _DRAFTS)


def japanese_beside(words: Words, texts: Mapping[str, Sequence[str]]) -> Words | None:
    """Return the Japanese text to stand beside one in another language, for showing to people here.

    Easy Japanese that differs by readings and spaces only needs nothing beside it.
    """
    if words.language == "ja" or "ja" not in texts:
        return None
    text, state = texts["ja"]
    if words.language == "ja-easy" and _bare(plain(words.text)) == _bare(text):
        return None
    return Words(text, "ja", is_draft=state in _DRAFTS)


def _bare(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "")


def walk_minutes(distance_m: float | None) -> int | None:
    """Return the minutes on foot for a straight line, rounded up."""
    return None if distance_m is None else max(1, -int(-distance_m // WALKING_M_A_MINUTE))


def place_name(names: Mapping[str, str], language: Language) -> str:
    """Return the name of a ward or station in the script that serves a reader best."""
    if language is EASY_JAPANESE:
        return with_reading(names["ja"], names.get("kana", ""))
    return name_for(names, language.slug)


def open_line(answer: Answer, dated: int | None) -> OpenLine:
    """Return the open line of an answer."""
    why = answer.why
    return OpenLine(
        state=answer.state.value,
        until=answer.until,
        next=answer.next,
        last_reception=answer.last_reception,
        reason=(why.reason or why.kind) if why else None,
        holiday=why.holiday if why else None,
        dated=dated,
    )


def speech_line(answer: Answer | None, language: str | None) -> SpeechLine | None:
    """Return the language line of an answer for the language of slug `language`."""
    if answer is None or language is None:
        return None
    channel = answer.channel.value if answer.channel else None
    return SpeechLine(language, answer.state.value, channel, answer.until, answer.next)


def card_of(entry: Entry, number: int, language: Language, speaks: str | None) -> Card:
    """Return the card of one entry for a reader of `language` who asked for the language `speaks`."""
    listing = entry.listing
    name = best_words(listing["names"], language) or Words(listing["slug"], "en")
    station = station_by_id(listing["station"]) if listing["station"] else None
    checked_on = date.fromisoformat(listing["checked_on"]) if listing["checked_on"] else None
    overdue_from = listing["overdue_from"]
    return Card(
        number=number,
        slug=listing["slug"],
        kind=listing["kind"],
        name=name,
        name_ja=japanese_beside(name, listing["names"]),
        ward_code=listing["ward"],
        ward_name=place_name(ward_by_code(listing["ward"]).names, language),
        open=open_line(entry.opening, listing["hours_dated"]),
        speech=speech_line(entry.spoken, speaks),
        languages=spoken_once(listing["languages"], language),
        phone=Contact(listing["phone"], listing["phone_dated"]) if listing["phone"] else None,
        distance_m=entry.distance_m,
        walk_minutes=walk_minutes(entry.distance_m),
        station=place_name(station.names, language) if station else None,
        checked_on=checked_on,
        is_overdue=overdue_from is not None and date.fromisoformat(overdue_from) <= now().date(),
    )
