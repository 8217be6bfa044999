"""What a resident takes away from a location's page: a card for the counter, a poster, a QR code, a calendar."""

from flask import Response, request

from services import directory
from services.languages import language_to_look_for
from services.models import Location
from services.openformats.qr import qr_drawing
from services.web.addresses import address, public_address
from services.web.answers import calendar, svg
from services.web.audiences import Audience, audience
from services.web.calendar_entries import location_calendar
from services.web.cards import card_of
from services.web.counter_card import counter_card
from services.web.extensions import now, page_language, session
from services.web.location_page import location_page
from services.web.location_parts import LocationPage
from services.web.parameters import find_query
from services.web.poster_page import poster_page
from services.web.rendering import render
from services.web.residents import bp, shown_page

__all__ = ["bp"]


@bp.get("/locations/<slug>/card")
@audience(Audience.EVERYONE)
def card(slug: str) -> Response:
    """A card in two languages: a resident and a clerk point at what they mean."""
    query = find_query(request.args, now())
    record = directory.location_by_slug(session(), slug)
    shown = counter_card(session(), record, page_language(), query)
    return shown_page("residents/counter_card.html", shown, location_id=record.id, ward_code=record.ward_code)


@bp.get("/locations/<slug>/poster")
@audience(Audience.EVERYONE)
def poster(slug: str) -> Response:
    """A sheet of paper for walls and letters."""
    record = directory.location_by_slug(session(), slug)
    shown = poster_page(record, _place(record), page_language(), url=_own_page(slug))
    return shown_page("residents/poster.html", shown, location_id=record.id, ward_code=record.ward_code)


@bp.get("/locations/<slug>/qr.svg")
@audience(Audience.EVERYONE)
def qr(slug: str) -> Response:
    """The address of the location's page as a QR code."""
    record = directory.location_by_slug(session(), slug)
    entry = directory.entry_of(session(), record.id, now(), language=None)
    name = card_of(entry, 0, page_language(), None).name
    return svg(render("residents/qr.svg", drawing=qr_drawing(_own_page(slug)), name=name))


@bp.get("/locations/<slug>/calendar.ics")
@audience(Audience.EVERYONE)
def calendar_file(slug: str) -> Response:
    """The days on which the location differs from its week, and its services' own hours, for a calendar."""
    record = directory.location_by_slug(session(), slug)
    content = location_calendar(record, _place(record), page_language(), url=_own_page(slug))
    return calendar(content, f"{slug}.ics")


def _place(record: Location) -> LocationPage:
    entry = directory.entry_of(session(), record.id, now(), language=language_to_look_for(page_language()))
    return location_page(record, entry, language=page_language(), moment=now())


def _own_page(slug: str) -> str:
    return public_address(address("residents.location", slug=slug))
