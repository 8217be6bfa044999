from flask import Flask, g

from services.languages import ENGLISH, JAPANESE
from services.models import Role
from services.web.staff.pages import said
from tests.staff_for_tests import sent, signed_in


def test_a_message_is_said_in_the_language_of_the_page(app: Flask) -> None:
    with app.test_request_context():
        g.language = JAPANESE
        assert said("They have joined already.") == "すでに利用を始めています。"
        g.language = ENGLISH
        assert said("%(name)s is invited. The mail goes out now.", name="<Kim>").startswith("&lt;Kim&gt; is")


def test_what_was_done_is_said_once(app: Flask) -> None:
    client = signed_in(app, Role.BUREAU)
    sent(client, "/staff/account/app/remove")

    first, second = client.get("/staff/account").text, client.get("/staff/account").text

    assert "only second step" in first
    assert "only second step" not in second
