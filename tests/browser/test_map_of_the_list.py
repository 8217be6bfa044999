"""The map beside the list: the same places under the same numbers, and one line when it cannot come."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.troubles import Troubles
from tests.pages_for_tests import MOMENT

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
LIST = f"/en/?q=Nakayama&kind=lounge&speaks=ja&when={MOMENT}"
CARDS = "(cards) => cards.map((card) => `${card.dataset.number}. ${card.querySelector('h3').textContent.trim()}`)"
PINS = "(pins) => pins.map((pin) => pin.getAttribute('aria-label'))"
CLUSTERED = "(marks) => marks.reduce((sum, mark) => sum + Number(mark.textContent.slice(1)), 0)"


def numbered(page: Page) -> list[str]:
    """Return the cards of the list as pins are labelled."""
    return list(page.locator("li.card").evaluate_all(CARDS))


def test_a_wide_screen_has_the_map_at_once_with_the_numbers_of_the_list(visit: Visit) -> None:
    page = visit(LIST)
    expect(page.locator(".map-pin").first).to_be_visible()

    pins = page.locator(".map-pin").evaluate_all(PINS)
    clustered = page.locator(".map-cluster").evaluate_all(CLUSTERED)

    assert set(pins) <= set(numbered(page))
    assert len(pins) + clustered == len(numbered(page))


def test_a_phone_has_the_map_when_it_is_asked_for(visit: Visit) -> None:
    page = visit(LIST, width=360)
    expect(page.locator(".map-pin")).to_have_count(0)

    page.locator("a[href='#map']").click()

    expect(page.locator(".map-pin").first).to_be_in_viewport()


def test_pointing_at_a_card_marks_its_pin(visit: Visit) -> None:
    page = visit(LIST)
    first = numbered(page)[0]

    page.locator("li.card").first.hover()

    expect(page.get_by_role("button", name=first, exact=True)).to_contain_class("is-marked")


def test_focus_on_a_pin_marks_its_card(visit: Visit) -> None:
    page = visit(LIST)

    page.get_by_role("button", name=numbered(page)[0], exact=True).focus()

    expect(page.locator("li.card").first).to_contain_class("is-marked")


def test_a_pin_says_what_the_card_says_and_leads_there(visit: Visit) -> None:
    page = visit(LIST)

    page.get_by_role("button", name=numbered(page)[0], exact=True).press("Enter")
    expect(page.locator(".map-popup")).to_contain_text("Japanese at this time")
    page.locator(".map-popup").get_by_role("link").click()

    expect(page).to_have_url(re.compile("/en/locations/lounge-midori$"))


def test_a_map_that_cannot_come_is_one_line(visit: Visit, troubles: Troubles, live_site: str) -> None:
    troubles.expect("Failed to load resource", "TypeError", "Error")
    page = visit(LIST, width=360)
    page.route(f"{live_site}/map.js?*", lambda route: route.abort())

    page.locator("a[href='#map']").click()

    expect(page.locator(".map-status")).to_have_text(
        "The map could not be loaded. Everything on the map is in the list too."
    )
    expect(page.locator("li.card").first).to_be_visible()
