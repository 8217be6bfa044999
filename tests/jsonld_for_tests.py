"""Linked data as a search engine would read it: written from schema.org's words, not from ours."""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

Node = dict[str, Any]
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def graph(page: str) -> list[Node]:
    """Return the nodes of a page's one data block; none where it has no block."""
    blocks = SCRIPT.findall(page)
    assert len(blocks) <= 1
    if not blocks:
        return []
    data = json.loads(blocks[0])
    assert data["@context"] == "https://schema.org"
    nodes: list[Node] = data["@graph"]
    return nodes


def typed(nodes: Iterable[Node], *types: str) -> list[Node]:
    """Return the nodes that have one of some types."""
    return [node for node in nodes if set(types) & set(many(node["@type"]))]


def many(value: Any) -> list[Any]:
    """Return the values of a property, which may be left out, single or several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(value: str | Node) -> str:
    """Return a text, whether or not its language is said."""
    return str(value["@value"]) if isinstance(value, dict) else value


def hours_on(place: Node, day: date) -> list[str]:
    """Return a day's hours as "09:00-17:00", sorted: special ones before dated ones before those of the week."""
    special = _dated(many(place.get("specialOpeningHoursSpecification")), day)
    hours = many(place.get("openingHoursSpecification")) + many(place.get("hoursAvailable"))
    chosen = special or _dated(hours, day) or [node for node in hours if _is_of_week(node, day)]
    times = ((node["opens"], node["closes"]) for node in chosen)
    return sorted(f"{opens}-{closes}" for opens, closes in times if opens != closes)


def is_closed_outright(place: Node, day: date) -> bool:
    """Return whether it is said in so many words that the place is closed on a day."""
    nodes = many(place.get("openingHoursSpecification")) + many(place.get("specialOpeningHoursSpecification"))
    return any(node["opens"] == node["closes"] for node in _dated(nodes, day))


def _dated(nodes: list[Node], day: date) -> list[Node]:
    return [node for node in nodes if "dayOfWeek" not in node and _is_valid(node, day)]


def _is_of_week(node: Node, day: date) -> bool:
    return f"https://schema.org/{day:%A}" in many(node.get("dayOfWeek")) and _is_valid(node, day)


def _is_valid(node: Node, day: date) -> bool:
    return node.get("validFrom", "") <= day.isoformat() <= node.get("validThrough", "9999")
