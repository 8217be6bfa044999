"""Answers that are no HTML: GeoJSON, and problems as programs read them (RFC 9457)."""

from typing import Any

import orjson
from flask import Response


def geojson(collection: dict[str, Any]) -> Response:
    """Return a GeoJSON answer."""
    return Response(orjson.dumps(collection), content_type="application/geo+json")


def problem(status: int, title: str, **members: object) -> Response:
    """Return a problem, its members beside the standard ones named by the caller."""
    body = {"type": "about:blank", "title": title, "status": status, **members}
    return Response(orjson.dumps(body), status, content_type="application/problem+json")
