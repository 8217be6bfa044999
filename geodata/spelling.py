"""How people write the name of a place: endings, brackets, postal codes and addresses."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from geodata.folding import ascii_digits, fold_romaji

Ending = Literal["station", "ward", "town"]

# "Station" before or after the name, in the languages of those who ask for one.
_WORDS: Final[dict[Ending, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "station": (
        ("駅", "えき", "eki", "station", "sta.", "역", "站", "车站", "車站", "स्टेसन", "स्टेशन", "станція", "станции"),
        (
            "ga", "nhà ga", "ga tàu", "estação", "estação de", "estación", "estación de", "stasiun", "istasyon ng",
            "estasyon ng", "станція", "станції", "станцію", "станция", "станции", "สถานี", "สถานีรถไฟ",
        ),
    ),
    "ward": (
        ("区", "く", "ku", "ward", "구", "वडा", "कु", "район", "району", "районі", "ку"),
        ("quận", "distrito de", "distrito", "bairro de", "distrik", "район", "району", "районі", "เขต"),
    ),
    "town": (("町", "ちょう", "まち", "cho", "machi"), ()),
}  # fmt: skip
_AFTER: Final = {ending: tuple(map(fold_romaji, after)) for ending, (after, _) in _WORDS.items()}
_BEFORE: Final = {ending: tuple(map(fold_romaji, before)) for ending, (_, before) in _WORDS.items()}

_DASHES: Final = re.compile("[\u2010-\u2015\u2212\u30fc](?=\\d)")
_POSTCODE: Final = re.compile(r"〒?\s*(\d{3})\s*-?\s*(\d{4})")
_BRACKETS: Final = re.compile(r"(.+?)\s*\(([^()]+)\)")
_KANJI_CHOME: Final = re.compile(r"(十?)([一二三四五六七八九]?)(?=丁目)")
_KANJI_DIGITS: Final = "一二三四五六七八九"

_JAPANESE_ADDRESS: Final = re.compile(
    r"(?:日本国?[\s,、]*)?(?:神奈川県)?\s*(?:横浜市)?\s*(?P<ward>[^\s\d]{1,5}区|[a-z]+[-\s]?ku\s|[a-z]+\sward\s)?"
    r"\s*(?P<town>\D+?)[\s-]*(?:(?P<number>\d{1,5}).*)?",
    re.IGNORECASE,
)
_ENGLISH_STREET: Final = re.compile(
    r"(?P<number>\d{1,5})[\d\s-]*(?:-?\s*ch[oō]u?me[\d\s-]*)?\s(?P<town>\D+)|(?P<town_first>\D+?)[\s-]*(?P<number_last>\d{1,5})\b.*",
    re.IGNORECASE,
)
_BROADER: Final = {
    fold_romaji(name)
    for name in (
        "Yokohama", "Yokohama-shi", "Yokohama City", "Kanagawa", "Kanagawa-ken", "Kanagawa Prefecture", "Japan",
    )
}  # fmt: skip
_CITY: Final = (
    r"(?:yokohama(?:[-\s]?shi|\s+city)?|kanagawa(?:[-\s]?ken|\s+prefecture)?|japan|横[浜濱滨]市?|神奈川[県縣县]|日本)"
)
_CITY_BEFORE: Final = re.compile(rf"(?:{_CITY}[\s,、]+)+", re.IGNORECASE)
_CITY_AFTER: Final = re.compile(rf"(?:[\s,、]+{_CITY})+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address that say where it is: ward and chome may be missing."""

    town: str
    ward: str | None = None
    number: int | None = None


def plain(text: str) -> str:
    """Return text with one width, one kind of hyphen before digits and chome in digits, to be taken apart."""
    one_width = ascii_digits(unicodedata.normalize("NFKC", text)).strip()
    return _KANJI_CHOME.sub(_digits, _DASHES.sub("-", one_width))


def postcode_digits(text: str) -> str | None:
    """Return the seven digits if the whole plain text is a postal code."""
    found = _POSTCODE.fullmatch(text)
    return found[1] + found[2] if found else None


def without_postcode(text: str) -> tuple[str, str | None]:
    """Return plain text without the postal code before or after it, and that code's digits."""
    found = re.match(rf"{_POSTCODE.pattern}(?!\d)[\s,]*", text) or re.search(
        rf"[\s,]+{_POSTCODE.pattern}(?=,|$)", text
    )
    if not found:
        return text, None
    return (text[: found.start()] + text[found.end() :]).strip(), found[1] + found[2]


def without_city(text: str) -> Iterator[str]:
    """Yield plain text without the city, prefecture or country around something nearer: Tsurumi Yokohama."""
    for nearer in (_CITY_AFTER.sub("", text), text):
        yield nearer[match.end() :] if (match := _CITY_BEFORE.match(nearer)) else nearer


def is_broader(text: str) -> bool:
    """Return whether plain text names the whole city, its prefecture or the country."""
    return fold_romaji(text) in _BROADER or re.fullmatch(_CITY, text, re.IGNORECASE) is not None


def bracketed(text: str) -> tuple[str, str | None]:
    """Return the name and what stands in brackets after it in plain text: 弘明寺 (京急本線)."""
    found = _BRACKETS.fullmatch(text)
    return (found[1], found[2]) if found else (text, None)


def without_ending(key: str) -> Iterator[tuple[str, Ending]]:
    """Yield a folded name without a word such as 駅, station, 区 or cho, and the kind that word tells."""
    for ending, words in _AFTER.items():
        if key.endswith(words):
            yield from ((key.removesuffix(word), ending) for word in words if key.endswith(word) and key != word)
    for ending, words in _BEFORE.items():
        if key.startswith(words):
            yield from ((key.removeprefix(word), ending) for word in words if key.startswith(word) and key != word)


def addresses(text: str) -> Iterator[Address]:
    """Yield the ways to read plain text as an address, the likeliest first."""
    if "," in text:
        yield from _english_address([part.strip() for part in text.split(",") if part.strip()])
    street = _ENGLISH_STREET.fullmatch(text)
    if street and street["town"]:
        yield Address(street["town"].strip(), number=int(street["number"]))
    japanese = _JAPANESE_ADDRESS.fullmatch(text)
    if japanese:
        number = japanese["number"]
        yield Address(japanese["town"], japanese["ward"], int(number) if number else None)


def _english_address(parts: list[str]) -> Iterator[Address]:
    """Yield an address from parts between commas, the nearest first: 1-6-15 Nakayama, Midori-ku, Yokohama."""
    near = [part for part in parts if fold_romaji(part) not in _BROADER]
    wards = [part for part in near if fold_romaji(part).endswith(_AFTER["ward"])]
    for part in near:
        if part in wards:
            continue
        street = _ENGLISH_STREET.fullmatch(part)
        town = (street["town"] or street["town_first"]) if street else part
        number = (street["number"] or street["number_last"]) if street else None
        yield Address(town.strip(), wards[0] if wards else None, int(number) if number else None)


def _digits(numeral: re.Match[str]) -> str:
    """Return a kanji numeral below twenty in digits."""
    ten, one = numeral.groups()
    if not ten and not one:
        return ""
    return str((10 if ten else 0) + (_KANJI_DIGITS.index(one) + 1 if one else 0))
