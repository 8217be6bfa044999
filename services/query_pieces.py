"""Reads a search text as a row of pieces: words of the table, places, words that say nothing, and what is unknown."""

from collections.abc import Iterator, Sequence
from typing import Final

from geodata.gazetteer import places_named
from services.pieces_inside import Step, cheapest, inside, known
from services.query_texts import Piece, Token, tokens
from services.search_words import MOST_PARTS, without_ending

_CLOSING: Final = ")"


def pieces(text: str) -> list[Piece]:
    """Return the pieces of a text of one width, in its order; an address is one place."""
    row = list(tokens(text))
    found = cheapest(len(row), lambda start: _steps(text, row, start))
    return list(_with_places(text, found[1] if found else ()))


def _steps(text: str, row: Sequence[Token], start: int) -> Iterator[Step]:
    """Yield what the tokens from one on may be: words and places of several parts, or what is inside the first."""
    joined = ""
    for end in range(start + 1, min(start + MOST_PARTS, len(row)) + 1):
        joined += row[end - 1].folded
        span = (row[start].start, row[end - 1].end)
        if found := known(joined, text[slice(*span)], span):
            yield end, *found
    yield start + 1, *inside(row[start])


def _with_places(text: str, row: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the row with places that only all words between two known ones name: an address, an unusual spelling."""
    stretch: list[Piece] = []
    for piece in row:
        if piece.meanings:
            yield from _in_stretch(text, stretch)
            yield piece
            stretch = []
        else:
            stretch.append(piece)
    yield from _in_stretch(text, stretch)


def _in_stretch(text: str, stretch: Sequence[Piece]) -> Iterator[Piece]:
    """Yield one place for pieces that name it together, or each of them, the unknown ones looked up alone."""
    first, last = _trimmed(stretch)
    telling = stretch[first:last]
    is_open = sum(bool(piece.places) for piece in telling) > 1 or any(piece.is_unknown for piece in telling)
    whole = _place(text, telling) if is_open and len(telling) > 1 else None
    if whole is None:
        for piece in stretch:
            yield (_place_alone(text, piece) or piece) if piece.is_unknown else piece
    else:
        yield from (*stretch[:first], whole, *stretch[last:])


def _trimmed(stretch: Sequence[Piece]) -> tuple[int, int]:
    """Return where the first piece that says something stands, and where the last one ends."""
    telling = [index for index, piece in enumerate(stretch) if not piece.is_filler]
    return (telling[0], telling[-1] + 1) if telling else (0, 0)


def _place(text: str, row: Sequence[Piece]) -> Piece | None:
    start, end = row[0].start, row[-1].end
    if text[end : end + 1] == _CLOSING:
        end += 1
    places = tuple(places_named(text[start:end]))
    return Piece(text[start:end], start, end, places=places) if places else None


def _place_alone(text: str, piece: Piece) -> Piece | None:
    """Return the place that an unknown piece names in an unusual spelling, perhaps with a particle at its end."""
    if found := _place(text, [piece]):
        return found
    for stem in without_ending(piece.text):
        if places := tuple(places_named(stem)):
            return Piece(stem, piece.start, piece.start + len(stem), places=places)
    return None
