from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from services.clock import utc_now
from services.link_checks import dead_links
from services.mail_queue import queue_mail
from services.models import Location, Source
from services.settings import Settings
from tests.accounts_for_tests import joined
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


def test_a_reminder_reaches_whoever_looks_after_a_listing_once(run: Run, session: Session, tmp_path: Path) -> None:
    joined(session)
    session.commit()

    first, again = run("remind"), run("remind")
    run("send-mail")

    assert first.output.startswith(
        "1 mails about 39 listings that are due, 0 told to the bureau.\nNobody looks after "
    )
    assert again.output.startswith("0 mails about 37 listings")
    (mail,) = (tmp_path / "mail").glob("*.eml")
    text = message_from_bytes(mail.read_bytes(), policy=policy.default).get_content()
    assert "https://madoguchi.example.org/confirm/" in text


def test_a_reminder_needs_the_address_of_the_site(run_without_settings: Run) -> None:
    refused = run_without_settings("remind")

    assert refused.exit_code == 1
    assert refused.output.startswith("Error: PUBLIC_URL is empty")


def test_dead_links_are_named_and_kept(run: Run, session: Session) -> None:
    for source in session.scalars(select(Source)):
        source.url = None
    for location in session.scalars(select(Location)):
        location.website = None
    session.scalars(select(Location).where(Location.slug == "yoke")).one().website = "http://127.0.0.1:9/"
    session.commit()

    asked = run("check-links")

    assert "dead  http://127.0.0.1:9/  127.0.0.1 is not a public address" in asked.output
    assert asked.output.endswith("1 addresses asked, 1 dead.\n")
    assert [each.slug for each in dead_links(session)] == ["yoke"]
