"""Japanese names in Thai, by the Royal Society's rules for Japanese: สึรูมิ, โยโกฮามะ."""

from collections.abc import Sequence
from typing import Final

from geodata.moras import DOUBLING, NASAL, Mora

# k, t, ch, p and ts are breathed at the start of a word, and plain within it; g is nasal within it.
_AT_START: Final = {"k": "ค", "t": "ท", "ch": "ช", "p": "พ", "g": "ก"}
_CONSONANTS: Final = {
    "": "อ", "k": "ก", "s": "ซ", "sh": "ช", "t": "ต", "ch": "จ", "ts": "ส", "n": "น", "h": "ฮ", "f": "ฟ", "m": "ม",
    "y": "ย", "r": "ร", "w": "ว", "g": "ง", "z": "ซ", "j": "จ", "d": "ด", "b": "บ", "p": "ป",
}  # fmt: skip
_DOUBLED: Final = {"k": "ก", "s": "ส", "t": "ต", "c": "ต", "p": "ป"}

# What stands before and after the consonant: in the middle of a word, at its end, and before a closing consonant.
_OPEN: Final = {"a": ("", "า"), "i": ("", "ิ"), "u": ("", "ู"), "e": ("เ", ""), "o": ("โ", "")}
_LAST: Final = {"a": ("", "ะ"), "i": ("", "ิ"), "u": ("", "ุ"), "e": ("เ", "ะ"), "o": ("โ", "ะ")}
_CLOSED: Final = {"a": ("", "ั"), "i": ("", "ิ"), "u": ("", "ุ"), "e": ("เ", "็"), "o": ("", "")}
_LONG: Final = _OPEN | {"i": ("", "ี")}
_WITH_I: Final = {"a": "ไ", "e": "เ"}
_AFTER_GLIDE: Final = {"a": ("เ", "ียะ"), "u": ("", "ิว"), "o": ("เ", "ียว")}
_LONG_AFTER_GLIDE: Final = _AFTER_GLIDE | {"u": ("", "ีว")}


def in_thai(word: Sequence[Mora]) -> str:
    """Return one word of a name in Thai: a, e, u and o are long within it, short at its end and before ん or っ."""
    written, index = "", 0
    while index < len(word):
        mora, following = word[index], word[index + 1] if index + 1 < len(word) else None
        closing = _closing(following, word[index + 2] if index + 2 < len(word) else None)
        if mora.vowel in _WITH_I and following == ("", "i", False) and not _is_glide(mora):
            # ไซตามะ, เซ็นได, เคกีว: ai and ei are one vowel.
            written += _WITH_I[mora.vowel] + _consonant(mora, is_first=index == 0)
            index += 1
        else:
            written += _syllable(mora, closing, is_first=index == 0, is_last=following is None)
        if closing and following is not None and not following.vowel:
            index += 1
        index += 1
    return written


def _syllable(mora: Mora, closing: str, *, is_first: bool, is_last: bool) -> str:
    consonant = _consonant(mora, is_first=is_first)
    if mora.consonant in (NASAL, DOUBLING):
        return ""
    if _is_glide(mora):
        before, after = (_LONG_AFTER_GLIDE if mora.is_long else _AFTER_GLIDE)[mora.vowel]
    elif mora.consonant == "ts":
        before, after = "", "ือ" if mora.is_long and is_last else "ึ"
    else:
        before, after = _vowel_marks(mora, closing, is_last=is_last)
    return before + consonant + after + closing


def _is_glide(mora: Mora) -> bool:
    """Say whether a y follows the consonant, as in きょ."""
    return mora.consonant.endswith("y") and mora.consonant != "y"


def _vowel_marks(mora: Mora, closing: str, *, is_last: bool) -> tuple[str, str]:
    """Return what stands before and after the consonant of an ordinary syllable."""
    if mora.is_long:
        return _LONG[mora.vowel]
    # โทตสึกะ: before the t of つ an o is written out.
    if closing and (closing, mora.vowel) != ("ต", "o"):
        return _CLOSED[mora.vowel]
    return (_LAST if is_last else _OPEN)[mora.vowel]


def _consonant(mora: Mora, *, is_first: bool) -> str:
    stem = mora.consonant if mora.consonant == "y" else mora.consonant.removesuffix("y")
    return (_AT_START if is_first else {}).get(stem) or _CONSONANTS.get(stem, "")


def _closing(following: Mora | None, after_it: Mora | None) -> str:
    """Return the consonant that closes a syllable: ん by what comes after it, っ, or the t of つ."""
    if following is None:
        return ""
    if following.consonant == "ts":
        return "ต"
    if following.consonant == DOUBLING:
        return _DOUBLED.get(after_it.consonant[:1], "") if after_it else ""
    if following.consonant != NASAL:
        return ""
    if after_it is None or after_it.consonant[:1] in ("", "k", "g", "h", "w", "y"):
        return "ง"
    return "ม" if after_it.consonant[0] in "bmp" else "น"
