"""A search text cut where its scripts and spaces cut it, and the pieces that it turns out to consist of."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from geodata.folding import fold
from geodata.gazetteer import NamedPlace
from services.search_words import Meaning, is_filler

# Kana, kanji and Thai are written without spaces between words: a run of them may hold many.
_JOINED: Final = "\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff々〆"
_THAI: Final = "\u0e01-\u0e5b"
_GAP: Final = r"\s、。,;:・/?!|「」『』()\[\]\"“”«»¿¡…"
_SHORTEST_BEGINNING: Final = 4
_PARTS: Final = re.compile(rf"(?P<joined>[{_JOINED}]+)|(?P<thai>[{_THAI}]+)|(?P<spaced>[^{_GAP}{_JOINED}{_THAI}]+)")
_AGGLUTINATED: Final = re.compile("[가-힣\u0900-\u097f\u200c\u200d]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A run of one way of writing, between the offsets `start` and `end` of the text."""

    text: str
    folded: str
    start: int
    end: int
    is_joined: bool
    """Whether its script writes words without spaces between them."""

    @property
    def is_agglutinated(self) -> bool:
        """Whether particles and other words may hang on it, as in Korean and Nepali."""
        return _AGGLUTINATED.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text between two offsets: a word, a place, a word that says nothing, or unknown."""

    text: str
    start: int
    end: int
    meanings: tuple[Meaning, ...] = ()
    places: tuple[NamedPlace, ...] = ()
    is_filler: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of it."""
        return not (self.meanings or self.places or self.is_filler)


def one_width(text: str) -> str:
    """Return text with one width of letters, in which tokens and their offsets are counted."""
    return unicodedata.normalize("NFKC", text).strip()


def as_typed(text: str) -> str:
    """Return a part of a text of one width as people type it: that width takes the Thai ำ apart."""
    return text.replace("\u0e4d\u0e32", "\u0e33")


def name_line(text: str) -> str:
    """Return a name as a line of folded words, each between spaces, to find words in by their beginnings."""
    return f" {' '.join(token.folded for token in tokens(one_width(text)))} "


def name_patterns(text: str) -> Iterator[tuple[str, ...]]:
    """Yield what the line of a name must hold to be meant by `text`: all of it, or else each of its telling words.

    A word is compared from its beginning, a short one whole; one in a script without spaces may stand inside a run.
    """
    row = list(tokens(one_width(text)))
    if not row:
        return
    before = "" if row[0].is_joined else " "
    yield (before + " ".join([*(token.folded for token in row[:-1]), _last(row[-1])]),)
    telling = [token for token in row if not is_filler(token.folded)]
    if len(telling) > 1:
        yield tuple(("" if token.is_joined else " ") + _last(token) for token in telling)


def _last(token: Token) -> str:
    """Return a folded word as it ends in a pattern: closed by a space where it is too short to be a beginning."""
    return token.folded if token.is_joined or len(token.folded) >= _SHORTEST_BEGINNING else f"{token.folded} "


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text of one width; what folding leaves nothing of is no token."""
    for found in _PARTS.finditer(text):
        folded = fold(found.group())
        if folded:
            yield Token(found.group(), folded, found.start(), found.end(), found.lastgroup != "spaced")
