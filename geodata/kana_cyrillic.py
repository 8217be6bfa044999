"""Japanese names in Ukrainian letters, after Kovalenko; long vowels are not marked, as on signs and maps."""

from collections.abc import Sequence
from typing import Final

from geodata.moras import DOUBLING, NASAL, Mora

_CONSONANTS: Final = {
    "": "", "k": "к", "s": "с", "sh": "ш", "t": "т", "ch": "ч", "ts": "ц", "n": "н", "h": "х", "f": "ф", "m": "м",
    "r": "р", "w": "в", "g": "ґ", "z": "дз", "j": "дж", "d": "д", "b": "б", "p": "п",
}  # fmt: skip
_VOWELS: Final = {"a": "а", "i": "і", "u": "у", "e": "е", "o": "о"}
_AFTER_Y: Final = {"a": "я", "u": "ю", "o": "йо"}
_SOFT: Final = {"a": "я", "u": "ю", "o": "ьо"}
_HUSHING: Final = ("sh", "ch", "j")
_LIPS: Final = ("b", "m", "p")


def in_cyrillic(word: Sequence[Mora]) -> str:
    """Return one word of a name in Ukrainian: Цурумі, Хонмоку is Хонмоку, Шімбаші."""
    written = ""
    for index, mora in enumerate(word):
        following = word[index + 1] if index + 1 < len(word) else None
        written += _letters(mora, following, is_after_vowel=index > 0 and word[index - 1].vowel != "")
    return written.capitalize()


def _letters(mora: Mora, following: Mora | None, *, is_after_vowel: bool) -> str:
    if mora.consonant == NASAL:
        return _nasal(following)
    if mora.consonant == DOUBLING:
        return _CONSONANTS[following.consonant.removesuffix("y")][:1] if following else ""
    if mora == ("", "i", False) and is_after_vowel:
        # Сайтама, Хейва: after a vowel the i is no syllable of its own.
        return "й"
    if mora.consonant == "y":
        return _AFTER_Y[mora.vowel]
    is_soft = mora.consonant.endswith("y") or (mora.consonant in _HUSHING and mora.vowel in _SOFT)
    return _CONSONANTS[mora.consonant.removesuffix("y")] + (_SOFT if is_soft else _VOWELS)[mora.vowel]


def _nasal(following: Mora | None) -> str:
    """Return ん: м before lips, and kept from the vowel after it by an apostrophe."""
    if following is None:
        return "н"
    if following.consonant[:1] in _LIPS:
        return "м"
    is_apart = following.consonant == "" or (following.consonant == "y" and following.vowel != "o")
    return "н’" if is_apart else "н"
