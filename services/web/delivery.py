"""Between the server and Flask: compresses answers and keeps finished pages for as long as they are true.

A page is true until the city's minute ends or anything is written. A view marks its page as one for everybody
with the header `X-Page`, whose value is the slug of its language; the header never leaves the house. Pages for
a position are never kept.
"""

import gzip
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from threading import Lock, local
from typing import TYPE_CHECKING, Any

import zstandard
from sqlalchemy import Engine
from werkzeug.datastructures import Headers
from werkzeug.http import parse_accept_header
from werkzeug.wsgi import ClosingIterator

from services.clock import utc_now
from services.database import ChangeMark
from services.usage import Tally
from services.web.counting import COUNT_MARK, count

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

KEEP_MARK = "X-Page"
_MARKS = frozenset({KEEP_MARK, COUNT_MARK})
_SMALLEST_COMPRESSED = 600
_TEXTS = (
    "text/",
    "application/json",
    "application/geo+json",
    "application/problem+json",
    "application/xml",
    "image/svg+xml",
)
_A_YEAR_S = 31_536_000
_own = local()


@dataclass(slots=True)
class Finished:
    """An answer, whole."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    language: str | None = None
    """Slug of the page's language, for pages that may be kept."""
    counted: str | None = None
    """As what each delivery is counted."""
    is_lasting: bool = False
    """It is kept for long, so it is worth packing tightly."""
    encoded: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """Encoding → (body, entity tag)."""

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        return len(self.body) * 2 + 1_000


class Delivery:
    """The WSGI application around Flask's."""

    def __init__(
        self, application: "WSGIApplication", engine: Engine, *, megabytes: int, tally: Tally | None = None
    ) -> None:
        """Keep at most `megabytes` of finished pages of `application`, checked against the data behind `engine`.

        What is delivered is counted in `tally`.
        """
        self._application = application
        self._tally = tally or Tally()
        self._mark = ChangeMark(engine)
        self._room = megabytes * 1_000_000
        self._pages: OrderedDict[str, Finished] = OrderedDict()
        self._used = 0
        self._true_for: tuple[int, int | None] = (0, None)
        self._lock = Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer from what is kept, or ask Flask; HEAD is answered as GET, without the body."""
        if environ["REQUEST_METHOD"] == "HEAD":
            environ = environ | {"REQUEST_METHOD": "GET"}
            sent(self._finished(environ), environ, start_response)
            return []
        finished = self._finished(environ)
        if finished.counted and finished.language:
            count(self._tally, finished.counted, finished.language, environ)
        return sent(finished, environ, start_response)

    def _finished(self, environ: "WSGIEnvironment") -> Finished:
        key = _named(environ)
        is_get = environ["REQUEST_METHOD"] == "GET"
        if not is_get or self._room == 0 or "lat=" in key or "lon=" in key:
            return whole_answer(self._application, environ)
        # Read before the page is made: what is written meanwhile must not pass for what the page shows.
        as_of = (int(utc_now().timestamp()) // 60, self._mark.version())
        finished = self._kept(key, as_of)
        if finished is None:
            finished = whole_answer(self._application, environ)
            if finished.language is not None and finished.status.startswith("200") and not _has_cookie(finished):
                self._keep(key, finished, as_of)
        return finished

    def _kept(self, key: str, as_of: tuple[int, int | None]) -> Finished | None:
        with self._lock:
            if as_of != self._true_for or as_of[1] is None:
                self._pages.clear()
                self._used = 0
                self._true_for = as_of
            finished = self._pages.get(key)
            if finished is not None:
                self._pages.move_to_end(key)
            return finished

    def _keep(self, key: str, finished: Finished, as_of: tuple[int, int | None]) -> None:
        if finished.size > self._room // 4 or as_of[1] is None:
            return
        with self._lock:
            if key not in self._pages and as_of == self._true_for:
                self._pages[key] = finished
                self._used += finished.size
            while self._used > self._room:
                _, oldest = self._pages.popitem(last=False)
                self._used -= oldest.size


def _has_cookie(finished: Finished) -> bool:
    """Return whether an answer sets a cookie: it is somebody's own then, whatever its mark says."""
    return any(name == "Set-Cookie" for name, _ in finished.headers)


