"""For times without a network: the saved copy of a language, the worker that keeps it, and the site as an app."""

from functools import cache
from typing import cast
from urllib.parse import quote

import orjson
from flask import Blueprint, Response, current_app, request, url_for
from markupsafe import Markup

from services import directory
from services.clock import city_moment
from services.errors import BadParameter, Rule
from services.languages import Language
from services.settings import ROOT
from services.web.answers import problem
from services.web.audiences import Audience, audience
from services.web.delivery import encoding_for
from services.web.extensions import now, page_language, session
from services.web.rendering import renderer, static_url, visitor_language
from services.web.residents import bp as residents
from services.web.saved_copies import PackedCopy, SavedCopies
from services.web.saved_copy import Edition, saved_copy

bp = Blueprint("offline", __name__)
_GROUND = "#ffffff"
"""The ground of pages in daylight, as in static/css/site.css."""
_BUSY, _RETRY_S = 503, 3
_ICONS = (
    ("icons/mark.svg", "any", "image/svg+xml", "any"),
    ("icons/mark-192.png", "192x192", "image/png", "any"),
    ("icons/mark-512.png", "512x512", "image/png", "any"),
    ("icons/mark-whole.svg", "any", "image/svg+xml", "maskable"),
    ("icons/mark-whole-512.png", "512x512", "image/png", "maskable"),
)
"""File, sizes, type, purpose."""


@residents.get("/offline.json")
@audience(Audience.EVERYONE)
def copy() -> Response:
    """All pages of a language that a device keeps; the header says, in that language, of which moment they are."""
    packed = _packed_copy()
    if packed is None:
        answer = problem(_BUSY, detail="another copy is being written; try again soon")
        answer.headers["Retry-After"] = str(_RETRY_S)
        return answer
    encoding = encoding_for(request.headers.get("Accept-Encoding", ""))
    answer = Response(packed.body(encoding), content_type="application/json")
    if encoding != "identity":
        answer.headers["Content-Encoding"] = encoding
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Copied-At"] = quote(_moment())
    answer.vary.add("Accept-Encoding")
    answer.set_etag(f"{packed.entity_tag}-{encoding}")
    return cast("Response", answer.make_conditional(request))


def _moment() -> str:
    return str(renderer().environment(page_language()).filters["moment"](now()))


def _packed_copy() -> PackedCopy | None:
    """Return the present edition of the copy; None while this process is busy with another one."""
    copies: SavedCopies = current_app.extensions["saved_copies"]
    notices = directory.all_notices_at(session(), now())
    edition = Edition(page_language(), city_moment(now().date(), 0), notices)
    name = (directory.version(session()), edition.day, tuple(notice.id for notice in notices))
    return copies.copy(page_language().slug, name, lambda: saved_copy(session(), edition))


@bp.get("/sw.js")
@audience(Audience.EVERYONE)
def worker() -> Response:
    """The service worker; at the top, because it answers for every page beneath its own address."""
    answer = Response(_worker(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@cache
def _worker() -> bytes:
    return (ROOT / "static" / "js" / "offline-worker.js").read_bytes()


@bp.get("/manifest.webmanifest")
@audience(Audience.EVERYONE)
def manifest() -> Response:
    """What a device needs to put the site among its apps, in one language."""
    language = _language_of_app()
    name, description = _words("app_name", language), _words("app_description", language)
    icons = (
        {"src": static_url(file), "sizes": sizes, "type": kind, "purpose": use} for file, sizes, kind, use in _ICONS
    )
    described = {
        "id": "/",
        "name": name,
        "short_name": name,
        "description": description,
        "lang": language.tag,
        "dir": language.direction,
        "start_url": url_for("residents.find", lang=language.slug),
        "scope": "/",
        "display": "standalone",
        "background_color": _GROUND,
        "theme_color": _GROUND,
        "icons": list(icons),
    }
    answer = Response(orjson.dumps(described), content_type="application/manifest+json")
    answer.headers["Vary"] = "Accept-Language, Cookie"
    return answer


def _words(macro: str, language: Language) -> str:
    said: Markup = getattr(renderer().macros("components/app.html", language), macro)()
    return said.unescape()


def _language_of_app() -> Language:
    """Return the language that the parameter `lang` names, or the visitor's. Raises `BadParameter`."""
    slug = request.args.get("lang")
    if slug is None:
        return visitor_language()
    by_slug = {language.slug: language for language in renderer().languages}
    if slug not in by_slug:
        slugs = sorted(by_slug)
        raise BadParameter("lang", slug, f"one of: {', '.join(slugs)}", rule=Rule.ONE_OF, limits=slugs)
    return by_slug[slug]
