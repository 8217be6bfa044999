"""Who may do what: the whole table, written out once more from the other side."""

import pytest

from services.models import Role
from services.permissions import CITY, RIGHTS, Action, Grant, Scope, locations_of, may, may_anywhere, wards_of

MIDORI, AOBA = "14113", "14117"
LOUNGE, OTHER_LOUNGE = 7, 8
ADMINISTRATOR, BUREAU = Grant(Role.ADMINISTRATOR), Grant(Role.BUREAU)
EDITOR = Grant(Role.WARD_EDITOR, ward_code=MIDORI)
CONTRIBUTOR = Grant(Role.LOUNGE_CONTRIBUTOR, location_id=LOUNGE)
CONSULTANT, DESK = Grant(Role.CONSULTANT), Grant(Role.RECEIVING_DESK, location_id=LOUNGE)
EVERYBODY = (ADMINISTRATOR, BUREAU, EDITOR, CONTRIBUTOR, CONSULTANT, DESK)
HERE = Scope(MIDORI, LOUNGE)

ALLOWED_HERE = {
    Action.SEE_STAFF_PAGES: "ABECOD",
    Action.EDIT_LOCATION: "ABE",
    Action.PROPOSE_CHANGE: "C",
    Action.REVIEW_PROPOSAL: "ABE",
    Action.CONFIRM_LISTING: "ABEC",
    Action.SEE_HISTORY: "ABEC",
    Action.RESTORE_LISTING: "ABE",
    Action.REQUIRE_REVIEW: "AB",
    Action.WRITE_NOTICE: "ABE",
    Action.WRITE_CITY_NOTICE: "AB",
    Action.ANSWER_REPORT: "ABE",
    Action.TRANSLATE: "ABE",
    Action.IMPORT_LISTINGS: "ABE",
    Action.EXPORT_LISTINGS: "ABE",
    Action.SEE_USAGE: "ABE",
    Action.MANAGE_PEOPLE: "A",
    Action.SEE_MAIL: "A",
    Action.REFER: "O",
    Action.RECEIVE_REFERRAL: "D",
}
"""Action → Administrator, Bureau, ward Editor, Contributor, cOnsultant, receiving Desk."""
LETTERS = dict(zip("ABECOD", EVERYBODY, strict=True))


def test_the_table_names_every_action_and_every_role() -> None:
    assert ALLOWED_HERE.keys() == set(Action)
    assert RIGHTS.keys() == set(Role)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("letter", LETTERS)
def test_each_role_may_do_what_the_table_says_where_it_holds(letter: str, action: Action) -> None:
    assert may([LETTERS[letter]], action, HERE) is (letter in ALLOWED_HERE[action])


@pytest.mark.parametrize("elsewhere", [Scope(AOBA, OTHER_LOUNGE), Scope(AOBA), CITY])
@pytest.mark.parametrize("action", sorted(set(Action) - {Action.SEE_STAFF_PAGES}))
@pytest.mark.parametrize("grant", [EDITOR, CONTRIBUTOR, DESK])
def test_a_role_of_one_place_ends_there(grant: Grant, action: Action, elsewhere: Scope) -> None:
    assert not may([grant], action, elsewhere)


@pytest.mark.parametrize("action", Action)
def test_who_holds_no_role_may_do_nothing(action: Action) -> None:
    assert not may([], action, HERE)
    assert not may_anywhere([], action)


def test_another_lounge_of_the_same_ward_is_not_the_contributors() -> None:
    assert not may([CONTRIBUTOR], Action.PROPOSE_CHANGE, Scope(MIDORI, OTHER_LOUNGE))


def test_roles_add_up() -> None:
    both = [EDITOR, Grant(Role.WARD_EDITOR, ward_code=AOBA), CONSULTANT]

    assert may(both, Action.EDIT_LOCATION, Scope(AOBA, OTHER_LOUNGE))
    assert may(both, Action.REFER, CITY)
    assert not may(both, Action.WRITE_CITY_NOTICE, CITY)


@pytest.mark.parametrize(
    ("grants", "expected"),
    [([EDITOR], {MIDORI}), ([EDITOR, BUREAU], None), ([CONTRIBUTOR], set()), ([], set()), ([ADMINISTRATOR], None)],
)
def test_the_wards_that_somebody_edits(grants: list[Grant], expected: set[str] | None) -> None:
    assert wards_of(grants, Action.EDIT_LOCATION) == expected


def test_the_locations_that_somebody_looks_after() -> None:
    assert locations_of([CONTRIBUTOR, DESK, EDITOR], Action.PROPOSE_CHANGE) == {LOUNGE}
    assert locations_of([EDITOR], Action.PROPOSE_CHANGE) == set()


def test_a_page_is_for_those_who_may_do_its_action_anywhere() -> None:
    assert may_anywhere([EDITOR], Action.WRITE_NOTICE)
    assert not may_anywhere([CONTRIBUTOR], Action.WRITE_NOTICE)
