import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from services.errors import MadoguchiError
from services.mail_server import (
    Letter,
    MailDelayed,
    MailRefused,
    NoAddress,
    ServerAway,
    checked_address,
    message_of,
    one_line,
    send,
)
from tests.mail_for_tests import SENDER, Postbox, Server, mail_server

LETTER = Letter(
    key="madoguchi-7-1",
    sender=SENDER,
    recipient="mori@example.org",
    subject="確認のお願い: みどり国際交流ラウンジ",
    body="森さま\n\n開館時間は今も正しいでしょうか。\n.\nfin\n",
    language="ja",
    written_at=datetime(2026, 11, 22, 3, tzinfo=UTC),
)


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def server(postbox: Postbox) -> Iterator[Server]:
    with mail_server(postbox) as started:
        yield started


def test_a_message_arrives_as_it_was_written(server: Server, postbox: Postbox) -> None:
    send(message_of(LETTER), server.url)

    (arrived,) = postbox.kept
    assert arrived.get_content().replace("\r\n", "\n") == LETTER.body
    assert (arrived["Subject"], arrived["From"], arrived["To"]) == (LETTER.subject, SENDER, LETTER.recipient)


def test_a_message_says_when_and_by_whom_it_was_written_and_that_nobody_need_answer() -> None:
    message = message_of(LETTER)

    assert message["Date"].datetime == LETTER.written_at
    assert message["Message-ID"] == "<madoguchi-7-1@city.example.org>"
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "ja")


def test_what_is_sent_is_ascii_alone() -> None:
    assert message_of(LETTER).as_bytes().isascii()


@pytest.mark.parametrize(
    "text", ["A\nBcc: x@example.org", "A\r\nBcc: x@example.org", "A\x0bBcc:\u2028x@example.org\0"]
)
def test_no_subject_begins_another_header(text: str) -> None:
    message = message_of(replace(LETTER, subject=text))

    assert message_from_bytes(message.as_bytes(), policy=policy.default)["Bcc"] is None
    assert one_line(text).count("\n") == 0


@pytest.mark.parametrize(
    "text",
    [
        "", "mori", "mori@", "@example.org", "a@example.org, b@example.org", "a@example.org\nBcc: b@example.org",
        "Mori <mori@example.org>", "森@example.org", "mori@例え.example", "mori@example.org\0", "a b@example.org",
    ],
)  # fmt: skip
def test_what_is_not_exactly_one_address_is_refused(text: str) -> None:
    with pytest.raises(NoAddress):
        checked_address(text)


def test_an_address_is_taken_as_it_is_without_spaces_around_it() -> None:
    assert checked_address(" mori.a+b@sub.example.org ") == "mori.a+b@sub.example.org"


@pytest.mark.parametrize(
    ("answer", "raised"), [("550 5.1.1 nobody of that name", MailRefused), ("451 4.7.1 come later", MailDelayed)]
)
def test_a_recipient_is_refused_for_ever_or_for_now(
    server: Server, postbox: Postbox, answer: str, raised: type[MadoguchiError]
) -> None:
    postbox.answers[LETTER.recipient] = answer

    with pytest.raises(raised, match=answer) as caught:
        send(message_of(LETTER), server.url)

    assert type(caught.value) is raised


def test_nobody_listens_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]

    with pytest.raises(ServerAway, match="ConnectionRefused"):
        send(message_of(LETTER), f"smtp://127.0.0.1:{port}")


def test_a_server_that_never_speaks_is_left_after_a_while() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(ServerAway, match="timed out"):
        send(message_of(LETTER), f"smtp://127.0.0.1:{silent.getsockname()[1]}", timeout_s=0.2)


def test_a_server_that_falls_silent_in_the_middle_is_left_after_a_while(server: Server, postbox: Postbox) -> None:
    postbox.delay_s = 2

    with pytest.raises(ServerAway):
        send(message_of(LETTER), server.url, timeout_s=0.2)


def let_in(_server: Any, _session: Any, _envelope: Any, _mechanism: str, sent: Any) -> AuthResult:
    return AuthResult(success=(sent.login, sent.password) == (b"clerk", b"p@ss/word"), handled=False)


@pytest.mark.parametrize(("password", "arrives"), [("p%40ss%2Fword", True), ("wrong", False)])
def test_a_wrong_password_is_no_fault_of_the_message(postbox: Postbox, password: str, *, arrives: bool) -> None:
    with mail_server(postbox, authenticator=let_in, auth_require_tls=False) as server:
        url = server.url.replace("//", f"//clerk:{password}@")
        if arrives:
            send(message_of(LETTER), url)
        else:
            with pytest.raises(ServerAway, match="535"):
                send(message_of(LETTER), url)

    assert len(postbox.kept) == arrives


def test_without_encryption_nothing_is_sent_to_a_server_that_must_have_it(server: Server, postbox: Postbox) -> None:
    with pytest.raises(ServerAway, match="STARTTLS"):
        send(message_of(LETTER), f"{server.url}?tls=1")

    assert postbox.kept == []


def test_for_development_a_folder_takes_the_mail(tmp_path: Path) -> None:
    send(message_of(LETTER), f"file://{tmp_path}/my%20mail")

    written = tmp_path / "my mail" / "madoguchi-7-1.eml"
    assert message_from_bytes(written.read_bytes(), policy=policy.default)["Subject"] == LETTER.subject


def test_a_folder_that_cannot_be_written_to_is_away(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(ServerAway):
        send(message_of(LETTER), f"file://{tmp_path}/file")
