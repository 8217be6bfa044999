"""Furigana as the records write it, `{漢字|かんじ}`: to ruby for a page, or away for everything else."""

import re

from markupsafe import Markup, escape

_READING = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


def ruby(text: str) -> Markup:
    """Return the text, escaped, with its furigana as ruby markup."""
    if "{" not in text:
        return escape(text)
    return Markup(_READING.sub(r"<ruby>\1<rp>(</rp><rt>\2</rt><rp>)</rp></ruby>", str(escape(text))))  # noqa: S704 - escaped above.


def plain(text: str) -> str:
    """Return the text without its furigana."""
    return _READING.sub(r"\1", text) if "{" in text else text
