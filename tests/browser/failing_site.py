"""The site behind a proxy that can be told to fail: to hang, to answer with an error, to break off an answer."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from playwright.sync_api import Page

_PASSED_ON = ("Accept-Encoding", "If-None-Match", "Cookie")
_OWN = {"connection", "transfer-encoding", "date", "server"}


class FailingSite:
    """What the proxy does at the moment."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.status: int | None = None
        """Answers everything with this status."""
        self.cuts: str | None = None
        """Breaks off what is asked for at paths that begin so."""
        self.is_hanging = False
        """Answers nothing, and in the end nothing either."""
        self.may_go_on = threading.Event()
        self.has_cut = threading.Event()

    def wait_until_cut(self, page: Page) -> None:
        """Return a moment after something was broken off."""
        while not self.has_cut.is_set():
            page.wait_for_timeout(100)
        page.wait_for_timeout(500)

    def is_silent(self, path: str) -> bool:
        """Tell whether what is asked for at a path gets no answer."""
        return self.is_hanging or (self.cuts is not None and path.startswith(self.cuts))

    def recover(self) -> None:
        """Answer again."""
        self.status, self.cuts = None, None
        self.may_go_on.set()


@contextmanager
def failing_site(origin: str) -> Iterator[FailingSite]:
    """Pass on what `origin` answers while the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    site = FailingSite(f"http://127.0.0.1:{server.server_port}")

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if site.is_hanging:
                site.may_go_on.wait()
            if site.is_silent(self.path):
                site.has_cut.set()
                self.close_connection = True
            elif site.status:
                self.send_error(site.status)
            else:
                # A browser that is closed does not wait for the answer.
                with suppress(ConnectionError):
                    self.pass_on()

        def pass_on(self) -> None:
            with closing(HTTPConnection(urlsplit(origin).netloc, timeout=30)) as connection:
                given = {name: self.headers[name] for name in _PASSED_ON if name in self.headers}
                connection.request("GET", self.path, headers={"Host": urlsplit(site.address).netloc, **given})
                answer = connection.getresponse()
                body = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in _OWN:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server.RequestHandlerClass = Proxy
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        site.recover()
        server.shutdown()
        server.server_close()
