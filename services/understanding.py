"""What a reader means by the words in the search box: a place, a need, a kind of counter, a language, or a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.folding import fold
from geodata.gazetteer import NamedPlace, choices, places_named, towns_beginning_with
from geodata.spelling import is_broader
from services.query_pieces import pieces
from services.query_texts import Piece, as_typed, one_width
from services.search_words import chosen, meanings_of
from services.suggestions import Suggestion, suggestions

_BRACKET = ")"
# Who looks for an interpreter at a hospital needs the interpreter; a child with a fever needs a doctor, and
# advice about tax is about tax.
_TELLING = {"interpretation": 0, "childcare": 2, "consultation": 3, "information": 3}
_AS_TELLING_AS_MOST = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was understood, or not: `what` is place, topic, kind, language or unknown."""

    what: str
    code: str
    """Code or slug, or the id of a place; as it was typed where it is unknown."""
    without: str
    """The search text without this part."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood; `name` is the text where a part of it was not: a location's name, perhaps."""

    place: NamedPlace | None = None
    choices: tuple[NamedPlace, ...] = ()
    """The places that the reader may have meant, the chosen one first; empty when it is clear."""
    topic: str | None = None
    other_topics: tuple[str, ...] = ()
    """Needs that the text names beside the chosen one."""
    kind: str | None = None
    language: str | None = None
    name: str | None = None
    """The whole text, where not all of it is one of the above."""
    parts: tuple[Part, ...] = ()
    """In the order of the text; what it says twice, or about a second place, stands once."""
    suggestions: tuple[Suggestion, ...] = ()
    """Words and places that are spelt much like what is unknown."""


def understood(text: str, reader: str | None = None) -> Understood:
    """Return what `text` means to a reader of the language of slug `reader`.

    Never raises: what is not understood is looked for as a name.
    """
    text = one_width(text)
    row = _row(text)
    said = [piece for piece in row if not piece.is_filler]
    codes = [_code(piece, reader) for piece in said]
    topics = _ordered([code for what, code in codes if what == "topic"])
    places = _places(said)
    is_clear = not any(piece.is_unknown for piece in said)
    return Understood(
        place=places[0] if places else None,
        choices=places if len(places) > 1 else (),
        topic=topics[0] if topics else None,
        other_topics=tuple(topics[1:]),
        kind=next((code for what, code in codes if what == "kind"), None),
        language=next((code for what, code in codes if what == "language"), None),
        name=None if is_clear else text,
        parts=_parts(said, codes),
        suggestions=() if is_clear else suggestions(text, row, reader),
    )


def _row(text: str) -> list[Piece]:
    """Return the pieces of the text: one where all of it is a word, or a name with its line or ward in brackets."""
    if meanings := meanings_of(fold(text)):
        return [Piece(text, 0, len(text), meanings=meanings)]
    if text.endswith(_BRACKET) and (places := tuple(places_named(text))):
        return [Piece(text, 0, len(text), places=places)]
    return pieces(text)


def _code(piece: Piece, reader: str | None) -> tuple[str, str]:
    """Return what a piece is, and its code."""
    if piece.meanings:
        meaning = chosen(piece.meanings, piece.text, reader)
        return meaning.what, meaning.code
    return ("place", piece.places[0].id) if piece.places else ("unknown", as_typed(piece.text))


def _ordered(topics: Sequence[str]) -> list[str]:
    """Return each topic once, in the order of the text, but the most telling first and the least telling last."""
    unique = list(dict.fromkeys(topics))
    return sorted(unique, key=lambda topic: _TELLING.get(topic, _AS_TELLING_AS_MOST))


def _places(said: Sequence[Piece]) -> tuple[NamedPlace, ...]:
    """Return the places that may be meant, the likeliest first: a nearer one before Yokohama itself."""
    named = [piece for piece in said if piece.places]
    nearer = [piece for piece in named if not is_broader(piece.text)] or named[:1]
    found = {place.id: place for piece in nearer for place in _choices(piece)}
    return tuple(found.values())


def _choices(piece: Piece) -> list[NamedPlace]:
    """Return the places that a piece may name; one with words in brackets, as the choices are written, has chosen."""
    meant = choices(piece.places)
    return meant if piece.text.endswith(_BRACKET) else [*meant, *towns_beginning_with(meant[0])]


def _parts(said: Sequence[Piece], codes: Sequence[tuple[str, str]]) -> tuple[Part, ...]:
    """Return what was understood, each with the text that leaves it out."""
    texts = [as_typed(piece.text) for piece in said]
    parts: dict[tuple[str, str], Part] = {}
    for own in codes:
        without = " ".join(text for text, code in zip(texts, codes, strict=True) if code != own)
        parts.setdefault(own, Part(*own, without))
    return tuple(parts.values())
