"""Hands a message to a mail server by SMTP, or writes it into a folder; knows nothing of the queue."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from services.errors import MadoguchiError

TIMEOUT_S = 20
_PORTS = {"smtp": 25, "smtps": 465}
_PERMANENT = 500


class NoAddress(MadoguchiError):
    """A text is no mail address that a message can be sent to."""


class MailDelayed(MadoguchiError):
    """The server will not take this message now; it may be tried again."""


class ServerAway(MailDelayed):
    """The server cannot be reached or lets nobody in: trying other messages now is of no use."""


class MailRefused(MadoguchiError):
    """The server will never take this message, as for somebody whom it does not know."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What one message says; `key` stays the same however often it is tried."""

    key: str
    sender: str
    """As in the setting MAIL_FROM."""
    recipient: str
    subject: str
    body: str
    language: str
    written_at: datetime


def checked_address(text: str) -> str:
    """Return a mail address as it stands in a header. Raises `NoAddress` for anything that is not exactly one."""
    try:
        found = Address(addr_spec=text.strip()).addr_spec
    except (MessageError, ValueError, IndexError, AttributeError) as error:
        # The standard library's parser trips over some broken addresses.
        raise NoAddress(f"{text!r} is no mail address") from error
    # The parser mends what it can; what it had to mend was none.
    if found != text.strip() or not found.partition("@")[2] or not (found.isascii() and found.isprintable()):
        raise NoAddress(f"{text!r} is no mail address")
    return found


def one_line(text: str) -> str:
    """Return a text that cannot begin another header: its line breaks and control characters are spaces."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def message_of(letter: Letter) -> EmailMessage:
    """Return the message: plain text in UTF-8, marked as written by a program."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = one_line(letter.sender)
    message["To"] = checked_address(letter.recipient)
    message["Subject"] = one_line(letter.subject)
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{letter.key}@{message['From'].addresses[0].domain}>"
    # Tells answering machines to keep silent (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    # Base64 passes every server; not all of them take eight bits.
    message.set_content(letter.body, cte="base64")
    message["Content-Language"] = letter.language
    return message


def send(message: EmailMessage, url: str, *, timeout_s: float = TIMEOUT_S) -> None:
    """Give a message to what MAIL_URL names. Raises `ServerAway`, `MailDelayed` or `MailRefused`."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        _write(message, Path(unquote(parts.path)))
        return
    server = _connected(parts, timeout_s)
    try:
        with _told_apart():
            server.send_message(message)
    finally:
        _leave(server)


def _write(message: EmailMessage, folder: Path) -> None:
    name = message["Message-ID"].strip("<>").partition("@")[0]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.eml").write_bytes(message.as_bytes())
    except OSError as error:
        raise ServerAway(f"{folder} cannot be written to: {error.strerror}") from error


def _connected(parts: SplitResult, timeout_s: float) -> smtplib.SMTP:
    """Return a server that is ready; what it says against us is no message's fault, since it can be put right."""
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    try:
        if parts.scheme == "smtps":
            return _greeted(smtplib.SMTP_SSL(host, port, timeout=timeout_s, context=_trust()), parts)
        return _greeted(smtplib.SMTP(host, port, timeout=timeout_s), parts)
    except (smtplib.SMTPException, OSError) as error:
        raise ServerAway(f"{type(error).__name__}: {one_line(str(error))}") from error


def _greeted(server: smtplib.SMTP, parts: SplitResult) -> smtplib.SMTP:
    try:
        if parts.query == "tls=1":
            server.starttls(context=_trust())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _leave(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        # Whatever was taken is taken; a server that is gone needs no goodbye.
        server.close()


@contextmanager
def _told_apart() -> Iterator[None]:
    """Turn what goes wrong with a server into what may be tried again and what may not."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        code, reason = next(iter(error.recipients.values()))
        raise _answered(code, reason) from error
    except smtplib.SMTPDataError as error:
        raise _answered(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPResponseException as error:
        # A sender whom the server does not like can be put right.
        raise MailDelayed(_words(error.smtp_code, error.smtp_error)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise ServerAway(f"{type(error).__name__}: {one_line(str(error))}") from error


def _answered(code: int, reason: bytes | str) -> MadoguchiError:
    return (MailRefused if code >= _PERMANENT else MailDelayed)(_words(code, reason))


def _words(code: int, reason: bytes | str) -> str:
    return one_line(f"{code} {reason.decode(errors='replace') if isinstance(reason, bytes) else reason}")
