"""What a visitor or a program sees when something goes wrong."""

import logging

from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import DatabaseError
from werkzeug.exceptions import HTTPException

from geodata.wards import wards
from services.errors import BadParameter, NotFound
from services.languages import Language, language_by_slug
from services.web.answers import problem
from services.web.cards import place_name
from services.web.extensions import page_language
from services.web.rendering import is_for_programs, page, render, renderer, visitor_language

_log = logging.getLogger(__name__)
_NOT_FOUND, _FAULT, _BUSY = 404, 500, 503


def register(app: Flask) -> None:
    """Answer every error, whether ours or Flask's, in the reader's language or as JSON."""
    app.register_error_handler(BadParameter, _bad_parameter)
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DatabaseError, _database)


def _bad_parameter(error: BadParameter) -> Response:
    if is_for_programs():
        return problem(400, detail=str(error), parameter=error.name, allowed=error.allowed)
    return page(_rendered("errors/400.html", error=error, wards=_ward_names()), 400)


def _ward_names() -> dict[str, str]:
    return {ward.code: place_name(ward.names, _language()) for ward in wards()}


def _not_found(error: NotFound) -> Response:
    if is_for_programs():
        return problem(_NOT_FOUND, detail=str(error))
    return page(_rendered("errors/404.html"), _NOT_FOUND)


def _http(error: HTTPException) -> Response:
    """Answer Flask's own errors, and what nobody expected, which arrives as 500."""
    status = error.code or _FAULT
    if is_for_programs():
        answer = problem(status, detail=error.description or "")
    elif status >= _FAULT:
        answer = _fault(status)
    elif status == _NOT_FOUND:
        answer = page(_rendered("errors/404.html"), status)
    else:
        answer = page(_rendered("errors/other.html", status=status), status)
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            answer.headers[name] = value
    return answer


def _database(error: DatabaseError) -> Response:
    _log.error("the database did not answer: %s", error.orig)
    if is_for_programs():
        answer = problem(_BUSY, detail="the database did not answer; try again soon")
    else:
        answer = _fault(_BUSY)
    answer.headers["Retry-After"] = "10"
    return answer


def _fault(status: int) -> Response:
    """Return the page that leans on nothing that may be broken: no catalogue, no address, no database."""
    return page(current_app.jinja_env.get_template("errors/500.html").render(), status)


def _rendered(template: str, **values: object) -> str:
    _language()
    return render(template, **values)


def _language() -> Language:
    """Return the page's language: that with which the address begins, if we offer it; otherwise the visitor's."""
    if "language" not in g:
        named = language_by_slug(request.path.split("/")[1])
        g.language = named if named in renderer().languages else visitor_language()
    return page_language()
