"""What a reader may have meant by a word that nothing is known of: words and places spelt much like it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from geodata.folding import fold
from geodata.gazetteer import NamedPlace, nearest_spellings
from services.query_texts import Piece
from services.search_words import chosen, meanings_of, spellings, without_ending

_MOST: Final = 3
_MOST_UNKNOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word or a place to stand between what comes before and after it in the search text."""

    before: str
    after: str
    word: str = ""
    """As the table writes it; empty where it is a place."""
    language: str = ""
    """The slug of the word's language."""
    place: NamedPlace | None = None

    def text(self, label: str) -> str:
        """Return the search text with a label of the place, or the word, in it."""
        return f"{self.before}{label}{self.after}"


def suggestions(text: str, row: Sequence[Piece], reader: str | None) -> tuple[Suggestion, ...]:
    """Return up to three suggestions for the unknown pieces of a text, those with the fewest mistakes first."""
    found = [one for start, end in _spans(row) for one in _nearest(text, start, end, reader)]
    known = {fold(piece.text) for piece in row if not piece.is_unknown}
    unique: dict[str, Suggestion] = {}
    for one in sorted(found, key=lambda one: (one.mistakes, one.is_foreign)):
        # "passport xy" is no misspelt passport.
        if one.name not in known:
            unique.setdefault(one.meaning, one.suggestion)
    return tuple(unique.values())[:_MOST]


def _spans(row: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield the offsets of unknown words, alone, together, and with the known ones beside them: Japanese clas."""
    unknown = [(piece.start, piece.end) for piece in row if piece.is_unknown][:_MOST_UNKNOWN]
    beside = [(one.start, other.end) for one, other in pairwise(row) if one.is_unknown or other.is_unknown]
    yield from dict.fromkeys([*unknown, *beside[: 2 * _MOST_UNKNOWN]])


class _Found(NamedTuple):
    """One name near to an unknown word: `meaning` tells what is offered once."""

    mistakes: int
    is_foreign: bool
    name: str
    meaning: str
    suggestion: Suggestion


def _nearest(text: str, start: int, end: int, reader: str | None) -> Iterator[_Found]:
    """Yield the words and places that are spelt like the part of a text between two offsets."""
    typed, before, after = text[start:end], text[:start], text[end:]
    folded = fold(typed)
    for mistakes, name in spellings().nearest({folded, *without_ending(folded)}, limit=2 * _MOST):
        meaning = chosen(meanings_of(name), "", reader)
        word = Suggestion(before, after, word=meaning.written, language=meaning.language)
        yield _Found(mistakes, meaning.language != reader, name, f"{meaning.what} {meaning.code}", word)
    for mistakes, place in nearest_spellings(typed, limit=_MOST):
        place_found = Suggestion(before, after, place=place)
        yield _Found(mistakes, is_foreign=False, name=place.id, meaning=place.id, suggestion=place_found)
