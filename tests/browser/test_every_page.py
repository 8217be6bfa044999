"""Every kind of page in every language, narrow and wide: axe finds nothing, nothing is cut off or goes wrong."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.examining import double_text, too_wide, violations
from tests.browser.troubles import Troubles
from tests.pages_for_tests import ERRORS, LANGUAGES, PAGES, address

pytestmark = pytest.mark.browser

NARROW, WIDE = {"width": 360, "height": 800}, {"width": 1280, "height": 800}
SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": NARROW},
    "phone with large text": {"viewport": NARROW},
    "desk": {"viewport": WIDE},
    "desk in the dark": {"viewport": WIDE, "color_scheme": "dark"},
}
Open = Callable[[str, str, str], Page]


@pytest.fixture(scope="module")
def screens(chromium: Browser, live_site: str) -> Iterator[Callable[[str], Page]]:
    """One tab for each kind of screen, kept for all pages; faster than a new one for each."""
    kept: dict[str, Page] = {}

    def screen(kind: str) -> Page:
        if kind not in kept:
            options = {"reduced_motion": "reduce", "service_workers": "block", **SCREENS[kind]}
            context = chromium.new_context(base_url=live_site, **options)
            kept[kind] = context.new_page()
            if kind == "phone with large text":
                double_text(kept[kind])
        return kept[kind]

    yield screen
    for page in kept.values():
        page.context.close()


@pytest.fixture
def open_page(screens: Callable[[str], Page], troubles: Troubles) -> Iterator[Open]:
    """Open a kind of page in a language on a screen; troubles on it fail the test."""
    stops: list[Callable[[], None]] = []

    def opened(kind: str, name: str, slug: str) -> Page:
        page = screens(kind)
        stops.append(troubles.watch(page))
        answer = page.goto(address(name, LANGUAGES[slug]))
        assert answer is not None
        assert answer.status == ERRORS.get(name, 200)
        if kind.startswith("desk") and page.locator("#map").count():
            expect(page.locator(".map-pin, .map-cluster").first).to_be_attached()
        return page

    yield opened
    for stop in stops:
        stop()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("slug", LANGUAGES)
def test_everybody_can_use_it_on_a_phone(open_page: Open, slug: str, name: str) -> None:
    page = open_page("phone", name, slug)

    assert violations(page) == []
    assert too_wide(page) == []


# A wide screen is laid out alike in every language: one with long words, one with tall lines, one from right to left.
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("slug", ["en", "ja-easy", "ne", "x-rtl"])
def test_everybody_can_use_it_at_a_desk(open_page: Open, slug: str, name: str) -> None:
    page = open_page("desk", name, slug)

    assert violations(page) == []
    assert too_wide(page) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("slug", LANGUAGES)
def test_text_twice_as_large_fits_a_phone(open_page: Open, slug: str, name: str) -> None:
    page = open_page("phone with large text", name, slug)

    assert too_wide(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_dark_colours_can_be_told_apart(open_page: Open, name: str) -> None:
    page = open_page("desk in the dark", name, "en")

    assert violations(page) == []


@pytest.mark.parametrize("name", ["find near a station", "lounge", "ward with a lounge", "about"])
def test_print_keeps_the_text_and_drops_what_cannot_be_pressed(open_page: Open, name: str) -> None:
    page = open_page("desk", name, "en")

    page.emulate_media(media="print")

    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".switcher")).to_be_hidden()
    assert violations(page) == []
    page.emulate_media(media="screen")
