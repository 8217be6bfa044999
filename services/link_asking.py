"""Asks web addresses whether they are still there: politely, and nothing inside a private network."""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
    UnknownHandler,
)

TIMEOUT_S = 10
PAUSE_S = 1.0
"""Between two questions to the same host."""
_AT_ONCE = 4
_NAME = "Mozilla/5.0 (compatible; Madoguchi link check)"
_LONGEST_ERROR = 200
_ERROR = 400
_NOT_FOR_PROGRAMS = frozenset({401, 403, 405, 406, 429})
"""Answers of sites that are there, but would rather talk to people."""
_ASK_DIFFERENTLY = frozenset({403, 404, 405, 406, 501})
"""What some answer to a question for the headers alone."""


class NotPublic(OSError):
    """An address leads into a private network."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one address answered; `status` None: nobody did."""

    url: str
    status: int | None
    error: str | None = None

    @property
    def is_dead(self) -> bool:
        """Whether a reader would find nothing there."""
        return self.status is None or (self.status >= _ERROR and self.status not in _NOT_FOR_PROGRAMS)


def asked(
    urls: Iterable[str],
    *,
    allow_private: bool = False,
    timeout_s: float = TIMEOUT_S,
    pause_s: float = PAUSE_S,
    on_progress: Callable[[int], None] = lambda _done: None,
) -> list[Found]:
    """Ask all addresses: several hosts at once, but each one thing after another.

    `allow_private` is for tests: otherwise nothing inside a private network is asked, wherever a page sends us on to.
    """
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    opener = _opener(allow_private=allow_private)

    def ask_host(of_host: Sequence[str]) -> list[Found]:
        found = []
        for number, url in enumerate(of_host):
            if number:
                time.sleep(pause_s)
            found.append(_ask(opener, url, timeout_s))
        return found

    done: list[Found] = []
    with ThreadPoolExecutor(_AT_ONCE) as together:
        for found in together.map(ask_host, by_host.values()):
            done += found
            on_progress(len(found))
    return done


def _ask(opener: OpenerDirector, url: str, timeout_s: float) -> Found:
    found = _answer(opener, Request(url, method="HEAD", headers={"User-Agent": _NAME}), timeout_s)  # noqa: S310 - the opener knows http(s) alone.
    if found.status is None or found.status in _ASK_DIFFERENTLY:
        found = _answer(opener, Request(url, headers={"User-Agent": _NAME}), timeout_s)  # noqa: S310 - the same.
    return found


def _answer(opener: OpenerDirector, request: Request, timeout_s: float) -> Found:
    try:
        with opener.open(request, timeout=timeout_s) as answer:
            return Found(request.full_url, answer.status)
    except HTTPError as error:
        error.close()
        return Found(request.full_url, error.code)
    except URLError as error:
        return Found(request.full_url, None, str(error.reason)[:_LONGEST_ERROR])
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Found(request.full_url, None, f"{type(error).__name__}: {error}"[:_LONGEST_ERROR])


def _opener(*, allow_private: bool) -> OpenerDirector:
    """Return what opens web addresses and nothing else: no files, no FTP, no proxy of the environment."""

    def connected(address: tuple[str, int], timeout: Any, _source: object = None) -> socket.socket:
        return _connected(*address, timeout, allow_private=allow_private)

    class Plain(http.client.HTTPConnection):
        def connect(self) -> None:
            self.sock = connected((self.host, self.port), self.timeout)

    class Sealed(http.client.HTTPSConnection):
        def connect(self) -> None:
            plain = connected((self.host, self.port), self.timeout)
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)

    class OpensPlain(HTTPHandler):
        def http_open(self, req: Request) -> Any:
            return self.do_open(Plain, req)

    class OpensSealed(HTTPSHandler):
        def https_open(self, req: Request) -> Any:
            return self.do_open(Sealed, req)

    opener = OpenerDirector()
    shared = (HTTPRedirectHandler, HTTPErrorProcessor, HTTPDefaultErrorHandler, UnknownHandler)
    for handler in (OpensPlain, OpensSealed, *shared):
        opener.add_handler(handler())
    return opener


def _connected(host: str, port: int, timeout: Any, *, allow_private: bool) -> socket.socket:
    """Connect to an address of `host` that was looked at first: a name that is asked twice may answer twice."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(sockaddr[0]) for *_, sockaddr in found]
    if not allow_private and not all(map(is_public, addresses)):
        raise NotPublic(f"{host} is not a public address")
    return socket.create_connection((addresses[0], port), timeout)


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the whole internet's."""
    found = ipaddress.ip_address(address)
    # An address of the old kind may come dressed as one of the new.
    return (getattr(found, "ipv4_mapped", None) or found).is_global
