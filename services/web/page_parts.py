"""A finished page in parts: what it has in common with all others, and what is its own."""

import re
from dataclasses import dataclass

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
# Without the line for paper, which says when the page was made.
_MAIN = re.compile(r'<main id="main" tabindex="-1">(.*?)(?:<p class="on-paper\b[^\n]*\s*)?</main>', re.DOTALL)
_LOADED = re.compile(r'<link rel="stylesheet"[^>]*>|<script[^>]* src=[^>]*></script>')
_BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class PageParts:
    """What one page has of its own."""

    title: str
    head: str
    """Its styles and scripts."""
    main: str


def parts_of(page: str, *, frame: str) -> PageParts:
    """Return the parts of `page` that are not in `frame`, the page without any. Raises `ValueError` for no page."""
    title, main = _TITLE.search(page), _MAIN.search(page)
    if title is None or main is None:
        raise ValueError(f"no page with a title and a main part: {page[:80]!r}")
    loaded = dict.fromkeys(_LOADED.findall(page.partition("</head>")[0]))
    return PageParts(title[1], "".join(tag for tag in loaded if tag not in frame), tight(main[1]))


def tight(markup: str) -> str:
    """Return markup without its indentation; a line break stays where words are."""
    return _LINES.sub("\n", markup).strip()
