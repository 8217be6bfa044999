"""The pages for residents: find, a location, a ward, about; server-rendered, nothing stored."""

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from geodata.sources import ATTRIBUTIONS
from geodata.wards import UnknownWard, Ward, ward_by_code
from services import directory
from services.errors import NotFound
from services.finding import Found, find
from services.languages import LANGUAGES, PSEUDO, language_by_slug, language_to_look_for
from services.openformats.geojson import answer_collection, collection_of
from services.web.addresses import address
from services.web.answers import geojson
from services.web.audiences import Audience, audience
from services.web.counting import counted_as_vain_search, counted_as_view
from services.web.extensions import now, page_language, session
from services.web.find_page import find_page
from services.web.guide_page import guide_page
from services.web.heads import Head, page_head
from services.web.list_page import list_page
from services.web.location_page import location_page, notice_box
from services.web.parameters import find_query, given
from services.web.rendering import page, render, renderer, visitor_language
from services.web.structured_data import find_data, location_data, ward_data
from services.web.ward_page import places_of, ward_page

# Only slugs of the registry: /favicon.ico is no language.
_SLUGS = ", ".join(f"'{language.slug}'" for language in (*LANGUAGES, PSEUDO))
bp = Blueprint("residents", __name__, url_prefix=f"/<any({_SLUGS}):lang>")
root = Blueprint("root", __name__)


@bp.url_value_preprocessor
def take_language(_endpoint: str | None, values: dict[str, str] | None) -> None:
    """Keep the language of the address for the request, so that no view carries it."""
    language = language_by_slug((values or {}).pop("lang", ""))
    if language is None or language not in renderer().languages:
        raise NotFound("this address begins with no language we offer")
    g.language = language
    g.is_localized = True


@bp.app_url_defaults
def add_language(endpoint: str, values: dict[str, str]) -> None:
    """Put the page's language into the addresses it links to."""
    if endpoint.startswith("residents.") and "lang" not in values:
        values["lang"] = page_language().slug


@root.get("/")
@audience(Audience.EVERYONE)
def choose_language() -> ResponseReturnValue:
    """Send a visitor to the find page in their language."""
    answer = redirect(url_for("residents.find", lang=visitor_language().slug), 302)
    answer.headers["Vary"] = "Accept-Language, Cookie"
    return answer


@bp.get("/", endpoint="find")
@audience(Audience.EVERYONE)
def find_places() -> Response:
    """Who can help now, near, in which language, with what."""
    found = _found(spoken_for=language_to_look_for(page_language()))
    shown = find_page(found, given(request.args))
    head = page_head(renderer().languages, is_found=bool(shown.cards))
    answer = shown_page("residents/find.html", shown, head=head, data=find_data(shown, head))
    return answer if found.total else counted_as_vain_search(answer, found.query.q)


def shown_page(
    template: str,
    shown: object,
    *,
    location_id: int | None = None,
    ward_code: str | None = None,
    head: Head | None = None,
    data: str = "",
) -> Response:
    """Return a page, with the notices for the city, and for the location or ward it is about."""
    notices = directory.notices_at(session(), now(), location_id=location_id, ward_code=ward_code)
    boxes = tuple(notice_box(notice, page_language()) for notice in notices)
    head = head or page_head(renderer().languages)
    return page(render(template, page=shown, notices=boxes, head=head, data=data))


def _found(*, spoken_for: str | None = None) -> Found:
    query = find_query(request.args, now())
    return find(session(), query, spoken_for=spoken_for, reader=page_language().slug)


@bp.get("/guide")
@audience(Audience.EVERYONE)
def guide() -> Response:
    """Three questions for those who do not know what to type."""
    return shown_page("residents/guide.html", guide_page(request.args, page_language(), now()))


@bp.get("/list")
@audience(Audience.EVERYONE)
def my_list() -> Response:
    """The places that a visitor keeps; the list itself is in the address, or in their browser alone."""
    return shown_page("residents/list.html", list_page(session(), request.args, page_language(), now()))


@bp.get("/locations.geojson")
@audience(Audience.EVERYONE)
def locations_geojson() -> Response:
    """The same answer as the list, for maps and programs."""
    found = _found()
    slugs = [entry.listing["slug"] for entry in (*found.entries, *filter(None, [found.phone_help]))]
    urls = {slug: address("residents.location", slug=slug) for slug in slugs}
    return geojson(answer_collection(found, page_language().slug, urls))


@bp.get("/locations/<slug>")
@audience(Audience.EVERYONE)
def location(slug: str) -> Response:
    """One location, with everything known of it."""
    record = directory.location_by_slug(session(), slug)
    entry = directory.entry_of(session(), record.id, now(), language=language_to_look_for(page_language()))
    shown = location_page(record, entry, language=page_language(), moment=now())
    head = page_head(renderer().languages)
    answer = shown_page(
        "residents/location.html",
        shown,
        location_id=record.id,
        ward_code=record.ward_code,
        head=head,
        data=location_data(shown, head),
    )
    return counted_as_view(answer, slug)


@bp.get("/locations/<slug>.geojson")
@audience(Audience.EVERYONE)
def location_geojson(slug: str) -> Response:
    """One location, for its map."""
    record = directory.location_by_slug(session(), slug)
    entry = directory.entry_of(session(), record.id, now(), language=language_to_look_for(page_language()))
    urls = {slug: address("residents.location", slug=slug)}
    return geojson(collection_of([entry], page_language().slug, urls))


@bp.get("/wards/<code>")
@audience(Audience.EVERYONE)
def ward(code: str) -> Response:
    """A ward: its counters or the nearest ones, its office, who lives there."""
    shown, head = ward_page(session(), _ward(code), page_language(), now()), page_head(renderer().languages)
    return shown_page("residents/ward.html", shown, ward_code=code, head=head, data=ward_data(shown, head))


@bp.get("/wards/<code>.geojson")
@audience(Audience.EVERYONE)
def ward_geojson(code: str) -> Response:
    """The places on a ward's page, for its map."""
    entries = places_of(session(), _ward(code), page_language(), now()).all
    urls = {entry.listing["slug"]: address("residents.location", slug=entry.listing["slug"]) for entry in entries}
    return geojson(collection_of(entries, page_language().slug, urls))


def _ward(code: str) -> Ward:
    try:
        return ward_by_code(code)
    except UnknownWard as error:
        raise NotFound(f"no ward has the code {code!r}") from error


@bp.get("/about")
@audience(Audience.EVERYONE)
def about() -> Response:
    """Where the data come from and how fresh they are."""
    shown = {"attributions": ATTRIBUTIONS, "freshness": directory.freshness(session())}
    return shown_page("residents/about.html", shown)


@bp.get("/accessibility")
@audience(Audience.EVERYONE)
def accessibility() -> Response:
    """The accessibility statement."""
    return shown_page("residents/accessibility.html", None)


@bp.get("/privacy")
@audience(Audience.EVERYONE)
def privacy() -> Response:
    """What is known about a visitor: nothing."""
    return shown_page("residents/privacy.html", None)
