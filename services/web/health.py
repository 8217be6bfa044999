"""For those who watch the program: is the process alive, can it do its work."""

from flask import Blueprint, Response
from sqlalchemy.exc import SQLAlchemyError

from services import directory
from services.web.audiences import Audience, audience
from services.web.extensions import session

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@audience(Audience.EVERYONE)
def healthz() -> Response:
    """The process is alive."""
    return Response("alive\n", content_type="text/plain; charset=utf-8")


@bp.get("/readyz")
@audience(Audience.EVERYONE)
def readyz() -> Response:
    """The database answers and holds locations."""
    try:
        fresh = directory.freshness(session())
    except SQLAlchemyError as error:
        return _answer(f"the database cannot be used: {type(error).__name__}", 503)
    if not fresh.locations:
        return _answer("the directory is empty: run `flask --app app directory seed`", 503)
    return _answer(f"{fresh.locations} locations, data version {fresh.version}", 200)


def _answer(text: str, status: int) -> Response:
    return Response(text + "\n", status, content_type="text/plain; charset=utf-8")
