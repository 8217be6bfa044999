from services.models import Role
from services.permissions import Grant
from services.web.staff.navigation import pages_for


def test_the_menu_has_the_pages_that_somebody_may_open() -> None:
    assert [code for _, code in pages_for([Grant(Role.ADMINISTRATOR)])] == ["start", "listings", "reports", "people"]
    assert [code for _, code in pages_for([Grant(Role.CONSULTANT)])] == ["start"]


def test_without_a_role_there_is_no_menu() -> None:
    assert pages_for([]) == []
