"""What stands inside one token: words in a run of Japanese, Chinese or Thai, particles on Korean and Nepali words.

The pieces are those that leave the fewest letters unknown, and of these the fewest and longest.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from geodata.folding import fold_romaji
from geodata.gazetteer import by_folded_name
from services.query_texts import Piece, Token
from services.search_words import (
    is_ending,
    is_filler,
    is_spelt_so,
    meanings_of,
    meanings_of_romaji,
    without_ending,
)

UNKNOWN_LETTER: Final = 100
_WORD, _PLACE, _FILLER, _ONE_LETTER, _ENDING = 10, 11, 11, 14, 3
_LONGEST: Final = 24
_SHORTEST_STEM: Final = 4
# A shorter word that touches unknown letters of its own script is rather a part of another word.
_SHORTEST_BESIDE: Final = {"kanji": 2, "hiragana": 3, "katakana": 3, "thai": 4}
# Six Thai letters are no accident.
_LONG_THAI_NAME: Final = 6
_CLASSES: Final = tuple(
    (name, re.compile(letters))
    for name, letters in (("hiragana", "[ぁ-ゖ]"), ("katakana", "[ァ-ヺー]"), ("thai", "[\u0e01-\u0e5b]"))
)
# Thai vowels and tones belong to the consonant before them, some vowels to the one after.
_THAI_AFTER: Final = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
_THAI_BEFORE: Final = re.compile("[\u0e40-\u0e44]")

Step = tuple[int, int, tuple[Piece, ...]]
"""Where the next step begins, what this one costs, and its pieces."""
Way = tuple[int, tuple[Piece, ...]]
"""What pieces cost together, and the pieces."""


def cheapest(length: int, steps: Callable[[int], Iterable[Step]]) -> Way | None:
    """Return the cheapest way from 0 to `length`; None where no way leads there."""
    best: list[Way | None] = [(0, ()), *[None] * length]
    for start in range(length):
        here = best[start]
        if here is None:
            continue
        for end, cost, row in steps(start):
            known = best[end]
            if known is None or here[0] + cost < known[0]:
                best[end] = (here[0] + cost, here[1] + row)
    return best[length]


def known(folded: str, typed: str, span: tuple[int, int]) -> Way | None:
    """Return what a folded text is as a whole: a word, a place or a filler; None where it is none of these."""
    if is_filler(folded):
        return _FILLER if len(folded) > 1 else _ONE_LETTER, (Piece(typed, *span, is_filler=True),)
    romaji = fold_romaji(folded) if folded.isascii() else folded
    meanings = meanings_of(folded) or meanings_of_romaji(romaji)
    places = tuple(by_folded_name(romaji))
    # babá is a word; baba without the accent may be the place.
    if meanings and (not places or any(is_spelt_so(meaning, typed) for meaning in meanings)):
        return _WORD, (Piece(typed, *span, meanings=meanings),)
    return (_PLACE, (Piece(typed, *span, places=places),)) if places else None


def inside(token: Token) -> Way:
    """Return the pieces that one token consists of; it is unknown as a whole where its script has spaces."""
    if token.is_joined:
        return _in_joined(token)
    if token.is_agglutinated and (found := _in_agglutinated(token)):
        return found
    for stem in without_ending(token.folded):
        if len(stem) >= _SHORTEST_STEM and (meanings := meanings_of(stem)):
            return _WORD + 1, (Piece(token.text, token.start, token.end, meanings=meanings),)
    return UNKNOWN_LETTER * len(token.folded), (Piece(token.text, token.start, token.end),)


def _in_agglutinated(token: Token) -> Way | None:
    """Return the words, places and particles that a token consists of with nothing left over: 쓰루미구청에서."""
    folded = token.folded

    def steps(start: int) -> Iterator[Step]:
        for end in range(start + 1, min(start + _LONGEST, len(folded)) + 1):
            part = folded[start:end]
            if found := known(part, _typed(token, start, end), _span(token, start, end)):
                yield end, *found
            elif start and is_ending(part):
                yield end, _ENDING, ()

    found = cheapest(len(folded), steps)
    # Particles and short fillers make up many a name: something longer must be there.
    return found if found and any(len(piece.text) > 1 for piece in found[1]) else None


def _in_joined(token: Token) -> Way:
    """Return the words, places and particles in a run without spaces, with what is unknown between them."""
    folded = token.folded

    def steps(start: int) -> Iterator[Step]:
        for end in range(start + 1, min(start + _LONGEST, len(folded)) + 1):
            if _cuts_a_syllable(folded, start, end):
                continue
            part, typed, span = folded[start:end], _typed(token, start, end), _span(token, start, end)
            if found := known(part, typed, span):
                yield end, *found
            elif is_ending(part):
                yield end, _FILLER if len(part) > 1 else _ONE_LETTER, (Piece(typed, *span, is_filler=True),)
        yield start + 1, UNKNOWN_LETTER, (Piece(_typed(token, start, start + 1), *_span(token, start, start + 1)),)

    found = cheapest(len(folded), steps)
    row = _without_fragments(_merged(found[1] if found else ()))
    unknown = sum(len(piece.text) for piece in row if piece.is_unknown)
    return unknown * UNKNOWN_LETTER + sum(_WORD for piece in row if not piece.is_unknown), tuple(row)


def _span(token: Token, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of a part of the folded token; those of all of it where folding moved its letters."""
    if len(token.folded) != len(token.text):
        return token.start, token.end
    return token.start + start, token.start + end


