"""Addresses of pages, remembered: a list holds fifty of them, and most stand on every page."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlencode

from flask import current_app, g, request, url_for

# Stands the same in an address, and in no slug or code.
_GAP = "~gap~"
_OF_MANY = ("slug", "report_code")
"""Parts of addresses that have as many values as there are places or reports."""
_PLAIN = re.compile(r"[\w.-]+", re.ASCII).fullmatch


def address(endpoint: str, **values: str) -> str:
    """Return the address of a page of this language; for pages named by slugs and codes, not by what people typed."""
    if endpoint.startswith("residents."):
        values.setdefault("lang", g.language.slug)
    for name in _OF_MANY:
        if _PLAIN(value := values.get(name, "")):
            # What is remembered is the address around it.
            around = (*(values | {name: _GAP}).items(),)
            return _remembered(request.script_root, endpoint, around).replace(_GAP, value)
    return _remembered(request.script_root, endpoint, tuple(values.items()))


@lru_cache(maxsize=4096)
def _remembered(_script_root: str, endpoint: str, values: tuple[tuple[str, str], ...]) -> str:
    return url_for(endpoint, **dict[str, Any](values))


def public_address(path: str) -> str:
    """Return `path`, an address of ours that begins with a slash, in full: for paper, search engines, other programs.

    The host is that of the setting, or else what the visitor's request names; pages are kept per host, so that
    nobody is shown a host that somebody else made up.
    """
    site = current_app.config["SETTINGS"].public_url
    if not site:
        return request.host_url.rstrip("/") + path
    return cast("str", site) + path.removeprefix(request.script_root)


def find_address(given: Mapping[str, str], **changed: str | None) -> str:
    """Return the find page's address with some of its parameters changed; it starts at page one again."""
    kept: dict[str, str | None] = {name: value for name, value in given.items() if name != "page"}
    kept.update(changed)
    query = urlencode({name: value for name, value in kept.items() if value})
    start = address("residents.find")
    return f"{start}?{query}" if query else start
