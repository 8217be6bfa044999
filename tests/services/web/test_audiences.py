"""Whom a view is for is written on the view."""

import pytest
from flask import Flask

from services.web.audiences import Audience, audience, audience_of


@pytest.fixture
def made_up() -> Flask:
    """An application with one view that says whom it is for, and one that does not."""
    app = Flask(__name__)
    app.get("/said", endpoint="said")(audience(Audience.EVERYONE)(lambda: "said"))
    app.get("/unsaid", endpoint="unsaid")(lambda: "unsaid")
    return app


def test_declared_audience_is_found_again(made_up: Flask) -> None:
    assert audience_of(made_up, "said") is Audience.EVERYONE


def test_view_that_declares_nothing_has_none(made_up: Flask) -> None:
    assert audience_of(made_up, "unsaid") is None


def test_declaration_leaves_the_view_as_it_is(made_up: Flask) -> None:
    assert made_up.test_client().get("/said").text == "said"
