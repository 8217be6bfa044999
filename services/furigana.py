"""Furigana as the records write it, `{漢字|かんじ}`: to ruby for a page, or away for everything else."""

import re
from functools import lru_cache
from itertools import takewhile

from markupsafe import Markup, escape

from geodata.kana import hiragana

_READING = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff々]")


@lru_cache(maxsize=4096)
def ruby(text: str) -> Markup:
    """Return the text, escaped, with its furigana as ruby markup."""
    if "{" not in text:
        return escape(text)
    return Markup(_READING.sub(r"<ruby>\1<rp>(</rp><rt>\2</rt><rp>)</rp></ruby>", str(escape(text))))  # noqa: S704 - escaped above.


def plain(text: str) -> str:
    """Return the text without its furigana."""
    return _READING.sub(r"\1", text) if "{" in text else text


def in_kana(text: str) -> str:
    """Return the text with its readings in place of its kanji."""
    return _READING.sub(r"\2", text) if "{" in text else text


def with_reading(name: str, reading: str) -> str:
    """Return a name with its reading as furigana; kana that both begin or end with stay bare: センター{北|きた}."""
    if not reading or not _IDEOGRAPH.search(name):
        return name
    before = _shared(name, reading)
    after = _shared(name[before:][::-1], reading[before:][::-1])
    middle = slice(before, -after or None)
    return f"{name[:before]}{{{name[middle]}|{reading[middle]}}}{name[len(name) - after :]}"


def _shared(name: str, reading: str) -> int:
    """Return how many kana two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(hiragana(name), reading, strict=False)))
