"""Every kind of page in every language, narrow and wide: axe finds nothing, nothing is cut off or goes wrong."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.examining import too_wide, too_wide_when_doubled, violations
from tests.browser.troubles import Troubles
from tests.pages_for_tests import ERRORS, LANGUAGES, PAGES, address

pytestmark = pytest.mark.browser

NARROW, WIDE = ViewportSize(width=360, height=800), ViewportSize(width=1280, height=800)
Tabs = Callable[..., Page]


@pytest.fixture(scope="module")
def tabs(chromium: Browser, live_site: str) -> Iterator[Tabs]:
    """One tab for each size and colour, kept for all pages; faster than a new browser for each."""
    kept: dict[tuple[str, ...], Page] = {}

    def tab(size: ViewportSize, **options: str) -> Page:
        key = (str(size), *options.values())
        if key not in kept:
            kept[key] = chromium.new_context(
                base_url=live_site, viewport=size, reduced_motion="reduce", **options
            ).new_page()
        return kept[key]

    yield tab
    for page in kept.values():
        page.context.close()


@pytest.fixture
def open_page(tabs: Tabs, troubles: Troubles) -> Iterator[Tabs]:
    """Open a page of a kind and language in a tab; troubles in it fail the test."""
    stops: list[Callable[[], None]] = []

    def opened(name: str, slug: str, size: ViewportSize, **options: str) -> Page:
        page = tabs(size, **options)
        stops.append(troubles.watch(page))
        answer = page.goto(address(name, LANGUAGES[slug]))
        assert answer is not None
        assert answer.status == ERRORS.get(name, 200)
        return page

    yield opened
    for stop in stops:
        stop()


def wait_for_map(page: Page) -> None:
    """Wait until the map that opens by itself has its places."""
    if page.locator("#map").count():
        expect(page.locator(".map-status")).to_be_empty()
        expect(page.locator(".map-pin, .map-cluster").first).to_be_attached()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("slug", LANGUAGES)
def test_page_on_a_phone(open_page: Tabs, name: str, slug: str) -> None:
    page = open_page(name, slug, NARROW)

    assert violations(page) == []
    assert too_wide(page) == []
    assert too_wide_when_doubled(page) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("slug", LANGUAGES)
def test_page_on_a_desk(open_page: Tabs, name: str, slug: str) -> None:
    page = open_page(name, slug, WIDE)
    wait_for_map(page)

    assert violations(page) == []
    assert too_wide(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_page_in_dark_colours(open_page: Tabs, name: str) -> None:
    page = open_page(name, "en", WIDE, color_scheme="dark")
    wait_for_map(page)

    assert violations(page) == []


@pytest.mark.parametrize("name", ["find near a station", "lounge", "ward with a lounge", "about"])
def test_printed_page_keeps_its_text_and_drops_what_cannot_be_pressed(open_page: Tabs, name: str) -> None:
    page = open_page(name, "en", WIDE)

    page.emulate_media(media="print")

    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".switcher")).to_be_hidden()
    assert violations(page) == []
    page.emulate_media(media="screen")
