import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app import create_app
from services import background
from services.clock import utc_now
from services.database import engine_for, writing_sessions
from services.mail_queue import queue_mail
from services.models import Mail, ViewCount
from services.settings import Settings
from services.usage import Tally
from tests.mail_for_tests import SENDER


@pytest.fixture
def sessions(database_url: str) -> Iterator[sessionmaker[Session]]:
    engine = engine_for(database_url)
    yield writing_sessions(engine)
    engine.dispose()


def test_counts_are_written_and_then_begin_anew(sessions: sessionmaker[Session]) -> None:
    tally = Tally()
    tally.count_view("lounge-midori", "en")

    for _ in range(2):
        background.write_tally(tally, sessions)

    with sessions() as session:
        assert session.scalars(select(ViewCount.views)).all() == [1]


def test_mail_that_is_due_is_sent(sessions: sessionmaker[Session], database_url: str, tmp_path: Path) -> None:
    with sessions.begin() as session:
        queue_mail(session, "mori@example.org", subject="Hello", body="text", language="en", at=utc_now())

    settings = Settings(database_url=database_url, mail_url=f"file://{tmp_path}/mail", mail_from=SENDER)
    background.send_mail(settings, sessions)

    with sessions() as session:
        assert session.scalars(select(Mail.sent_at)).one() is not None


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[Callable[[], None], float]]:
    """What would have been started, by name, with its work and how often it is done."""
    found: dict[str, tuple[Callable[[], None], float]] = {}
    monkeypatch.setattr(background, "_repeat", lambda name, work, *, every_s: found.update({name: (work, every_s)}))
    return found


@pytest.mark.parametrize(("mail_url", "expected"), [("", {"counts"}), ("smtp://127.0.0.1", {"counts", "mail"})])
def test_mail_has_a_thread_where_there_is_a_server(
    started: dict[str, object], database_url: str, mail_url: str, expected: set[str]
) -> None:
    background.start(create_app(Settings(database_url=database_url, mail_url=mail_url, mail_from=SENDER)))

    assert started.keys() == expected


def test_a_database_that_does_not_answer_is_asked_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    sessions, tally, end = writing_sessions(engine_for(f"sqlite:///{tmp_path}/none.db")), Tally(), threading.Event()

    def work() -> None:
        tally.count_view("lounge-midori", "en")
        if "did not answer" in caplog.text:
            end.set()
        background.write_tally(tally, sessions)

    background.go_on(work, end, 0.001)

    assert caplog.text.count("did not answer") == 2
