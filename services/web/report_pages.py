"""Fills the pages of a resident's report: the form, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from services.clock import city_time
from services.codes import grouped
from services.languages import Language
from services.models import Location, Report, ReportAbout
from services.openformats.qr import QrDrawing, qr_drawing
from services.reports import LONGEST_TEXT, original_of
from services.web.addresses import address, public_address
from services.web.location_page import field_words
from services.web.pages import Words
from services.web.report_forms import ReportForm

_ABOUTS = tuple(about.value for about in ReportAbout)


@dataclass(frozen=True, slots=True)
class ReportFormPage:
    """The form for what is wrong with one location."""

    slug: str
    name: Words
    form: ReportForm
    abouts: tuple[str, ...] = _ABOUTS
    longest: int = LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What became of a report. The words of its maker are not shown: whoever has the code may see the page."""

    code: str
    slug: str
    name: Words
    about: str
    state: str
    made_at: datetime
    answer: Words | None
    answered_at: datetime | None
    url: str
    """In full, to be kept."""
    drawing: QrDrawing


def report_form_page(location: Location, form: ReportForm, language: Language) -> ReportFormPage:
    """Return the form's page for a reader of `language`."""
    return ReportFormPage(location.slug, _name(location, language), form)


def report_page(session: Session, report: Report, language: Language) -> ReportPage:
    """Return the page of a report; where it was joined to another, with the state and answer of that one."""
    location, original, code = (
        session.get_one(Location, report.location_id),
        original_of(session, report),
        report.code,
    )
    url = public_address(address("residents.report_state", report_code=grouped(code)))
    is_answered = original.answered_at is not None and original.state.value not in {"new", "being_checked"}
    return ReportPage(
        code=grouped(code),
        slug=location.slug,
        name=_name(location, language),
        about=report.about.value,
        state=original.state.value,
        made_at=city_time(report.made_at),
        answer=Words(original.answer, original.answer_language or "ja") if is_answered and original.answer else None,
        answered_at=city_time(original.answered_at) if is_answered and original.answered_at else None,
        url=url,
        drawing=qr_drawing(url),
    )


def _name(location: Location, language: Language) -> Words:
    return field_words(location.texts, "name", language) or Words(location.slug, "en")
