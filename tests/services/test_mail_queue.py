from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.mail_queue import (
    CLAIMED_FOR,
    FIRST_WAIT,
    GIVEN_UP_AFTER,
    LONGEST_WAIT,
    claimed_mail,
    mark_delayed,
    mark_refused,
    mark_sent,
    queue_mail,
    queue_state,
    unsent_mail,
)
from services.mail_server import NoAddress
from services.models import Mail

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def mail(session: Session) -> Mail:
    """One message that waits."""
    return queued(session)


def queued(session: Session, at: datetime = NOON, subject: str = "Please confirm") -> Mail:
    found = queue_mail(session, "mori@example.org", subject=subject, body="the link", language="en", at=at)
    session.flush()
    return found


def test_a_queued_message_is_due_at_once(session: Session, mail: Mail) -> None:
    assert claimed_mail(session, NOON) is mail


def test_no_address_no_row(session: Session) -> None:
    with pytest.raises(NoAddress):
        queue_mail(session, "mori", subject="Hello", body="", language="en", at=NOON)

    assert list(session.new) == []


def test_a_subject_is_one_line_that_fits(session: Session) -> None:
    assert queued(session, subject="A\r\nBcc: b\n" + "x" * 300).subject == ("A Bcc: b " + "x" * 300)[:200]


def test_what_somebody_has_taken_nobody_else_gets_until_he_must_have_died(session: Session, mail: Mail) -> None:
    claimed_mail(session, NOON)

    assert claimed_mail(session, NOON + CLAIMED_FOR - timedelta(seconds=1)) is None
    assert claimed_mail(session, NOON + CLAIMED_FOR) is mail


def test_who_has_waited_longest_comes_first(session: Session) -> None:
    second, first = queued(session, LATER), queued(session, NOON)

    assert [claimed_mail(session, LATER), claimed_mail(session, LATER)] == [first, second]


def test_what_is_sent_is_done_and_its_text_is_gone(session: Session, mail: Mail) -> None:
    mark_sent(mail, NOON)
    session.flush()

    assert (mail.body, mail.sent_at) == ("", NOON)
    assert claimed_mail(session, NOON + timedelta(days=30)) is None


def test_what_is_refused_is_given_up_and_its_text_is_gone(session: Session, mail: Mail) -> None:
    mark_refused(mail, NOON, error="550 nobody")
    session.flush()

    assert (mail.body, mail.given_up_at, mail.last_error) == ("", NOON, "550 nobody")
    assert claimed_mail(session, NOON + timedelta(days=30)) is None


def test_each_vain_try_waits_twice_as_long_up_to_a_limit(session: Session, mail: Mail) -> None:
    waits = []
    for _ in range(12):
        claimed_mail(session, mail.next_try_at)
        mark_delayed(mail, NOON, error="away")
        session.flush()
        waits.append(mail.next_try_at - NOON)

    assert waits[:3] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert waits[-1] == LONGEST_WAIT


def test_after_some_days_it_is_tried_no_more(mail: Mail) -> None:
    mark_delayed(mail, NOON + GIVEN_UP_AFTER - timedelta(seconds=1), error="away")
    assert mail.given_up_at is None

    mark_delayed(mail, NOON + GIVEN_UP_AFTER, error="away")
    assert (mail.given_up_at, mail.body) == (NOON + GIVEN_UP_AFTER, "")


def test_a_long_complaint_is_cut(mail: Mail) -> None:
    mark_delayed(mail, NOON, error="x" * 1_000)

    assert len(mail.last_error or "") == 300


def test_no_message_is_both_sent_and_given_up(session: Session, mail: Mail) -> None:
    mark_sent(mail, NOON)
    mail.given_up_at = NOON

    with pytest.raises(IntegrityError):
        session.flush()


def test_the_state_counts_what_waits_what_fails_and_what_was_given_up(session: Session) -> None:
    mark_sent(queued(session), NOON)
    mark_refused(queued(session), NOON, error="550")
    mark_delayed(queued(session, LATER), LATER, error="away")
    queued(session, NOON + timedelta(hours=1))
    session.flush()

    state = queue_state(session)

    assert (state.waiting, state.failing, state.given_up, state.oldest_at) == (2, 1, 1, LATER)


def test_an_empty_queue_has_no_oldest(session: Session) -> None:
    assert queue_state(session).oldest_at is None


def test_what_is_shown_of_a_message_is_not_its_text(session: Session) -> None:
    queued(session)

    (shown,) = unsent_mail(session)

    assert (shown.recipient, shown.subject, shown.tries) == ("mori@example.org", "Please confirm", 0)
    assert "the link" not in repr(shown)
