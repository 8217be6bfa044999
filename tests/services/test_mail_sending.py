import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from services.database import engine_for, writing_sessions
from services.mail_queue import queue_mail
from services.mail_sending import Round, send_due
from services.models import Mail
from tests.conftest import migrated, postgres_database
from tests.mail_for_tests import SENDER, Postbox, Server, mail_server

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)
Send = Callable[..., Round]
NOBODY = "smtp://127.0.0.1:9"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def sessions(request: pytest.FixtureRequest, first_records: Path, tmp_path: Path) -> Iterator[sessionmaker[Session]]:
    """Writing sessions on a database of the test's own, of either kind."""
    if request.param == "sqlite":
        shutil.copy(first_records, tmp_path / "madoguchi.db")
        engine = engine_for(f"sqlite:///{tmp_path}/madoguchi.db")
        yield writing_sessions(engine)
        engine.dispose()
        return
    with postgres_database() as url:
        engine = migrated(url)
        yield writing_sessions(engine)
        engine.dispose()


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def server(postbox: Postbox) -> Iterator[Server]:
    with mail_server(postbox) as started:
        yield started


@pytest.fixture
def send(sessions: sessionmaker[Session]) -> Send:
    """Send what is due at a moment."""
    return lambda url, at=NOON: send_due(sessions, url, sender=SENDER, clock=lambda: at, timeout_s=2)


def queue(sessions: sessionmaker[Session], *names: str) -> None:
    with sessions.begin() as session:
        for name in names:
            queue_mail(session, f"{name}@example.org", subject=name, body="text", language="en", at=NOON)


def rows(sessions: sessionmaker[Session]) -> dict[str, Mail]:
    with sessions() as session:
        return {mail.subject: mail for mail in session.scalars(select(Mail))}


def test_all_that_is_due_is_sent_once(
    sessions: sessionmaker[Session], send: Send, server: Server, postbox: Postbox
) -> None:
    queue(sessions, "a", "b", "c")

    assert [send(server.url), send(server.url)] == [Round(sent=3), Round()]
    assert [mail["Subject"] for mail in postbox.kept] == ["a", "b", "c"]
    assert {mail.body for mail in rows(sessions).values()} == {""}


def test_several_senders_at_once_send_nothing_twice(
    sessions: sessionmaker[Session], send: Send, server: Server, postbox: Postbox
) -> None:
    names = [f"n{number}" for number in range(12)]
    queue(sessions, *names)

    with ThreadPoolExecutor(3) as together:
        rounds = list(together.map(send, [server.url] * 3))

    assert sorted(mail["Subject"] for mail in postbox.kept) == sorted(names)
    assert sum(each.sent for each in rounds) == len(names)


def test_a_server_that_is_away_delays_one_message_and_loses_none(
    sessions: sessionmaker[Session], send: Send, server: Server, postbox: Postbox
) -> None:
    queue(sessions, "a", "b")

    assert send(NOBODY) == Round(delayed=1)
    assert send(server.url, NOON + timedelta(hours=1)) == Round(sent=2)
    assert len(postbox.kept) == 2


def test_a_recipient_whom_the_server_does_not_know_is_given_up_and_the_others_are_served(
    sessions: sessionmaker[Session], send: Send, server: Server, postbox: Postbox
) -> None:
    queue(sessions, "a", "gone", "c")
    postbox.answers["gone@example.org"] = "550 nobody of that name"

    assert send(server.url) == Round(sent=2, refused=1)
    assert rows(sessions)["gone"].last_error == "550 nobody of that name"


def test_a_recipient_who_is_to_wait_waits_alone(
    sessions: sessionmaker[Session], send: Send, server: Server, postbox: Postbox
) -> None:
    queue(sessions, "slow", "b")
    postbox.answers["slow@example.org"] = "451 come later"

    assert send(server.url) == Round(sent=1, delayed=1)
    assert rows(sessions)["slow"].next_try_at > NOON


def test_a_message_that_is_sent_again_keeps_its_name(
    sessions: sessionmaker[Session], send: Send, server: Server, postbox: Postbox
) -> None:
    queue(sessions, "a")
    send(server.url)
    with sessions.begin() as session:
        # As if the sender had died before it could note that the server has it.
        session.scalars(select(Mail)).one().sent_at = None
    send(server.url, NOON + timedelta(hours=1))

    first, again = postbox.kept
    assert first["Message-ID"] == again["Message-ID"]


def test_a_row_with_an_address_that_is_none_stops_no_other(
    sessions: sessionmaker[Session], send: Send, server: Server
) -> None:
    queue(sessions, "a", "b")
    with sessions.begin() as session:
        session.scalars(select(Mail).where(Mail.subject == "a")).one().recipient = "nobody"

    assert send(server.url) == Round(sent=1, refused=1)
