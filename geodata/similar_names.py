"""Names and words written almost like a text, for people who mistyped one."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

Family = Literal["kanji", "kana", "hangul", "latin", "thai", "other"]

# How many letters make room for one mistake: a kana is a whole syllable, Hangul is taken apart into single letters.
_LETTERS_A_MISTAKE: Final[Mapping[Family, int]] = {
    "kanji": 3, "kana": 3, "hangul": 5, "latin": 4, "thai": 4, "other": 4,
}  # fmt: skip
_MOST_MISTAKES: Final = 3
# Four Latin letters with one other are another word: Seto is no misspelt Sato.
_SHORTEST_LATIN: Final = 5

# Tone marks, short-vowel marks and silent letters, which people leave out or put wrong most.
_THAI_UNHEARD: Final = re.compile("[\u0e01-\u0e2e]\u0e4c|[\u0e47-\u0e4e]")


class Alike(NamedTuple):
    """A folded name, and in how many letters it differs; fewer sort first."""

    mistakes: int
    name: str


class Spellings:
    """Folded names by their script, to be compared with what was typed."""

    def __init__(self, names: Iterable[str]) -> None:
        self._families: dict[Family, dict[str, str]] = defaultdict(dict)
        for name in names:
            family = _family(name)
            self._families[family].setdefault(_compared(name, family), name)

    def nearest(self, written: Iterable[str], *, limit: int) -> list[Alike]:
        """Return the names in the same script as a folded text, fewest mistakes first.

        `written` holds the ways to read what was typed. One letter more, less, other or swapped is one
        mistake; how many are forgiven depends on the length.
        """
        # Half the memory of the whole gazetteer, and needed for mistyped names only.
        from rapidfuzz import process  # noqa: PLC0415
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        found: dict[str, int] = {}
        for each in written:
            family = _family(each)
            typed, names = _compared(each, family), self._families.get(family, {})
            matches = process.extract(
                typed, names.keys(), scorer=OSA.distance, score_cutoff=_most_mistakes(typed, family), limit=limit
            )
            for compared, mistakes, _ in matches:
                name = names[compared]
                found[name] = min(int(mistakes), found.get(name, _MOST_MISTAKES))
        return sorted(Alike(mistakes, name) for name, mistakes in found.items())


def _most_mistakes(typed: str, family: Family) -> int:
    """Return how many mistakes a text of this length may contain and still mean a name."""
    if family == "latin" and len(typed) < _SHORTEST_LATIN:
        return 0
    return min(len(typed) // _LETTERS_A_MISTAKE[family], _MOST_MISTAKES)


def _compared(folded: str, family: Family) -> str:
    """Return a folded text as it is compared."""
    if family == "hangul":
        return unicodedata.normalize("NFD", folded)
    return _THAI_UNHEARD.sub("", folded) if family == "thai" else folded


def _family(folded: str) -> Family:
    """Return the script of a folded text; one kanji among kana makes it kanji."""
    if folded.isascii():
        return "latin"
    if any("㐀" <= letter <= "鿿" for letter in folded):
        return "kanji"
    if any("ぁ" <= letter <= "ゖ" for letter in folded):
        return "kana"
    if any("가" <= letter <= "힣" for letter in folded):
        return "hangul"
    return "thai" if any("\u0e01" <= letter <= "\u0e5b" for letter in folded) else "other"
