"""What a reader means by the words in the search box: a place, a need, a kind of counter, a language, or a name."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from babel import Locale

from geodata.folding import fold
from geodata.gazetteer import NamedPlace, choices, nearest_spellings, places_named, towns_beginning_with
from services.languages import LANGUAGES

_WORDS = Path(__file__).parent / "data" / "search_words.csv"
# Between a need and a place people write "in", "near", で or の; they say nothing of their own.
_FILLERS = re.compile(
    "in|near|at|around|for|to|with|of|about|from|i|need|want|my|me|a|the|please|"
    "と|の|で|に|へ|が|を|近く|ちかく|周辺|について"
)
_GAPS = re.compile(r"[\s、,・/]+")
_EDGE_PARTICLES = re.compile(r"^(の|で|に|を|が|と|へ)+|(の|で|に|を|が|と|へ|近く|ちかく)+$")
_SHORTEST_INSIDE = 2
_MOST_WORDS = 8
"""No word of the table is written in more parts."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood; `name` is the folded text where a part of it was not: a location's name, perhaps."""

    place: NamedPlace | None = None
    choices: tuple[NamedPlace, ...] = ()
    """The places that the reader may have meant, the chosen one first; empty when it is clear."""
    topic: str | None = None
    kind: str | None = None
    language: str | None = None
    name: str | None = None
    """The whole text, folded, where not all of it is one of the above."""
    spellings: tuple[NamedPlace, ...] = ()
    """Places whose names are nearest to `name`."""


def understood(text: str) -> Understood:
    """Return what `text` means. Never raises: what is not understood is looked for as a name."""
    if not fold(text):
        return Understood()
    whole = _meaning(text)
    if whole is None:
        return _in_parts(text)
    return _beside_words(whole, text) if whole.place else whole


def _beside_words(whole: Understood, text: str) -> Understood:
    """Return the place with the words beside it, which an address is read past: 226-0019 visa."""
    if not _GAPS.search(text.strip()):
        return whole
    parts = _in_parts(text)
    return parts if parts.place == whole.place and any((parts.topic, parts.kind, parts.language)) else whole


def _meaning(text: str) -> Understood | None:
    """Return what the whole of `text` is: one place, or one word of the table."""
    folded = fold(text)
    if meaning := _search_words().get(folded):
        return _of_word(*meaning)
    return _as_place(text)


def _as_place(text: str) -> Understood | None:
    places = places_named(text)
    if not places:
        return None
    # A name with words in brackets, as the choices are written, has chosen already.
    longer = [] if text.rstrip().endswith((")", "）")) else towns_beginning_with(places[0])
    meant = (*choices(places), *longer)
    return Understood(place=meant[0], choices=meant if len(meant) > 1 else ())


def _of_word(what: str, code: str) -> Understood:
    return Understood(
        topic=code if what == "topic" else None,
        kind=code if what == "kind" else None,
        language=code if what == "language" else None,
    )


def _in_parts(text: str) -> Understood:
    """Take the known words out of `text`; what remains may be a place, nothing, or part of a name."""
    found = Understood()
    parts = _telling_parts(text)
    remains = " ".join(parts)
    for word, rest in _words_within(parts):
        found = _joined(found, _of_word(*_search_words()[word]))
        remains = rest
    remains = _EDGE_PARTICLES.sub("", remains.strip())
    if not fold(remains) or _FILLERS.fullmatch(remains):
        return found
    place = _as_place(remains)
    if place:
        return _joined(found, place)
    return replace(found, name=fold(text), spellings=tuple(nearest_spellings(remains)))


def _telling_parts(text: str) -> list[str]:
    return [part for part in _GAPS.split(text) if part and not _FILLERS.fullmatch(part.lower())]


def _words_within(parts: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each known word in `parts`, longest first, with what is left of them without it and those before."""
    while taken := _longest_run([fold(part) for part in parts]):
        first, last = taken
        word = "".join(map(fold, parts[first:last]))
        parts = parts[:first] + parts[last:]
        yield word, " ".join(parts)
    yield from _words_inside(" ".join(map(fold, parts)))


def _longest_run(folded: list[str]) -> tuple[int, int] | None:
    runs = [
        (first, last)
        for first in range(len(folded))
        for last in range(first + 1, min(first + _MOST_WORDS, len(folded)) + 1)
        if "".join(folded[first:last]) in _search_words()
    ]
    return max(runs, key=lambda run: run[1] - run[0], default=None)


def _words_inside(folded: str) -> Iterator[tuple[str, str]]:
    """Yield each known word that stands in a text without spaces, as Japanese is written, longest first."""
    if folded.isascii():
        return
    telling = [word for word in _search_words() if not word.isascii() and len(word) >= _SHORTEST_INSIDE]
    while inside := [word for word in telling if word in folded]:
        word = max(inside, key=len)
        folded = folded.replace(word, " ", 1)
        yield word, folded


def _joined(first: Understood, second: Understood) -> Understood:
    return Understood(
        place=first.place or second.place,
        choices=first.choices or second.choices,
        topic=_more_telling(first.topic, second.topic),
        kind=first.kind or second.kind,
        language=first.language or second.language,
    )


def _more_telling(first: str | None, second: str | None) -> str | None:
    """Return the first topic; but advice about tax is about tax."""
    return second or first if first == "consultation" else first or second


@cache
def _search_words() -> dict[str, tuple[str, str]]:
    """Return folded word → (what, code): topics and kinds from our table, names of languages from CLDR."""
    words: dict[str, tuple[str, str]] = {}
    for language in LANGUAGES:
        for reader in LANGUAGES:
            if language.slug != "ja-easy":
                words.setdefault(fold(language.name_in(reader)), ("language", language.slug))
        words.setdefault(fold(language.endonym), ("language", language.slug))
        if language.slug != "ja-easy":
            words.setdefault(fold(_base_name(language.locale)), ("language", language.slug))
    with _WORDS.open(encoding="utf-8", newline="") as rows:
        words.update({fold(row["word"]): (row["what"], row["code"]) for row in csv.DictReader(rows)})
    return words


def _base_name(locale: Locale) -> str:
    return Locale(locale.language).get_language_name(locale) or locale.language
