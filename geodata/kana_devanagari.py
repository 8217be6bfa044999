"""Japanese names in Devanagari, mora by mora, as Nepali newspapers write them: नाकायामा, योकोहामा."""

from collections.abc import Sequence
from typing import Final

from geodata.moras import DOUBLING, NASAL, Mora

_CONSONANTS: Final = {
    "k": "क", "s": "स", "sh": "श", "t": "त", "ch": "च", "ts": "त्स", "n": "न", "h": "ह", "f": "फ", "m": "म", "y": "य",
    "r": "र", "w": "व", "g": "ग", "z": "ज", "j": "ज", "d": "द", "b": "ब", "p": "प",
}  # fmt: skip
_SIGNS: Final = {"a": "ा", "i": "ि", "u": "ु", "e": "े", "o": "ो"}
_LETTERS: Final = {"a": "आ", "i": "इ", "u": "उ", "e": "ए", "o": "ओ"}
_LONG_I: Final = "ी"
_NO_VOWEL: Final = "्"


def in_devanagari(word: Sequence[Mora]) -> str:
    """Return one word of a name in Devanagari; an i at its end is written long, as in मिदोरी."""
    written = ""
    for index, mora in enumerate(word):
        following = word[index + 1] if index + 1 < len(word) else None
        if mora.consonant == NASAL:
            written += _nasal(following)
        elif mora.consonant == DOUBLING:
            written += _doubled(following)
        else:
            written += _syllable(mora, is_last=following is None)
    return written


def _syllable(mora: Mora, *, is_last: bool) -> str:
    if not mora.consonant:
        return _LETTERS[mora.vowel]
    is_glide = mora.consonant.endswith("y") and mora.consonant != "y"
    base = (
        _CONSONANTS[mora.consonant.removesuffix("y")] + _NO_VOWEL + "य" if is_glide else _CONSONANTS[mora.consonant]
    )
    return base + (_LONG_I if mora.vowel == "i" and is_last else _SIGNS[mora.vowel])


def _nasal(following: Mora | None) -> str:
    """Return ん: joined to the consonant after it, whole at the end and before a vowel."""
    if following is None or not following.consonant:
        return "न"
    return ("म" if following.consonant[0] in "bmp" else "न") + _NO_VOWEL


def _doubled(following: Mora | None) -> str:
    """Return the half consonant that っ puts before the next one: होक्काइदो, हाच्चो."""
    if following is None or not following.consonant:
        return ""
    stem = _CONSONANTS[following.consonant if following.consonant == "y" else following.consonant.removesuffix("y")]
    return stem[0] + _NO_VOWEL
