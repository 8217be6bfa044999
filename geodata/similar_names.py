"""Names written almost like a text, for people who mistyped one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, Literal

Family = Literal["kanji", "kana", "hangul", "latin", "other"]

# How many letters make room for one mistake: a kana or a Hangul block is a whole syllable.
_LETTERS_A_MISTAKE: Final[Mapping[Family, int]] = {"kanji": 3, "kana": 3, "hangul": 3, "latin": 4, "other": 4}
_MOST_MISTAKES: Final = 3


def similar_names(written: Iterable[str], names: Iterable[str], *, limit: int) -> list[str]:
    """Return the folded names in the same script as a folded text, fewest mistakes first.

    `written` holds the ways to read what was typed. One letter more, less, other or swapped is one
    mistake; how many are forgiven depends on the length.
    """
    # Half the memory of the whole gazetteer, and needed for mistyped names only.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    families = _by_family(tuple(names))
    matches = {
        (mistakes, name)
        for each in written
        for name, mistakes, _ in process.extract(
            each,
            families.get(_family(each), ()),
            scorer=OSA.distance,
            score_cutoff=_most_mistakes(each),
            limit=limit,
        )
    }
    return [name for _, name in sorted(matches)]


def _most_mistakes(written: str) -> int:
    """Return how many mistakes a text of this length may contain and still mean a name."""
    return min(len(written) // _LETTERS_A_MISTAKE[_family(written)], _MOST_MISTAKES)


@lru_cache(maxsize=1)
def _by_family(names: tuple[str, ...]) -> Mapping[Family, list[str]]:
    """Return the folded names by the script they are in."""
    families: dict[Family, list[str]] = defaultdict(list)
    for name in names:
        families[_family(name)].append(name)
    return families


def _family(folded: str) -> Family:
    """Return the script of a folded text; one kanji among kana makes it kanji."""
    if any("㐀" <= letter <= "鿿" for letter in folded):
        return "kanji"
    if any("ぁ" <= letter <= "ゖ" for letter in folded):
        return "kana"
    if any("가" <= letter <= "힣" for letter in folded):
        return "hangul"
    return "latin" if folded.isascii() else "other"
