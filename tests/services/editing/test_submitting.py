from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from services.editing.submitting import Edit, submit
from services.errors import NotAllowed
from services.models import Proposal, Revision

if TYPE_CHECKING:
    from tests.services.editing.conftest import Lounge

NEW = "https://example.org/new"


@pytest.mark.parametrize(
    ("who", "needs_review", "expected"),
    [
        ("clerk", False, Revision),
        ("clerk", True, Proposal),
        ("bureau", True, Revision),
        ("desk", False, Proposal),
    ],
)
def test_a_change_holds_at_once_or_is_proposed(
    lounge: "Lounge", people: SimpleNamespace, *, who: str, needs_review: bool, expected: type
) -> None:
    lounge.location.needs_review = needs_review
    lounge.session.flush()
    edit = Edit(lounge.record(website=NEW), lounge.location.version, why="New")

    outcome = submit(lounge.session, lounge.location, edit, **getattr(people, who).as_reviewer)

    assert isinstance(outcome, expected)
    assert (lounge.record().website == NEW) is (expected is Revision)


def test_who_may_neither_is_told(lounge: "Lounge", people: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        submit(lounge.session, lounge.location, Edit(lounge.record(website=NEW), 1), **people.neighbour.as_reviewer)


def test_a_clerk_proposes_to_move_a_place_into_another_ward(lounge: "Lounge", people: SimpleNamespace) -> None:
    edit = Edit(lounge.record(ward_code="14117"), 1)

    assert isinstance(submit(lounge.session, lounge.location, edit, **people.clerk.as_reviewer), Proposal)
