"""What search engines ask for themselves: which pages there are, and which are nothing for them."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from flask import Blueprint, Response, request, stream_with_context, url_for

from geodata.wards import wards
from services import site_contents
from services.errors import NotFound
from services.languages import LANGUAGES, Language, language_by_slug
from services.openformats.sitemap import SitePage, sitemap, sitemap_index
from services.web.addresses import public_address
from services.web.audiences import Audience, audience
from services.web.extensions import session
from services.web.heads import languages_of
from services.web.rendering import renderer

LOCATIONS_A_FILE = 2_000
"""With every language beside each address, so many make some four megabytes; a file may have fifty."""
_FOR_STAFF = ("/staff", "/desk", "/signin")
_FOR_ONE_VISITOR = ("/r/", "/report")
_SLUGS = ", ".join(f"'{language.slug}'" for language in LANGUAGES)
bp = Blueprint("search_engines", __name__)


@bp.get("/robots.txt")
@audience(Audience.EVERYONE)
def robots() -> Response:
    """Everything may be read but what is for staff, for one client, or a form."""
    for_one = (f"/{language.slug}{path}" for language in _languages() for path in _FOR_ONE_VISITOR)
    closed = "".join(f"Disallow: {request.script_root}{path}\n" for path in chain(_FOR_STAFF, for_one))
    sitemaps = f"Sitemap: {public_address(url_for('search_engines.index'))}\n"
    return _kept(Response(f"User-agent: *\n{closed}\n{sitemaps}", content_type="text/plain; charset=utf-8"))


@bp.get("/sitemap.xml")
@audience(Audience.EVERYONE)
def index() -> Response:
    """The list of sitemaps: of each language one for the site's own pages, and more for its locations."""
    parts = 1 + _full_parts(site_contents.location_count(session()))
    urls = (
        public_address(url_for("search_engines.of_language", lang=language.slug, part=part))
        for language in _languages()
        for part in range(1, parts + 1)
    )
    return _xml(sitemap_index(urls, site_contents.changed_on(session())))


@bp.get(f"/sitemap-<any({_SLUGS}):lang>-<int:part>.xml")
@audience(Audience.EVERYONE)
def of_language(lang: str, part: int) -> Response:
    """One part of the site in one language: first its own pages, from the second part on its locations."""
    language = language_by_slug(lang)
    if language not in _languages() or not 1 <= part <= 1 + _full_parts(site_contents.location_count(session())):
        raise NotFound(f"there is no part {part} of the site in {lang!r}")
    pages = _own_pages() if part == 1 else _locations(part)
    return _xml(sitemap(_in_language(language, pages)))


def _full_parts(locations: int) -> int:
    return -(-locations // LOCATIONS_A_FILE)


def _languages() -> tuple[Language, ...]:
    return tuple(language for language in renderer().languages if not language.is_for_tests)


def _own_pages() -> Iterator[tuple[str, date | None]]:
    """Yield the address after the language, and the day of the latest change, of all pages but the locations'."""
    changed_on = site_contents.changed_on(session())
    needs = (f"/?topic={topic.value}" for topic in site_contents.needs_met(session()))
    of_wards = (f"/wards/{ward.code}" for ward in wards())
    yield from ((rest, changed_on) for rest in chain(["/"], needs, of_wards, ["/about"]))
    yield from (("/accessibility", None), ("/privacy", None))


def _locations(part: int) -> Iterator[tuple[str, date | None]]:
    after = (part - 2) * LOCATIONS_A_FILE
    for slug, changed_on in site_contents.locations(session(), after=after, limit=LOCATIONS_A_FILE):
        yield f"/locations/{slug}", changed_on


def _in_language(language: Language, pages: Iterable[tuple[str, date | None]]) -> Iterator[SitePage]:
    start, others = public_address(request.script_root + "/"), languages_of(language, _languages())
    for rest, changed_on in pages:
        alternates = tuple((tag, f"{start}{slug}{rest}") for tag, slug in others)
        yield SitePage(f"{start}{language.slug}{rest}", changed_on, alternates)


def _xml(pieces: Iterator[str]) -> Response:
    return _kept(Response(stream_with_context(pieces), content_type="application/xml; charset=utf-8"))


def _kept(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
