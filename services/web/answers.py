"""Answers that are no HTML: GeoJSON, and problems as programs read them (RFC 9457)."""

from http import HTTPStatus
from typing import Any

import orjson
from flask import Response


def geojson(collection: dict[str, Any]) -> Response:
    """Return a GeoJSON answer."""
    return Response(orjson.dumps(collection), content_type="application/geo+json")


def problem(status: int, **members: object) -> Response:
    """Return a problem, titled as HTTP names the status; its members beside the standard ones are the caller's."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, **members}
    return Response(orjson.dumps(body), status, content_type="application/problem+json")
