"""Sends what is queued. It commits by itself, before and after each message, since no answer waits for it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from services.mail_queue import claimed_mail, mark_delayed, mark_refused, mark_sent
from services.mail_server import TIMEOUT_S, Letter, MailDelayed, MailRefused, NoAddress, ServerAway, message_of, send
from services.models import Mail

_log = logging.getLogger(__name__)
MOST_A_ROUND = 200

Clock = Callable[[], datetime]


@dataclass(slots=True)
class Round:
    """What came of one look into the queue."""

    sent: int = 0
    delayed: int = 0
    refused: int = 0


def send_due(
    sessions: sessionmaker[Session], url: str, *, sender: str, clock: Clock, timeout_s: float = TIMEOUT_S
) -> Round:
    """Send what is due; `sessions` write, `url` and `sender` are the settings MAIL_URL and MAIL_FROM.

    Any number of programs may do this at once. One that dies between sending and noting it leaves a message that is
    sent once more, under the same Message-ID. A server that is away ends the round, so that of all the messages one
    has waited for it.
    """
    done = Round()
    for _ in range(MOST_A_ROUND):
        claimed = _claimed(sessions, clock(), sender)
        if claimed is None:
            break
        mail_id, letter = claimed
        try:
            send(message_of(letter), url, timeout_s=timeout_s)
        except MailDelayed as error:
            done.delayed += 1
            _note_delay(sessions, mail_id, clock(), error)
            if isinstance(error, ServerAway):
                break
        except (MailRefused, NoAddress) as error:
            done.refused += 1
            _note_refusal(sessions, mail_id, clock(), error)
        else:
            done.sent += 1
            _note_sent(sessions, mail_id, clock())
    return done


def _claimed(sessions: sessionmaker[Session], at: datetime, sender: str) -> tuple[int, Letter] | None:
    """Take one message, for all others to see, and return its number and what it says."""
    with sessions.begin() as session:
        mail = claimed_mail(session, at)
        return (mail.id, _letter(mail, sender)) if mail else None


def _letter(mail: Mail, sender: str) -> Letter:
    return Letter(
        key=f"madoguchi-{mail.id}-{int(mail.queued_at.timestamp())}",
        sender=sender,
        recipient=mail.recipient,
        subject=mail.subject,
        body=mail.body,
        language=mail.language,
        written_at=mail.queued_at,
    )


def _note_sent(sessions: sessionmaker[Session], mail_id: int, at: datetime) -> None:
    with sessions.begin() as session:
        mark_sent(session.get_one(Mail, mail_id), at)


def _note_delay(sessions: sessionmaker[Session], mail_id: int, at: datetime, error: MailDelayed) -> None:
    _log.warning("mail %d waits: %s", mail_id, error)
    with sessions.begin() as session:
        mark_delayed(session.get_one(Mail, mail_id), at, error=str(error))


def _note_refusal(sessions: sessionmaker[Session], mail_id: int, at: datetime, error: Exception) -> None:
    _log.warning("mail %d is given up: %s", mail_id, error)
    with sessions.begin() as session:
        mark_refused(session.get_one(Mail, mail_id), at, error=str(error))
