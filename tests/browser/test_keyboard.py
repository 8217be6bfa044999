"""All the way with the keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.pages_for_tests import MOMENT

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
LIST = f"/en/?q=Nakayama&kind=lounge&speaks=ja&when={MOMENT}"
FOCUSED = "() => document.activeElement.id || document.activeElement.textContent.trim()"
MOST_STOPS = 60


def stops(page: Page, until: str) -> list[str]:
    """Press Tab until `until` has the focus; return what had it on the way."""
    passed: list[str] = []
    while until not in passed and len(passed) < MOST_STOPS:
        page.keyboard.press("Tab")
        passed.append(str(page.evaluate(FOCUSED)))
    return passed


def test_the_first_stop_leads_past_the_header(visit: Visit) -> None:
    page = visit(LIST)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Go to the content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_the_order_is_question_language_search_choices_places(visit: Visit) -> None:
    page = visit(LIST)
    name = "Midori International Lounge"

    passed = stops(page, until=name)

    chip = page.locator(".chip").first.inner_text().strip()
    wanted = ["q", "speaks", "Search", chip, name]
    assert [stop for stop in passed if stop in wanted] == wanted


def test_enter_follows_the_first_place(visit: Visit) -> None:
    page = visit(LIST)

    stops(page, until="Midori International Lounge")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/en/locations/lounge-midori$"))


def test_focus_is_always_seen(visit: Visit) -> None:
    page = visit(LIST)

    stops(page, until="Search")

    expect(page.locator(":focus")).not_to_have_css("outline-style", "none")


def test_the_search_starts_from_the_box(visit: Visit) -> None:
    page = visit()

    page.get_by_label("Your need, a place or a station").press("a")
    page.keyboard.type("oba")
    page.keyboard.press("Enter")

    expect(page.locator(".understood")).to_contain_text("near Aoba")
