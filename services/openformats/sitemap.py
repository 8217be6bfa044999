"""Sitemaps: the addresses of the site for search engines, each with its languages (sitemaps.org 0.9, xhtml:link)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page in one language."""

    url: str
    """In full; so are the others'."""
    changed_on: date | None
    """None where that is not known."""
    alternates: Sequence[tuple[str, str]] = ()
    """(hreflang, address) of the same page in every language, this one included."""


def sitemap_index(urls: Iterable[str], changed_on: date | None) -> Iterator[str]:
    """Yield a list of sitemaps, all as new as the latest change."""
    yield f"{_HEAD}<sitemapindex {_SCHEMA}>\n"
    for url in urls:
        yield f"<sitemap><loc>{escape(url)}</loc>{_changed(changed_on)}</sitemap>\n"
    yield "</sitemapindex>\n"


def sitemap(pages: Iterable[SitePage]) -> Iterator[str]:
    """Yield the sitemap of `pages`, piece by piece."""
    yield f"{_HEAD}<urlset {_SCHEMA} {_LINKS}>\n"
    for page in pages:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(url)}/>'
            for tag, url in page.alternates
        )
        yield f"<url><loc>{escape(page.url)}</loc>{_changed(page.changed_on)}{links}</url>\n"
    yield "</urlset>\n"


def _changed(day: date | None) -> str:
    return f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
