import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from services.link_asking import Found, asked, is_public

Ask = Callable[[str], Found]


class Site(BaseHTTPRequestHandler):
    """A site that answers what its address says."""

    log: list[str]

    def do_GET(self) -> None:
        self.answer()

    def do_HEAD(self) -> None:
        self.answer()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def answer(self) -> None:
        self.log.append(f"{self.command} {self.path}")
        behaviours = {
            "/moved": (302, "/200"),
            "/ring": (302, "/ring"),
            "/file": (302, "file:///etc/hostname"),
            "/ftp": (302, "ftp://127.0.0.1/"),
            "/get-alone": (200 if self.command == "GET" else 405, None),
        }
        if self.path == "/silent":
            threading.Event().wait(1)
            return
        status, target = behaviours.get(self.path) or (int(self.path.strip("/")), None)
        self.send_response(status)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def log() -> list[str]:
    """What the site was asked."""
    return []


@pytest.fixture
def site(log: list[str]) -> Iterator[str]:
    """The address of a site on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Logged", (Site,), {"log": log}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def ask(site: str) -> Ask:
    """Ask one address of the site."""
    return lambda path: asked([site + path], allow_private=True, timeout_s=0.3, pause_s=0)[0]


@pytest.mark.parametrize(
    ("path", "status", "dead"),
    [
        ("/200", 200, False),
        ("/moved", 200, False),
        ("/404", 404, True),
        ("/410", 410, True),
        ("/500", 500, True),
        ("/403", 403, False),
        ("/429", 429, False),
        ("/get-alone", 200, False),
        ("/ring", 302, False),
    ],
)
def test_an_address_is_dead_where_a_reader_finds_nothing(ask: Ask, path: str, status: int, *, dead: bool) -> None:
    found = ask(path)

    assert (found.status, found.is_dead) == (status, dead)


@pytest.mark.parametrize("path", ["/file", "/ftp"])
def test_nobody_is_sent_on_to_anything_but_the_web(ask: Ask, path: str) -> None:
    found = ask(path)

    assert found.status != 200


def test_the_headers_are_asked_for_first_and_the_page_only_where_that_says_nothing(ask: Ask, log: list[str]) -> None:
    ask("/200")
    ask("/get-alone")

    assert log == ["HEAD /200", "HEAD /get-alone", "GET /get-alone"]


def test_a_site_that_never_answers_is_left(ask: Ask) -> None:
    found = ask("/silent")

    assert (found.status, found.is_dead) == (None, True)
    assert "timed out" in (found.error or "")


def test_a_host_that_is_not_there_is_dead() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]

    (found,) = asked([f"http://127.0.0.1:{port}/"], allow_private=True, timeout_s=1)

    assert "refused" in (found.error or "")


def test_nothing_inside_a_private_network_is_asked(site: str, log: list[str]) -> None:
    (found,) = asked([f"{site}/200"], timeout_s=1)

    assert (found.status, log) == (None, [])
    assert "not a public address" in (found.error or "")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address to be refused.
        ("::1", False),
        ("fd00::1", False),
        ("fe80::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:127.0.0.1", False),
    ],
)
def test_private_addresses_are_known_in_whatever_dress(address: str, *, expected: bool) -> None:
    assert is_public(address) is expected


def test_all_are_asked_and_progress_is_told(site: str) -> None:
    done: list[int] = []
    urls = [f"{site}/200", f"{site}/404", "http://127.0.0.1:9/"]

    found = asked(urls, allow_private=True, timeout_s=1, pause_s=0, on_progress=done.append)

    assert {each.url for each in found} == set(urls)
    assert sum(done) == 3
