"""Katakana to hiragana, and to romaji for the few names that come without a romanised form."""

import re
from typing import Final

_ROWS: Final = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ",
    "m": "マミムメモ", "y": "ヤ ユ ヨ", "r": "ラリルレロ", "w": "ワ   ヲ", "g": "ガギグゲゴ", "z": "ザジズゼゾ",
    "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ",
}  # fmt: skip
_IRREGULAR: Final = {
    "シ": "shi",
    "チ": "chi",
    "ツ": "tsu",
    "フ": "fu",
    "ジ": "ji",
    "ヂ": "ji",
    "ヅ": "zu",
    "ヲ": "o",
    "ン": "n",
}
_SYLLABLES: Final = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
    if kana != " "
} | _IRREGULAR
_SMALL_Y: Final = {"ャ": "a", "ュ": "u", "ョ": "o"}


_HIRAGANA: Final = str.maketrans({chr(code): chr(code - 0x60) for code in range(ord("ァ"), ord("ヷ"))})


def hiragana(katakana: str) -> str:
    """Return text with its katakana as hiragana; everything else, ー too, stays."""
    return katakana.translate(_HIRAGANA)


def romanized(katakana: str) -> str:
    """Return a name's katakana in Hepburn without long vowels, as station signs have it: Horaicho.

    Raises `ValueError` for anything that is not katakana.
    """
    romaji = ""
    for kana in katakana:
        if kana in _SMALL_Y:
            # シ + ャ is sha, キ + ャ is kya.
            stem = romaji.removesuffix("i")
            romaji = stem + ("" if stem.endswith(("sh", "ch", "j")) else "y") + _SMALL_Y[kana]
        elif kana == "ッ":
            romaji += "!"
        elif kana in _SYLLABLES:
            romaji += _SYLLABLES[kana]
        else:
            raise ValueError(f"{kana!r} in {katakana!r} is not a katakana that can be romanised")
    return _spelled(romaji).capitalize()


def _spelled(romaji: str) -> str:
    """Return romaji with doubled consonants, short vowels and m before b, m, p."""
    romaji = re.sub(r"!(?=c)", "t", romaji)
    romaji = re.sub(r"!(.)", r"\1\1", romaji)
    romaji = re.sub(r"n(?=[bmp])", "m", romaji)
    return re.sub(r"o[ou]|uu", lambda long: long.group()[0], romaji)
