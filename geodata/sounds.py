"""What a Japanese name sounds like in Cyrillic, Thai, Devanagari or Hangul, for matching the many ways to write it.

A sound key is for comparing with other keys of its script only: what people of that script mix up is one letter
in it, and vowels that they leave to the reader are gone.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

_SHORTEST_BARE: Final = 4
"""A key in Devanagari without its a tells too little if it is shorter."""

_TWICE: Final = re.compile(r"(.)\1+")


def sound_key(folded: str) -> str | None:
    """Return the key of a folded text in one of the four scripts; None of another, and of a text too short.

    Йокогама, Йокохама and в Йокогамі have one key; so have โยโกฮามะ and โยโกฮาม่า, मिदोरी and मिडोरी,
    쓰루미 and 츠루미.
    """
    for letters, key_of, shortest in _SCRIPTS:
        if letters.fullmatch(folded):
            key = key_of(folded)
            return key if len(key) >= shortest else None
    return None


def _merged(groups: Mapping[str, str]) -> dict[int, str]:
    """Return a table for `str.translate` from letters written together to what they all become."""
    return {ord(letter): to for letters, to in groups.items() for letter in letters}


_Y_AND_O: Final = re.compile("[йи]о")
_T_AS_CH: Final = re.compile("т(?=[ияю])")
_DZ: Final = re.compile("д[зж]")
_TS: Final = re.compile("т[сц]")
_M_BEFORE_LIPS: Final = re.compile("м(?=[бпм])")
_LAST_VOWELS: Final = re.compile("[аеиоу]+$")
_CYRILLIC: Final = _merged({"я": "а", "ю": "у", "х": "г", "ж": "з", "шщ": "с", "л": "р", "й": "и"})


def _cyrillic_key(folded: str) -> str:
    """Йокогама, Йокохама, Иокогама; Цудзукі, Цузуки; Сінагава, Шинаґава; Чіба, Тіба; endings: в Накаямі, у Тоцуці."""
    key = _T_AS_CH.sub("ч", _Y_AND_O.sub("о", folded))
    key = _TS.sub("ц", _DZ.sub("з", key)).translate(_CYRILLIC)
    key = _LAST_VOWELS.sub("", _TWICE.sub(r"\1", _M_BEFORE_LIPS.sub("н", key)))
    # A case may turn the last к into ц and г into з.
    return key[:-1] + {"к": "ц", "г": "з"}.get(key[-1], key[-1]) if key else key


_THAI_CONSONANTS: Final = "\u0e01-\u0e2e"
_SILENT: Final = re.compile(f"[{_THAI_CONSONANTS}]\u0e4c")
_VOWEL_BEFORE: Final = re.compile(f"([เแโไใ])([{_THAI_CONSONANTS}])")
_T_OF_TS: Final = re.compile("[ทตถฏฐธฑฒ](?=[สซ])")
_SHORT_O: Final = re.compile("เาะ|โะ")
_NG_AS_G: Final = re.compile("ง(?=[ะ-ูเแโไใ])")
_THAI_AI: Final = re.compile("[ะาั]ย|[ไใ]")
_M_BEFORE_P: Final = re.compile("ม(?=[bpม])")
_THAI: Final = _merged(
    {
        "\u0e3a\u0e46\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4d\u0e4e": "",
        "ะาั": "a",
        "ิี": "i",
        "ึืุู": "u",
        "เแ": "e",
        "โอ": "",
        "กขคฆ": "k",
        "จชฉฌซสศษ": "s",
        "ทตถฏฐธฑฒ": "t",
        "ปผพภ": "p",
        "บ": "b",
        "ฟฝฮห": "h",
        "ลรฬ": "r",
        "งนณ": "n",
    }
)


def _thai_key(folded: str) -> str:
    """Tone marks, length and silent letters say nothing; o may be unwritten; ค and ก, ท and ต, ช, จ and ซ are one.

    ง is g before a vowel, and n after one. The vowels written before a consonant are put after it, as spoken.
    """
    key = _VOWEL_BEFORE.sub(r"\2\1", _SILENT.sub("", folded))
    key = _SHORT_O.sub("", _T_OF_TS.sub("", key)).replace("เะ", "เ")
    key = _THAI_AI.sub("ai", _NG_AS_G.sub("k", key).replace("เีย", "ia"))
    return _TWICE.sub(r"\1", _M_BEFORE_P.sub("n", key.translate(_THAI)))


_M_HALF: Final = re.compile("म्(?=[पबम])")
_DEVANAGARI: Final = _merged(
    {
        "ख": "क",
        "घ": "ग",
        "थटठ": "त",
        "धडढ": "द",
        "भ": "ब",
        "फ": "ह",
        "ल": "र",
        "झ": "ज",
        "चछ": "स",
        "ंङञ": "न",
        "एैऐ": "े",
        "ओौऔ": "ो",
        "इ": "ि",
        "उ": "ु",
        "आ": "ा",
        "्अ": "",
    }
)


def _devanagari_key(folded: str) -> str:
    """Aspirates and retroflexes of foreign names are a matter of taste: टोकियो, तोकियो; चुरुमी, त्सुरुमी.

    So is the a, कनागावा or कानागावा; but a short name needs it to be told from a word.
    """
    key = _M_HALF.sub("न", folded.replace("त्स", "स").replace("द्ज", "ज")).translate(_DEVANAGARI)
    key = _TWICE.sub(r"\1", key.replace("ये", "े"))
    bare = _TWICE.sub(r"\1", key.replace("ा", ""))
    return bare if len(bare) >= _SHORTEST_BARE else key


_HANGUL: Final = _merged(
    {
        "ᄀᄁᄏ": "k",
        "ᄃᄄᄐ": "t",
        "ᄇᄈᄑ": "p",
        "ᄌᄍᄎᄊ": "c",
        "ᄋ": "",
        "ᅳᅮᅲ": "u",
        "ᅩᅭ": "o",
        "ᅡᅣᅥᅧ": "a",
        "ᅦᅢᅨᅤ": "e",
        "ᅵᅴ": "i",
        "ᅪ": "wa",
        "ᆫᆼᆷ": "n",
        "".join(map(chr, (*range(0x11A8, 0x11AB), *range(0x11AC, 0x11B7), *range(0x11B8, 0x11BC)))): "",
        "".join(map(chr, range(0x11BD, 0x11C3))): "",
    }
)


def _hangul_key(folded: str) -> str:
    """Taken apart into single letters: 쓰루미, 츠루미; 가나가와, 카나카와; 도쓰카, 토츠카; 초, 쵸."""
    return _TWICE.sub(r"\1", unicodedata.normalize("NFD", folded).translate(_HANGUL))


# Letters of the script, its key, and how long that must be: shorter ones are those of many a word.
_SCRIPTS: Final[tuple[tuple[re.Pattern[str], Callable[[str], str], int], ...]] = (
    (re.compile("[\u0400-\u04ff]+"), _cyrillic_key, 5),
    (re.compile("[\u0e01-\u0e4e]+"), _thai_key, 5),
    (re.compile("[\u0900-\u0963]+"), _devanagari_key, 4),
    (re.compile("[가-힣]+"), _hangul_key, 6),
)
