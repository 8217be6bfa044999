"""A name's kana as a row of moras: what every writing of Japanese in another script starts from."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from geodata.folding import fold_romaji
from geodata.kana import hiragana

NASAL: Final = "N"
"""The consonant of ん, which has no vowel."""
DOUBLING: Final = "Q"
"""The consonant of っ, which has no vowel and doubles the one after it."""

_ROWS: Final = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "y": "や ゆ よ", "r": "らりるれろ", "w": "わ   を", "g": "がぎぐげご", "z": "ざじずぜぞ",
    "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
_OTHERWISE: Final = {
    "し": ("sh", "i"), "ち": ("ch", "i"), "つ": ("ts", "u"), "ふ": ("f", "u"), "じ": ("j", "i"), "ぢ": ("j", "i"),
    "づ": ("z", "u"), "を": ("", "o"), "ん": (NASAL, ""), "っ": (DOUBLING, ""),
    "ぁ": ("", "a"), "ぃ": ("", "i"), "ぅ": ("", "u"), "ぇ": ("", "e"), "ぉ": ("", "o"),
}  # fmt: skip
_PLAIN: Final = {
    kana: (consonant, vowel)
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
    if kana != " "
} | _OTHERWISE
_SMALL_Y: Final = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_HUSHING: Final = ("sh", "ch", "j")
_LONGER_BY: Final = {"aa", "ii", "uu", "ee", "oo", "ou"}
_TWO_VOWELS: Final = re.compile("aa|ii|uu|ee|oo", re.IGNORECASE)
_BREAKS: Final = re.compile(r"[\s\-・]+")


class Mora(NamedTuple):
    """One beat of a Japanese name: `consonant` as Hepburn writes it (ky for きょ), `vowel` a, i, u, e, o or none."""

    consonant: str
    vowel: str
    is_long: bool = False

    @property
    def romaji(self) -> str:
        """The mora in Hepburn without long vowels."""
        return {NASAL: "n", DOUBLING: ""}.get(self.consonant, self.consonant) + self.vowel


@lru_cache(maxsize=4096)
def moras(kana: str, *, lengthens: bool = True) -> tuple[Mora, ...]:
    """Return the moras of a name in kana; a vowel and what lengthens it are one: とう is a long to.

    Without `lengthens` every vowel stands alone, as in ふくうら. Raises `ValueError` for anything that is no kana.
    """
    found: list[Mora] = []
    for letter in hiragana(kana):
        if letter in _SMALL_Y and found and found[-1].vowel == "i":
            stem = found.pop().consonant
            found.append(Mora(stem if stem in _HUSHING else stem + "y", _SMALL_Y[letter]))
        elif letter == "ー" and found:
            found[-1] = found[-1]._replace(is_long=True)
        elif letter in _PLAIN:
            _add(found, Mora(*_PLAIN[letter]), lengthens=lengthens)
        else:
            raise ValueError(f"{letter!r} in {kana!r} is no kana that stands for a sound here")
    return tuple(found)


def _add(found: list[Mora], mora: Mora, *, lengthens: bool) -> None:
    """Add a mora, or lengthen the last one by it."""
    is_lengthening = found and not mora.consonant and found[-1].vowel + mora.vowel in _LONGER_BY
    if lengthens and is_lengthening and not found[-1].is_long:
        found[-1] = found[-1]._replace(is_long=True)
    else:
        found.append(mora)


@lru_cache(maxsize=2048)
def words(kana: str, romaji: str) -> tuple[tuple[Mora, ...], ...]:
    """Return a name's moras, cut where its romanised form has a hyphen or a space: Shin-Yokohama.

    Where the two do not sound alike, as in Center-Minami, only the last words are looked for; a name that cannot
    be cut is one word. Vowels that the romanised form writes twice, as Fukuura does, belong to two syllables.
    """
    parts = [part for part in _BREAKS.split(romaji) if part]
    cuts = {cut for count in range(1, len(parts)) if (cut := _cut(kana, parts[:count], parts[count:]))}
    bounds = [0, *sorted(cuts), len(kana)]
    written = [kana[start:end] for start, end in pairwise(bounds)]
    if len(written) != len(parts):
        return tuple(moras(word) for word in written)
    pairs = zip(written, parts, strict=True)
    return tuple(moras(word, lengthens=not _is_spelt_out(word, part)) for word, part in pairs)


def _is_spelt_out(kana: str, romaji: str) -> bool:
    """Return whether a romanised word writes each vowel that its kana have, one of them twice."""
    return _TWO_VOWELS.search(romaji) is not None and _spelt(kana) == romaji.lower()


def _cut(kana: str, before: Sequence[str], after: Sequence[str]) -> int | None:
    """Return where in the kana a break lies, judged by what is written before it, or else by what comes after."""
    first, last = fold_romaji("".join(before)), fold_romaji("".join(after))
    spots = [spot for spot in range(1, len(kana)) if kana[spot] not in "ーんっゃゅょ"]
    by_start = [spot for spot in spots if fold_romaji(_spelt(kana[:spot])) == first]
    by_end = [spot for spot in spots if fold_romaji(_spelt(kana[spot:])) == last]
    # おお could be cut in its middle: what fits on both sides is right, and else the longer beginning.
    both = [spot for spot in by_start if spot in by_end]
    return next(reversed(both or by_start or by_end), None)


def _spelt(kana: str) -> str:
    """Return kana in Hepburn letter by letter: Hacchou, Fukuura."""
    text = ""
    for mora in moras(kana, lengthens=False):
        doubled = text.endswith("!")
        text = text.removesuffix("!") + (mora.consonant[:1] if doubled else "")
        text += "!" if mora.consonant == DOUBLING else mora.romaji
    return text.removesuffix("!")
