"""A mail server of a test's own, which keeps what it is sent or refuses it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

SENDER = "Madoguchi <madoguchi@city.example.org>"


class Postbox:
    """What a server does with mail: it keeps it, unless `answers` says something else of a recipient."""

    def __init__(self) -> None:
        self.kept: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.delay_s = 0.0

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's name.
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name.
        await asyncio.sleep(self.delay_s)
        self.kept.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 kept"


class Server(Controller):
    """A server on a port that was free."""

    @property
    def url(self) -> str:
        """What MAIL_URL says of it."""
        return f"smtp://{self.hostname}:{self.server.sockets[0].getsockname()[1]}"

    def _trigger_server(self) -> None:
        # The library would look for the port that it was told, which is none.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(postbox: Postbox, **options: Any) -> Iterator[Server]:
    """Run a server for `postbox`."""
    server = Server(postbox, hostname="127.0.0.1", port=0, **options)
    server.start()
    try:
        yield server
    finally:
        server.stop(no_assert=True)
