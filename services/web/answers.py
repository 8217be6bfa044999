"""Answers that are no HTML: GeoJSON, and problems as programs read them (RFC 9457); and those that nobody keeps."""

from http import HTTPStatus
from typing import Any

import orjson
from flask import Response

from services.web.delivery import KEEP_MARK


def geojson(collection: dict[str, Any]) -> Response:
    """Return a GeoJSON answer."""
    return Response(orjson.dumps(collection), content_type="application/geo+json")


def problem(status: int, **members: object) -> Response:
    """Return a problem, titled as HTTP names the status; its members beside the standard ones are the caller's."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, **members}
    return Response(orjson.dumps(body), status, content_type="application/problem+json")


def svg(drawing: str) -> Response:
    """Return a drawing."""
    return Response(drawing, content_type="image/svg+xml; charset=utf-8")


def calendar(content: bytes, name: str) -> Response:
    """Return a calendar (RFC 5545), to be opened by whatever keeps the reader's appointments."""
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def not_kept(answer: Response) -> Response:
    """Return an answer that is for one reader: kept neither by us, nor by a browser, nor by what stands between."""
    answer.headers.pop(KEEP_MARK, None)
    answer.headers["Cache-Control"] = "no-store"
    return answer
