"""What a worker does beside answering: threads that go on until the process ends, and that no answer waits for."""

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import cast

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from services.clock import city_time, utc_now
from services.database import engine_for, writing_sessions
from services.mail_sending import send_due
from services.settings import Settings
from services.usage import Tally, write_counts

_log = logging.getLogger(__name__)
_COUNTS_EVERY_S = 60
_MAIL_EVERY_S = 10


def start(app: Flask) -> None:
    """Start the threads of this process; after it was copied, since threads stay behind in the original."""
    settings = cast("Settings", app.config["SETTINGS"])
    sessions = writing_sessions(engine_for(settings.database_url))
    _repeat("counts", partial(write_tally, app.extensions["tally"], sessions), every_s=_COUNTS_EVERY_S)
    if settings.mail_url:
        _repeat("mail", partial(send_mail, settings, sessions), every_s=_MAIL_EVERY_S)


def write_tally(tally: Tally, sessions: sessionmaker[Session]) -> None:
    """Write what was counted since the last time."""
    counts = tally.taken()
    if counts.views or counts.searches:
        with sessions.begin() as session:
            write_counts(session, counts, today=city_time(utc_now()).date())


def send_mail(settings: Settings, sessions: sessionmaker[Session]) -> None:
    """Send the mail that is due."""
    send_due(sessions, settings.mail_url, sender=settings.mail_from, clock=utc_now)


def _repeat(name: str, work: Callable[[], None], *, every_s: float) -> None:
    # Nobody ever sets this event: the thread ends with its process.
    threading.Thread(target=go_on, args=(work, threading.Event(), every_s), name=name, daemon=True).start()


def go_on(work: Callable[[], None], end: threading.Event, every_s: float) -> None:
    """Do `work` again and again until `end` is set."""
    while not end.wait(every_s):
        try:
            work()
        except SQLAlchemyError as error:
            # A minute's counts are lost, mail waits: the database is asked again next time.
            _log.warning("%s: the database did not answer: %s", threading.current_thread().name, error)
