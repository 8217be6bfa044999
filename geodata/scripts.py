"""Names of places in the scripts for which the tables have no column, written from their kana by rule."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from geodata.kana_cyrillic import in_cyrillic
from geodata.kana_devanagari import in_devanagari
from geodata.kana_hangul import in_hangul
from geodata.kana_thai import in_thai
from geodata.moras import Mora, words

_BREAKS: Final = re.compile(r"[\s\-]+")
# By slug of the language: how a word is written, and what stands between two words; None is what romaji has there.
_WRITERS: Final[dict[str, tuple[Callable[[Sequence[Mora]], str], str | None]]] = {
    "ko": (in_hangul, ""),
    "ne": (in_devanagari, None),
    "th": (in_thai, "-"),
    "uk": (in_cyrillic, None),
}
# Names that were known abroad before there was a rule.
_ESTABLISHED: Final = {"uk": (("Йокохама", "Йокогама"), ("йокохама", "йокогама"))}

WRITTEN: Final = tuple(_WRITERS)
"""Slugs of the languages whose names of places can be written by rule."""


@lru_cache(maxsize=4096)
def written(kana: str, romaji: str, slug: str) -> str:
    """Return a name in the script of a language of `WRITTEN`; `romaji` shows where its words end."""
    in_script, between = _WRITERS[slug]
    parts = [in_script(word) for word in words(kana, romaji)]
    breaks = _BREAKS.findall(romaji) if between is None else []
    if len(breaks) != len(parts) - 1:
        breaks = [between or "-" if between != "" else ""] * (len(parts) - 1)
    name = parts[0] + "".join(gap + part for gap, part in zip(breaks, parts[1:], strict=True))
    for by_rule, known in _ESTABLISHED.get(slug, ()):
        name = name.replace(by_rule, known)
    return name
