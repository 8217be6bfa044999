import pytest

from services.editing.rights import may_decide, may_propose, may_publish, require
from services.errors import NotAllowed
from services.models import Kind, Location, Role
from services.permissions import Grant

LOUNGE, OTHER_LOUNGE = 7, 8
MIDORI, AOBA = "14113", "14117"
EDITORS = {
    "A": Grant(Role.ADMINISTRATOR),
    "B": Grant(Role.BUREAU),
    "E": Grant(Role.WARD_EDITOR, ward_code=MIDORI),
    "e": Grant(Role.WARD_EDITOR, ward_code=AOBA),
    "C": Grant(Role.LOUNGE_CONTRIBUTOR, location_id=LOUNGE),
    "c": Grant(Role.LOUNGE_CONTRIBUTOR, location_id=OTHER_LOUNGE),
    "O": Grant(Role.CONSULTANT),
    "D": Grant(Role.RECEIVING_DESK, location_id=LOUNGE),
}


def lounge(*, needs_review: bool = False) -> Location:
    return Location(id=LOUNGE, slug="lounge", kind=Kind.LOUNGE, ward_code=MIDORI, needs_review=needs_review)


@pytest.mark.parametrize(("needs_review", "allowed"), [(False, "ABE"), (True, "AB")])
def test_who_may_publish(*, needs_review: bool, allowed: str) -> None:
    location = lounge(needs_review=needs_review)

    assert "".join(who for who, grant in EDITORS.items() if may_publish([grant], location)) == allowed


@pytest.mark.parametrize("needs_review", [False, True])
def test_who_may_propose(*, needs_review: bool) -> None:
    location = lounge(needs_review=needs_review)

    assert "".join(who for who, grant in EDITORS.items() if may_propose([grant], location)) == "ABEC"


@pytest.mark.parametrize(("needs_review", "allowed"), [(False, "ABE"), (True, "AB")])
def test_who_may_decide(*, needs_review: bool, allowed: str) -> None:
    location = lounge(needs_review=needs_review)

    assert "".join(who for who, grant in EDITORS.items() if may_decide([grant], location)) == allowed


def test_a_place_moves_to_another_ward_only_by_who_may_change_both() -> None:
    assert [who for who, grant in EDITORS.items() if may_publish([grant], lounge(), ward_code=AOBA)] == ["A", "B"]
    assert may_publish([EDITORS["E"], EDITORS["e"]], lounge(), ward_code=AOBA)


def test_what_is_required_and_not_so_is_told() -> None:
    with pytest.raises(NotAllowed, match="may not"):
        require(condition=False, what="kim may not")
