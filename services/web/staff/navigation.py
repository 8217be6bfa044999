"""The pages that stand in the menu of staff, and for whom."""

from collections.abc import Iterable, Sequence

from services.permissions import Action, Grant, may_anywhere

_PAGES = (
    ("staff.start", "start", Action.SEE_STAFF_PAGES),
    ("listings.overview", "listings", Action.EDIT_LOCATION),
    ("report_queue.queue", "reports", Action.ANSWER_REPORT),
    ("people.overview", "people", Action.MANAGE_PEOPLE),
)
"""Endpoint, code of the words, and the action that the page is for."""


def pages_for(grants: Iterable[Grant]) -> Sequence[tuple[str, str]]:
    """Return endpoint and code of each page that somebody with `grants` may open, in the menu's order."""
    held = tuple(grants)
    return [(endpoint, code) for endpoint, code, action in _PAGES if may_anywhere(held, action)]