def _typed(token: Token, start: int, end: int) -> str:
    """Return a part of a token as it was typed, or folded where the two differ in length."""
    return (token.text if len(token.folded) == len(token.text) else token.folded)[start:end]


def _cuts_a_syllable(folded: str, start: int, end: int) -> bool:
    """Return whether a part begins or ends within a Thai syllable."""
    return bool(
        _THAI_AFTER.match(folded, start)
        or _THAI_BEFORE.match(folded, end - 1)
        or (end < len(folded) and _THAI_AFTER.match(folded, end))
    )


def _merged(row: Sequence[Piece]) -> list[Piece]:
    """Return the row with unknown pieces that follow each other made one."""
    merged: list[Piece] = []
    for piece in row:
        if merged and piece.is_unknown and merged[-1].is_unknown:
            last = merged.pop()
            merged.append(Piece(last.text + piece.text, last.start, piece.end))
        else:
            merged.append(piece)
    return merged


def _without_fragments(row: list[Piece]) -> list[Piece]:
    """Return the row with what only looks known made unknown, as often as that leaves more to look at."""
    while (doubtful := next((index for index in range(len(row)) if _is_fragment(row, index)), None)) is not None:
        row[doubtful] = replace(row[doubtful], meanings=(), places=(), is_filler=False)
        row = _merged(row)
    return row


def _is_fragment(row: Sequence[Piece], index: int) -> bool:
    """Return whether a piece is rather a part of the unknown word beside it: 中央 in 大阪中央, と in とまと."""
    piece = row[index]
    if piece.is_unknown:
        return False
    before = _touch(row[index - 1], -1, piece.text[0]) if index else None
    after = _touch(row[index + 1], 0, piece.text[-1]) if index + 1 < len(row) else None
    touched = [kind for kind in (before, after) if kind]
    if piece.places:
        is_long_thai = "thai" in touched and len(piece.text) >= _LONG_THAI_NAME
        return (bool(touched) and not is_long_thai) or (len(piece.text) == 1 and not _may_be_one_letter(piece, row))
    if piece.is_filler:
        is_at_an_end = index in (0, len(row) - 1)
        return len(piece.text) == 1 and len(touched) + is_at_an_end > 1
    return any(len(piece.text) < _SHORTEST_BESIDE[kind] for kind in touched)


def _may_be_one_letter(piece: Piece, row: Sequence[Piece]) -> bool:
    """Return whether a place of one kanji may be meant: a ward, where all else is known, as in 緑区役所."""
    others = [other for other in row if other is not piece]
    is_ward = any(place.kind == "ward" for place in piece.places)
    return is_ward and not any(other.is_unknown or (other.places and len(other.text) == 1) for other in others)


def _touch(other: Piece, letter: int, own: str) -> str | None:
    """Return the class of letters in which an unknown piece touches a letter; None where it does not."""
    is_touching = other.is_unknown and _class(other.text[letter]) == _class(own)
    return _class(own) if is_touching else None


def _class(letter: str) -> str:
    return next((name for name, letters in _CLASSES if letters.match(letter)), "kanji")
