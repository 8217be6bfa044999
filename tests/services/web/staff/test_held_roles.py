from flask import Flask, g

from services.languages import JAPANESE
from services.models import Role
from services.permissions import Grant
from services.web.staff.held_roles import HeldRole, held_role


def test_a_place_is_named_in_the_language_of_the_page(app: Flask) -> None:
    with app.test_request_context():
        g.language = JAPANESE

        assert held_role(Grant(Role.WARD_EDITOR, ward_code="14113")) == HeldRole(Role.WARD_EDITOR, "緑区")
        assert held_role(Grant(Role.BUREAU)) == HeldRole(Role.BUREAU, None)


def test_a_location_that_is_gone_has_no_name(app: Flask) -> None:
    with app.test_request_context():
        g.language = JAPANESE

        assert held_role(Grant(Role.RECEIVING_DESK, location_id=9999)).place is None
