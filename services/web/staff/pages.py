"""Makes the pages of staff: a template, with who is signed in and what was just done."""

from collections.abc import Callable
from typing import cast

from flask import get_flashed_messages, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from services.web.extensions import now, page_language
from services.web.rendering import renderer
from services.web.staff.navigation import pages_for
from services.web.staff.signed_in import signed_in


def staff_page(template: str, **values: object) -> str:
    """Return a template's text in the language of whoever is signed in."""
    found = renderer().staff_environment(page_language()).get_template(template)
    person = signed_in()
    return found.render(
        now=now(),
        person=person,
        pages=pages_for(person.grants) if person else (),
        here=request.endpoint or "",
        csrf_token=generate_csrf(),
        flashed=get_flashed_messages(),
        **values,
    )


def said(message: str, **gaps: object) -> str:
    """Return a message of staff pages in the language of whoever is signed in."""
    translate = cast("Callable[..., Markup]", renderer().staff_environment(page_language()).globals["_"])
    return str(translate(message, **gaps))
