from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy.orm import Session

from app import create_app
from services.clock import utc_now
from services.mail_queue import queue_mail
from services.settings import Settings
from tests.mail_for_tests import SENDER

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, tmp_path: Path) -> Run:
    """Run `flask directory …` where mail goes into a folder."""
    settings = Settings(
        database_url=database_url,
        public_url="https://madoguchi.example.org",
        mail_url=f"file://{tmp_path}/mail",
        mail_from=SENDER,
    )
    runner = create_app(settings).test_cli_runner()
    return lambda *arguments: runner.invoke(args=["directory", *arguments])


@pytest.fixture
def run_without_settings(database_url: str) -> Run:
    """Run `flask directory …` where neither mail nor the site's address is set."""
    runner = create_app(Settings(database_url=database_url)).test_cli_runner()
    return lambda *arguments: runner.invoke(args=["directory", *arguments])


def queue(session: Session) -> None:
    queue_mail(session, "mori@example.org", subject="Hello", body="a secret link", language="en", at=utc_now())
    session.commit()


def test_mail_that_is_due_is_sent_and_counted(run: Run, session: Session, tmp_path: Path) -> None:
    queue(session)

    sent, again = run("send-mail"), run("send-mail")

    assert sent.output == "1 sent, 0 to be tried again, 0 given up.\n"
    assert again.output == "0 sent, 0 to be tried again, 0 given up.\n"
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1


def test_without_a_mail_server_mail_stays_in_the_queue(run_without_settings: Run, session: Session) -> None:
    queue(session)

    refused = run_without_settings("send-mail")

    assert (refused.exit_code, refused.output) == (1, "Error: MAIL_URL is empty: nothing takes our mail\n")
    assert run_without_settings("outbox").output.endswith("1 waiting, of these 0 tried in vain; 0 given up.\n")


def test_the_outbox_says_to_whom_but_not_what(run: Run, session: Session) -> None:
    queue(session)

    listed = run("outbox").output

    assert "mori@example.org  Hello  tries 0, next try" in listed
    assert "secret" not in listed
