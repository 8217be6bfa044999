"""What a request leans on: the database's sessions and the page's language, kept for the length of the request."""

from datetime import datetime
from typing import cast

from flask import Flask, current_app, g
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from services.clock import city_time, utc_now
from services.database import engine_for, reading_sessions, writing_sessions
from services.languages import Language
from services.settings import Settings


class Database:
    """The engines that pages read from and write to."""

    def __init__(self, settings: Settings) -> None:
        """Open the database of the settings and its read replica; connections are made when first needed."""
        self.main_engine: Engine = engine_for(settings.database_url)
        replica = settings.database_read_url
        self.engine: Engine = engine_for(replica) if replica else self.main_engine
        self.readers: sessionmaker[Session] = reading_sessions(self.engine)
        self.latest_readers: sessionmaker[Session] = reading_sessions(self.main_engine)
        self.writers: sessionmaker[Session] = writing_sessions(self.main_engine)

    def init_app(self, app: Flask) -> None:
        """Close each request's sessions when the request ends."""
        app.extensions["database"] = self
        app.teardown_appcontext(_close)


def session() -> Session:
    """Return the request's session, for reading; what a replica says may be some seconds old."""
    return _opened("session", _database().readers)


def latest() -> Session:
    """Return the request's session for reading what was written a moment ago: from the database, never a replica."""
    return _opened("latest", _database().latest_readers)


def writer() -> Session:
    """Return the request's session for its one write. The view commits; without that, all of it is undone."""
    return _opened("writer", _database().writers)


def _database() -> Database:
    return cast("Database", current_app.extensions["database"])


def _opened(name: str, sessions: sessionmaker[Session]) -> Session:
    if name not in g:
        setattr(g, name, sessions())
    return cast("Session", getattr(g, name))


def _close(_error: BaseException | None) -> None:
    for name in ("session", "latest", "writer"):
        opened = g.pop(name, None)
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
