"""What a page is about in the words of schema.org, as JSON-LD: pages and their paths, lists, the site, wards.

Values in, dictionaries out. A text is a plain string where it is in the page's language, and says its own otherwise.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import orjson

Node = dict[str, Any]
# What could end the element around the data, or break a script line, written as JSON allows.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class Written(NamedTuple):
    """A text and the tag of its language."""

    text: str
    tag: str


class Link(NamedTuple):
    """A name and an address in full."""

    name: str
    url: str


def written_out(nodes: Sequence[Node]) -> str:
    """Return the nodes as JSON that may stand in a `script` element of any page."""
    found = orjson.dumps({"@context": "https://schema.org", "@graph": nodes}).decode()
    for sign, escape in _ESCAPES.items():
        found = found.replace(sign, escape)
    return found


def without_gaps(node: Node) -> Node:
    """Return a node without the members of which nothing is known."""
    return {name: value for name, value in node.items() if value not in (None, [], (), "")}


def said(words: Written | None, page_tag: str) -> str | Node | None:
    """Return a text as it stands on a page of the language `page_tag`."""
    if words is None or words.tag == page_tag:
        return words.text if words else None
    return {"@value": words.text, "@language": words.tag}


def web_page(
    url: str,
    tag: str,
    *,
    main: Node | None = None,
    path: Sequence[Link] = (),
    modified_on: date | None = None,
    checked_on: date | None = None,
    kind: str = "WebPage",
) -> Node:
    """Return a page at `url`; `main` is what it is about, `path` the pages above it and itself."""
    return without_gaps(
        {
            "@type": kind,
            "@id": url,
            "url": url,
            "inLanguage": tag,
            "dateModified": _iso(modified_on),
            "lastReviewed": _iso(checked_on),
            "breadcrumb": _breadcrumb(path) if path else None,
            "mainEntity": main,
        }
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _breadcrumb(path: Sequence[Link]) -> Node:
    return {"@type": "BreadcrumbList", "itemListElement": list(_items(path, first_number=1, address_as="item"))}


def item_list(places: Sequence[Link], *, first_number: int = 1, total: int | None = None) -> Node:
    """Return a list of pages as numbered on this one; `total` counts those on other pages too, None is not known."""
    items = list(_items(places, first_number=first_number, address_as="url"))
    return without_gaps({"@type": "ItemList", "numberOfItems": total, "itemListElement": items})


def _items(links: Iterable[Link], *, first_number: int, address_as: str) -> Iterable[Node]:
    for number, link in enumerate(links, first_number):
        yield {"@type": "ListItem", "position": number, "name": link.name, address_as: link.url}


def web_site(home: Link, tag: str, *, other_name: str) -> Node:
    """Return the site, with what its search box asks for."""
    return {
        "@type": "WebSite",
        "@id": f"{home.url}#site",
        "url": home.url,
        "name": home.name,
        "alternateName": other_name,
        "inLanguage": tag,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{home.url}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def ward(url: str, tag: str, *, name: str, name_ja: str) -> Node:
    """Return a ward of the city."""
    node: Node = {"@type": "AdministrativeArea", "@id": f"{url}#ward", "name": name, "url": url}
    if name_ja != name:
        node["alternateName"] = said(Written(name_ja, "ja"), tag)
    return node
