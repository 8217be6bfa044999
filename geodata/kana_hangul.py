"""Japanese names in Hangul, by the rules of the National Institute of Korean Language: 나카야마, 쓰루미."""

from collections.abc import Sequence
from typing import Final

from geodata.moras import DOUBLING, NASAL, Mora

_FIRST_CONSONANTS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_LAST_CONSONANTS: Final = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_SYLLABLES_START: Final = 0xAC00

# At the start of a word k, t and ch are written soft.
_AT_START: Final = {"k": "ㄱ", "t": "ㄷ", "ch": "ㅈ"}
_CONSONANTS: Final = {
    "": "ㅇ", "k": "ㅋ", "s": "ㅅ", "sh": "ㅅ", "t": "ㅌ", "ch": "ㅊ", "ts": "ㅆ", "n": "ㄴ", "h": "ㅎ", "f": "ㅎ",
    "m": "ㅁ", "y": "ㅇ", "r": "ㄹ", "w": "ㅇ", "g": "ㄱ", "z": "ㅈ", "j": "ㅈ", "d": "ㄷ", "b": "ㅂ", "p": "ㅍ",
}  # fmt: skip
_PLAIN: Final = {"a": "ㅏ", "i": "ㅣ", "u": "ㅜ", "e": "ㅔ", "o": "ㅗ"}
_WITH_Y: Final = {"a": "ㅑ", "u": "ㅠ", "o": "ㅛ"}
_THIN_U: Final = ("s", "ts", "z")


def in_hangul(word: Sequence[Mora]) -> str:
    """Return one word of a name in Hangul."""
    written: list[str] = []
    for index, mora in enumerate(word):
        if mora.consonant in (NASAL, DOUBLING):
            _close(written, "ㄴ" if mora.consonant == NASAL else "ㅅ")
        else:
            written.append(_syllable(mora, is_first=index == 0))
    return "".join(written)


def _syllable(mora: Mora, *, is_first: bool) -> str:
    stem = mora.consonant if mora.consonant == "y" else mora.consonant.removesuffix("y")
    consonant = (_AT_START if is_first else {}).get(stem) or _CONSONANTS[stem]
    if mora.consonant == "w":
        vowel = "ㅘ"
    elif stem != mora.consonant or stem in ("y", "sh"):
        # 쇼 and 슈 keep their y; after ㅈ and ㅊ it is not heard, and not written.
        vowel = _WITH_Y.get(mora.vowel, _PLAIN[mora.vowel])
    else:
        vowel = "ㅡ" if mora.vowel == "u" and stem in _THIN_U else _PLAIN[mora.vowel]
    if stem == "ts":
        vowel = "ㅡ"
    return chr(
        _SYLLABLES_START
        + (_FIRST_CONSONANTS.index(consonant) * len(_VOWELS) + _VOWELS.index(vowel)) * len(_LAST_CONSONANTS)
    )


def _close(written: list[str], consonant: str) -> None:
    """Put a consonant under the last syllable."""
    if written:
        written[-1] = chr(ord(written[-1]) + _LAST_CONSONANTS.index(consonant))
