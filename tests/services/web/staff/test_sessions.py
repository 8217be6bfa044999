"""The cookie of staff goes to staff pages only."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from services.models import Role
from services.settings import Settings
from services.web.staff.sessions import is_for_staff
from tests.staff_for_tests import signed_in


@pytest.mark.parametrize("path", ["/staff/", "/staff", "/staff/people", "/signin", "/signin/second/code", "/desk/"])
def test_addresses_of_staff(path: str) -> None:
    assert is_for_staff(path)


@pytest.mark.parametrize("path", ["/staffing", "/en/", "/", "/en/staff/"])
def test_addresses_of_residents(path: str) -> None:
    assert not is_for_staff(path)


def test_residents_pages_set_no_cookie_of_staff_even_for_staff(app: Flask) -> None:
    client = signed_in(app, Role.BUREAU)

    assert "staff=" not in str(client.get("/en/").headers.getlist("Set-Cookie"))
    assert "staff=" in str(client.get("/staff/").headers.getlist("Set-Cookie"))


def test_the_cookie_is_hidden_from_scripts_and_from_other_sites(client: FlaskClient) -> None:
    cookie = client.get("/signin").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_in_production_the_cookie_goes_over_https_alone(database_url: str) -> None:
    settings = Settings(environment="production", secret_key="x" * 32, database_url=database_url)

    assert "Secure" in create_app(settings).test_client().get("/signin").headers["Set-Cookie"]
