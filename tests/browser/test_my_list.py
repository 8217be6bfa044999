"""A list of one's own: in this browser alone, to be shared by its address, and every change can be undone."""

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
BOTH = "/en/list?places=lounge-midori,ward-midori"


def kept(page: Page) -> str | None:
    found: str | None = page.evaluate("localStorage.getItem('madoguchi.list')")
    return found


@pytest.fixture
def own_list(visit: Visit) -> Page:
    """The page of a list of two places that this browser keeps."""
    page = visit("/en/locations/lounge-midori")
    page.get_by_role("button", name="Keep in my list").click()
    page.goto("/en/locations/ward-midori")
    page.get_by_role("button", name="Keep in my list").click()
    page.goto("/en/list")
    expect(page).to_have_url(re.compile(r"places=lounge-midori,ward-midori$"))
    return page


def test_what_is_kept_stays_kept_and_can_be_taken_back(visit: Visit) -> None:
    page = visit("/en/locations/lounge-midori")
    button = page.get_by_role("button", name="Keep in my list")
    button.click()
    page.reload()

    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("main").get_by_role("link", name="My list")).to_have_text(re.compile(r"\(1\)"))
    button.click()
    assert kept(page) is None


def test_my_list_shows_the_places_that_this_browser_keeps(own_list: Page) -> None:
    expect(own_list.locator(".card")).to_have_count(2)


def test_a_place_taken_off_comes_back_by_undo(own_list: Page) -> None:
    own_list.get_by_role("button", name=re.compile("Take off my list")).first.click()
    expect(own_list.locator(".card")).to_have_count(1)

    own_list.get_by_role("button", name="Undo").click()

    expect(own_list.locator(".card")).to_have_count(2)
    assert kept(own_list) == '["lounge-midori","ward-midori"]'


def test_an_emptied_list_is_empty_and_comes_back_by_undo(own_list: Page) -> None:
    own_list.get_by_role("button", name="Empty my list").click()
    expect(own_list.locator(".lead")).to_contain_text("nothing in your list")
    assert kept(own_list) is None

    own_list.get_by_role("button", name="Undo").click()

    expect(own_list.locator(".card")).to_have_count(2)


def test_a_list_that_somebody_sent_is_kept_only_when_asked(visit: Visit) -> None:
    page = visit(BOTH)
    assert kept(page) is None

    page.get_by_role("button", name="Keep these places in my list").click()

    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert kept(page) == '["lounge-midori","ward-midori"]'


@pytest.mark.parametrize("broken", ["{", "17", '["../../x", 3, "lounge-midori"]'])
def test_a_broken_store_does_no_harm(visit: Visit, broken: str) -> None:
    page = visit("/en/locations/ward-midori")
    page.evaluate("text => localStorage.setItem('madoguchi.list', text)", broken)
    page.reload()

    page.get_by_role("button", name="Keep in my list").click()

    assert (kept(page) or "").endswith('"ward-midori"]')


def test_the_address_is_copied_without_the_reader_s_position(visit: Visit) -> None:
    page = visit(f"{BOTH}&lat=35.5&lon=139.6", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("delete Navigator.prototype.share")

    page.get_by_role("button", name="Share").click()

    expect(page.get_by_role("status")).to_have_text("The address was copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert unquote(copied).endswith(BOTH)


def test_without_javascript_a_list_is_read_by_its_address_and_nothing_is_offered_that_does_not_work(
    visit: Visit,
) -> None:
    page = visit(BOTH, java_script_enabled=False)

    expect(page.locator(".card")).to_have_count(2)
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
