"""The form of a report as it came back: what was chosen and typed, and what keeps it from being sent."""

from dataclasses import dataclass, replace
from datetime import datetime

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from services.models import ReportAbout
from services.reports import LONGEST_TEXT, plain_text
from services.web.form_stamps import StampFault, fault_of, stamp

_TRAP = "leave_empty"
"""A field that people do not see; programs that fill in whatever they find show themselves by it."""
_CHOICES = frozenset(about.value for about in ReportAbout)


@dataclass(frozen=True, slots=True)
class ReportForm:
    """A form as it is shown, with all that was typed."""

    stamp: str
    about: str = ""
    text: str = ""
    faults: tuple[str, ...] = ()
    """`about`: nothing chosen; `text`: too long; `fast`, `old`: to be sent again; `busy`: too many came."""

    @property
    def text_length(self) -> int:
        """Characters that would be kept."""
        return len(plain_text(self.text))


def blank_form(slug: str, at: datetime) -> ReportForm:
    """Return the form for a report about one location."""
    return ReportForm(stamp(_purpose(slug), at))


def sent_form(fields: MultiDict[str, str], slug: str, at: datetime) -> ReportForm:
    """Return a form that came back. Raises `BadRequest` for a choice that no form of ours offers."""
    about = fields.get("about", "")
    if about and about not in _CHOICES:
        raise BadRequest("about is none of the choices")
    form = ReportForm(fields.get("stamp", ""), about, fields.get("text", ""))
    stamp_fault = fault_of(form.stamp, _purpose(slug), at)
    if fields.get(_TRAP):
        stamp_fault = StampFault.FAST
    faults = {"about": not about, "text": form.text_length > LONGEST_TEXT, str(stamp_fault): stamp_fault is not None}
    # Whoever was fast sends the same stamp again, which is older by then.
    valid = blank_form(slug, at).stamp if stamp_fault is StampFault.OLD else form.stamp
    return replace(form, stamp=valid, faults=tuple(fault for fault, is_there in faults.items() if is_there))


def _purpose(slug: str) -> str:
    return f"report {slug}"
