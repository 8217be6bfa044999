"""After one visit the directory works without a network, in the visitor's language, and says of when it is."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.browser.examining import too_wide, violations
from tests.browser.saved_copies import kept_addresses, wait_for_copy
from tests.pages_for_tests import LANGUAGES

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
# Latin letters, readings above the words, another script, and from right to left.
SLUGS = ("en", "ja-easy", "ne", "x-rtl")
MIDORI, ITS_PHONE = "/locations/lounge-midori", "045-532-3548"


@pytest.fixture
def first_visit(visit: Visit) -> Visit:
    """Open a page in a browser that may keep a copy."""
    return partial(visit, service_workers="allow", width=360)


@pytest.fixture(params=SLUGS)
def offline(first_visit: Visit, request: pytest.FixtureRequest) -> tuple[Page, str]:
    """A tab that saw the list once and has no network since; and the language it is in."""
    page = first_visit(f"/{request.param}/")
    wait_for_copy(page, request.param)
    page.context.set_offline(True)
    return page, request.param


@pytest.fixture
def in_english(first_visit: Visit) -> Page:
    page = first_visit("/en/")
    wait_for_copy(page, "en")
    page.context.set_offline(True)
    return page


def expect_copy(page: Page) -> None:
    expect(page.locator(".saved-line")).to_be_visible()
    expect(page.locator(".saved-line")).to_contain_text(re.compile(r"20\d\d"))
    expect(page.locator(":is(.speech, .open-line)")).to_have_count(0)


def test_list_location_and_card_work_without_a_network(offline: tuple[Page, str]) -> None:
    page, slug = offline

    answer = page.reload()
    assert answer is not None
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    expect_copy(page)
    expect(page.locator("html")).to_have_attribute("lang", LANGUAGES[slug].tag)
    expect(page.locator("li.card")).to_have_count(39)
    page.locator(f"a[href='/{slug}{MIDORI}']").click()
    expect_copy(page)
    expect(page.locator("main")).to_contain_text(ITS_PHONE)
    expect(page.locator(".hours").first).to_be_visible()
    page.locator(f"a[href='/{slug}{MIDORI}/card']").click()
    expect_copy(page)
    expect(page.locator(".counter")).to_be_visible()


def test_saved_pages_are_for_everybody(offline: tuple[Page, str]) -> None:
    page, slug = offline

    for path in ("/", MIDORI, "/locations/lounge-tsurumi", f"{MIDORI}/card", "/wards/14110", "/guide"):
        page.goto(f"/{slug}{path}")
        expect_copy(page)
        assert violations(page) == [], path
        assert too_wide(page) == [], path


def test_the_map_draws_the_outlines_and_all_places(in_english: Page) -> None:
    in_english.reload()

    in_english.locator("a[href='#map']").click()

    expect(in_english.locator(".map-pin, .map-cluster").first).to_be_visible()
    expect(in_english.locator(".map-canvas path.leaflet-interactive, .map-canvas svg path").first).to_be_attached()


def test_the_list_shows_what_the_address_asks_for(in_english: Page) -> None:
    in_english.goto("/en/?topic=passport")
    expect(in_english.locator("li.card:visible")).to_have_count(2)

    in_english.goto("/en/?q=nakayama")
    expect(in_english.locator("li.card:visible")).to_contain_text(["Midori"])

    in_english.goto("/en/?q=zzzz")
    expect(in_english.locator("li.card:visible")).to_have_count(0)
    expect(in_english.get_by_role("link", name="Show all places")).to_be_visible()


def test_those_who_speak_the_language_come_first_and_nobody_is_hidden(in_english: Page) -> None:
    in_english.goto("/en/?speaks=ne")

    expect(in_english.locator("li.card:visible")).to_have_count(39)
    expect(in_english.locator("li.card").first).to_have_attribute("data-speaks", re.compile(r"\bne\b"))


def test_a_search_in_the_saved_list_needs_no_network(in_english: Page) -> None:
    in_english.reload()
    in_english.get_by_label("Your need, a place or a station").fill("Midori")

    in_english.get_by_role("button", name="Search").click()

    expect(in_english.locator("li.card:visible").first).to_contain_text("Midori")
    expect(in_english.get_by_label("Your need, a place or a station")).to_have_value("Midori")


def test_my_own_list_is_there(in_english: Page) -> None:
    in_english.evaluate("localStorage.setItem('madoguchi.list', JSON.stringify(['lounge-midori', 'yoke']))")

    in_english.goto("/en/list")

    expect(in_english.locator("li.card:visible")).to_have_count(2)


def test_a_language_that_is_not_saved_says_which_is(in_english: Page) -> None:
    in_english.goto(f"/ja{MIDORI}")

    expect(in_english.get_by_role("heading", level=1)).to_have_text("This page is not in the saved copy")
    in_english.get_by_role("main").get_by_role("link", name="English").click()
    expect(in_english.locator("li.card")).to_have_count(39)


def test_the_start_leads_to_the_language_read_last(first_visit: Visit) -> None:
    page = first_visit("/en/")
    wait_for_copy(page, "en")
    page.goto("/ja/about")
    wait_for_copy(page, "ja")
    page.context.set_offline(True)

    page.goto("/")

    expect(page).to_have_url(re.compile(r"/ja/$"))
    expect(page.locator("li.card")).to_have_count(39)


def test_with_a_network_the_page_is_fresh_again(in_english: Page) -> None:
    in_english.reload()
    expect_copy(in_english)
    in_english.context.set_offline(False)

    in_english.get_by_role("link", name="Try again").click()

    expect(in_english.locator(".open-line").first).to_be_visible()
    expect(in_english.locator(".saved-line")).to_have_count(0)


def test_no_page_that_was_visited_is_kept_and_no_position(first_visit: Visit) -> None:
    page = first_visit("/en/?lat=35.5145&lon=139.5399&q=visa")
    wait_for_copy(page, "en")
    page.goto("/en/locations/lounge-naka")

    kept = kept_addresses(page)

    assert [address for address in kept if not address.startswith(("/static/", "/map.js?"))] == ["/en/offline.json"]
    assert "lat=" not in " ".join(kept)
