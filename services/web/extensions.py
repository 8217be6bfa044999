"""What a request leans on: the database's sessions and the page's language, kept for the length of the request."""

from datetime import datetime
from typing import cast

from flask import Flask, current_app, g
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from services.clock import city_time, utc_now
from services.database import engine_for, reading_sessions
from services.languages import Language
from services.settings import Settings


class Database:
    """The engine that pages read from."""

    def __init__(self, settings: Settings) -> None:
        """Open the database of the settings, or its read replica; connections are made when first needed."""
        self.engine: Engine = engine_for(settings.database_read_url or settings.database_url)
        self.readers: sessionmaker[Session] = reading_sessions(self.engine)

    def init_app(self, app: Flask) -> None:
        """Close each request's session when the request ends."""
        app.extensions["database"] = self
        app.teardown_appcontext(_close)


def session() -> Session:
    """Return the request's session, for reading."""
    if "session" not in g:
        g.session = cast("Database", current_app.extensions["database"]).readers()
    return cast("Session", g.session)


def _close(_error: BaseException | None) -> None:
    opened = g.pop("session", None)
    if opened is not None:
        opened.close()


def page_language() -> Language:
    """Return the language of the page that is asked for."""
    return cast("Language", g.language)


def now() -> datetime:
    """Return the moment of the request on the city's clocks; the same however often it is asked."""
    if "now" not in g:
        g.now = city_time(utc_now())
    return cast("datetime", g.now)
