"""Near me: asked for only when the button is pressed, and a refusal is no dead end."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
AT_NAKAYAMA = {"latitude": 35.5145, "longitude": 139.5399}


def test_the_button_searches_from_where_the_reader_is(visit: Visit) -> None:
    page = visit("/en/?kind=ward_office", geolocation=AT_NAKAYAMA, permissions=["geolocation"])

    page.get_by_role("button", name="Near me").click()

    expect(page).to_have_url(re.compile(r"kind=ward_office.*lat=35\.5145"))
    expect(page.locator(".understood")).to_contain_text("near you")
    expect(page.locator(".card", has_text="Midori Ward Office")).to_contain_text(re.compile(r"\d+ m"))


def test_a_refusal_says_what_to_do_instead(visit: Visit) -> None:
    page = visit()

    page.get_by_role("button", name="Near me").click()

    expect(page.get_by_role("status").filter(has_text="Please type a place or a station.")).to_be_visible()
    expect(page.get_by_role("button", name="Near me")).to_be_enabled()


def test_without_javascript_there_is_no_such_button(visit: Visit) -> None:
    page = visit(java_script_enabled=False)

    expect(page.locator("button.position")).to_be_hidden()


def test_the_guide_takes_the_position_for_an_answer(visit: Visit) -> None:
    page = visit("/en/guide?topic=work&speaks=ne", geolocation=AT_NAKAYAMA, permissions=["geolocation"])

    page.get_by_role("button", name="Near me").click()

    expect(page).to_have_url(re.compile(r"/en/guide\?topic=work&speaks=ne&lat=35\.5145"))
    expect(page.get_by_role("heading", level=1)).to_have_text("When do you want to go or call?")