def _named(environ: "WSGIEnvironment") -> str:
    """Return the full address asked for: pages hold such of their own, so no host is sent another's."""
    site = f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}{environ.get('SCRIPT_NAME', '')}"
    return f"{site}{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"


def whole_answer(application: "WSGIApplication", environ: "WSGIEnvironment") -> Finished:
    """Return the application's whole answer."""
    begun: list[Any] = []

    def begin(status: str, headers: list[tuple[str, str]], _error: object = None) -> Any:
        begun[:] = [status, headers]
        return lambda _written: None

    parts = application(environ, begin)
    with_close = ClosingIterator(parts, getattr(parts, "close", None))
    body = b"".join(with_close)
    with_close.close()
    status, headers = begun
    marks = {name: value for name, value in headers if name in _MARKS}
    sent = [(name, value) for name, value in headers if name not in _MARKS and name != "Content-Length"]
    return Finished(status, sent, body, marks.get(KEEP_MARK), marks.get(COUNT_MARK))


def sent(finished: Finished, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Send an answer, packed as its reader likes it, or the word that they have it already."""
    headers = Headers(finished.headers)
    encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
    if finished.language is not None:
        _remember_language(headers, finished.language, environ.get("HTTP_COOKIE", ""))
    if not _is_worth_compressing(finished, headers):
        headers["Content-Length"] = str(len(finished.body))
        start_response(finished.status, headers.to_wsgi_list())
        return [finished.body]
    body, entity_tag = _encoded(finished, encoding)
    headers.add("Vary", "Accept-Encoding")
    if encoding != "identity":
        headers["Content-Encoding"] = encoding
    if finished.status.startswith("200") and environ["REQUEST_METHOD"] == "GET":
        headers["ETag"] = entity_tag
        headers.setdefault("Cache-Control", "private, no-cache")
        known = environ.get("HTTP_IF_NONE_MATCH", "")
        if entity_tag in known or known.strip() == "*":
            headers.remove("Content-Type")
            start_response("304 Not Modified", headers.to_wsgi_list())
            return []
    headers["Content-Length"] = str(len(body))
    start_response(finished.status, headers.to_wsgi_list())
    return [body]


def _is_worth_compressing(finished: Finished, headers: Headers) -> bool:
    is_text = headers.get("Content-Type", "").startswith(_TEXTS)
    return is_text and len(finished.body) >= _SMALLEST_COMPRESSED and "Content-Encoding" not in headers


def _encoded(finished: Finished, encoding: str) -> tuple[bytes, str]:
    if encoding not in finished.encoded:
        body = finished.body
        if encoding == "zstd":
            packing = zstandard.ZstdCompressor(level=19) if finished.is_lasting else _compressor()
            body = packing.compress(body)
        elif encoding == "gzip":
            body = gzip.compress(body, 9 if finished.is_lasting else 6, mtime=0)
        # The tag names the bytes that are sent; they are a tenth of the page, and as fast to digest.
        finished.encoded[encoding] = (body, f'"{sha256(body).hexdigest()[:20]}-{encoding}"')
    return finished.encoded[encoding]


def _compressor() -> zstandard.ZstdCompressor:
    """Return this thread's compressor: making one takes as long as compressing a page."""
    if not hasattr(_own, "compressor"):
        _own.compressor = zstandard.ZstdCompressor(level=3)
    compressor: zstandard.ZstdCompressor = _own.compressor
    return compressor


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str:
    """Return the encoding to send: zstd before gzip where the reader takes both equally."""
    qualities = dict(parse_accept_header(accepted.lower()))
    others = qualities.get("*", 0)
    liked = max(("zstd", "gzip"), key=lambda encoding: qualities.get(encoding, others))
    return liked if qualities.get(liked, others) > 0 else "identity"


def _remember_language(headers: Headers, slug: str, cookies: str) -> None:
    if f"lang={slug}" not in {cookie.strip() for cookie in cookies.split(";")}:
        headers.add("Set-Cookie", f"lang={slug}; Path=/; Max-Age={_A_YEAR_S}; SameSite=Lax; HttpOnly")
