"""The queue of mail: rows that wait, who may send which, and what became of them. Nothing here reaches a network.

A row is queued in the transaction of whatever is told in it, so mail is sent for what really happened, and only then.
Mail is no record of the directory: it leaves no Revision.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, Select, func, select, update
from sqlalchemy.orm import Session

from services.mail_server import checked_address, one_line
from services.models import Mail

CLAIMED_FOR = timedelta(minutes=10)
"""Whoever took a row and has not said by then what became of it is taken to have died: the row is tried again."""
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(days=3)
_LONGEST_SUBJECT, _LONGEST_ERROR = 200, 300


@dataclass(frozen=True, slots=True)
class QueueState:
    """How mail goes out, for those who watch it."""

    waiting: int
    failing: int
    """Of those waiting, how many were tried in vain."""
    given_up: int
    oldest_at: datetime | None
    """When the oldest that waits was queued."""


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """One row as it may be shown: without what it says."""

    id: int
    recipient: str
    subject: str
    queued_at: datetime
    next_try_at: datetime
    tries: int
    given_up_at: datetime | None
    last_error: str | None


def queue_mail(session: Session, recipient: str, *, subject: str, body: str, language: str, at: datetime) -> Mail:
    """Put a message into the queue; raises `NoAddress`. `language` is the slug of its text."""
    mail = Mail(
        recipient=checked_address(recipient),
        subject=one_line(subject)[:_LONGEST_SUBJECT],
        body=body,
        language=language,
        queued_at=at,
        next_try_at=at,
    )
    session.add(mail)
    return mail


def claimed_mail(session: Session, at: datetime) -> Mail | None:
    """Take the message that has waited longest; None where nothing is due. Commit before sending it.

    Two who ask at once see the same row, but only one of them moves its next try away from what both have seen.
    """
    for seen in session.execute(_due(at)).all():
        taken = session.execute(
            update(Mail)
            .where(Mail.id == seen.id, Mail.next_try_at == seen.next_try_at, *_UNFINISHED)
            .values(next_try_at=at + CLAIMED_FOR, tries=Mail.tries + 1)
            .execution_options(synchronize_session=False)
        )
        if cast("CursorResult[object]", taken).rowcount:
            return session.get_one(Mail, seen.id, populate_existing=True)
    return None


_UNFINISHED = (Mail.sent_at.is_(None), Mail.given_up_at.is_(None))
_ASKED_AT_ONCE = 10


def _due(at: datetime) -> Select[int, datetime]:
    due = select(Mail.id, Mail.next_try_at).where(Mail.next_try_at <= at, *_UNFINISHED)
    return due.order_by(Mail.next_try_at, Mail.id).limit(_ASKED_AT_ONCE)


def mark_sent(mail: Mail, at: datetime) -> None:
    """Note that a server has taken a message, and let go of its text."""
    mail.sent_at, mail.body, mail.last_error = at, "", None


def mark_delayed(mail: Mail, at: datetime, *, error: str) -> None:
    """Note that a message could not be sent now; it is tried again later and later, and in the end no more."""
    mail.last_error = error[:_LONGEST_ERROR]
    if at - mail.queued_at >= GIVEN_UP_AFTER:
        mark_refused(mail, at, error=error)
        return
    # Beyond some ten tries the wait is the longest anyway, and the power of two a large number.
    mail.next_try_at = at + min(FIRST_WAIT * 2 ** min(mail.tries - 1, 10), LONGEST_WAIT)


def mark_refused(mail: Mail, at: datetime, *, error: str) -> None:
    """Note that a message will never be taken, and let go of its text, whose links nobody else may find."""
    mail.given_up_at, mail.body, mail.last_error = at, "", error[:_LONGEST_ERROR]


def queue_state(session: Session) -> QueueState:
    """Return how much mail waits, fails and was given up."""
    waiting, failing, oldest_at = session.execute(
        select(func.count(), func.count().filter(Mail.last_error.is_not(None)), func.min(Mail.queued_at)).where(
            *_UNFINISHED
        )
    ).one()
    given_up = session.scalar(select(func.count()).where(Mail.given_up_at.is_not(None))) or 0
    return QueueState(waiting, failing, given_up, oldest_at)


def unsent_mail(session: Session, *, limit: int = 100) -> Sequence[QueuedMail]:
    """Return what waits and what was given up, the newest first, without what it says."""
    columns = (
        Mail.id, Mail.recipient, Mail.subject, Mail.queued_at,
        Mail.next_try_at, Mail.tries, Mail.given_up_at, Mail.last_error,
    )  # fmt: skip
    rows = session.execute(select(*columns).where(Mail.sent_at.is_(None)).order_by(Mail.id.desc()).limit(limit))
    return [QueuedMail(*row) for row in rows]
