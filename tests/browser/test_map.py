"""The map in a real browser: numbered, reachable by keyboard, and never running a record's text."""

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from scripts import vendor
from tests.browser.map_site import HOSTILE, WORDS, Site, served
from tests.browser.troubles import Troubles

Visit = Callable[..., Page]

pytestmark = pytest.mark.browser

NARROW = 360


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    vendor.main()
    with served() as tiles, served(tiles.address) as site:
        yield site


@pytest.fixture
def troubles(site: Site) -> Iterator[Troubles]:
    """What went wrong; a made-up address that fails, and pictures from the made-up tile server, are no trouble."""
    collected = Troubles(site.address, site.tiles_origin)
    collected.expect("Failed to load resource", "TypeError", "Error: ")
    yield collected
    assert collected.seen == []


@pytest.fixture
def visit(chromium: Browser, site: Site, troubles: Troubles) -> Iterator[Visit]:
    """Open the page; afterwards nothing may have broken the policy or thrown, and no alert been shown."""
    contexts: list[BrowserContext] = []

    def opened(width: int = 1280, *, ready: bool = True, **query: str) -> Page:
        contexts.append(chromium.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce"))
        tab = contexts[-1].new_page()
        troubles.watch(tab)
        tab.goto(f"{site.address}/?{urlencode(query)}")
        if ready:
            expect(pins(tab)).to_have_count(3)
        return tab

    yield opened
    for context in contexts:
        context.close()


def pins(tab: Page) -> Locator:
    return tab.locator(".map-pin")


def pin(tab: Page, label: str) -> Locator:
    return tab.get_by_role("button", name=label, exact=True)


def requested(tab: Page) -> list[str]:
    """Return every address the page has loaded something from."""
    return list(tab.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)"))


def status(tab: Page) -> Locator:
    return tab.get_by_role("status")


def test_places_carry_the_numbers_of_the_list(visit: Visit) -> None:
    tab = visit()

    assert sorted(pins(tab).all_inner_texts()) == ["1", "2", "3"]
    expect(pin(tab, "1. First made-up lounge")).to_be_visible()


def test_places_close_together_are_one_mark_that_opens(visit: Visit) -> None:
    tab = visit()

    pin(tab, "Places here: 2").focus()
    tab.keyboard.press("Enter")
    pin(tab, "Places here: 2").press("Enter")

    expect(pin(tab, "5. Fifth made-up lounge")).to_be_visible()


def test_state_is_told_by_shape(visit: Visit) -> None:
    tab = visit()

    expect(pin(tab, "1. First made-up lounge")).to_contain_class("map-pin-now")
    expect(pin(tab, "3. Third made-up lounge")).to_have_css("border-style", "dashed")


def test_marks_are_large_enough_to_touch(visit: Visit) -> None:
    first = pins(visit()).first

    expect(first).to_have_css("width", "32px")
    expect(first).to_have_css("height", "32px")


def test_enter_opens_a_place_and_escape_leads_back(visit: Visit) -> None:
    tab = visit()

    pin(tab, "1. First made-up lounge").press("Enter")
    expect(tab.get_by_role("link", name="1. First made-up lounge")).to_be_focused()
    tab.keyboard.press("Escape")

    expect(tab.locator(".map-popup")).to_have_count(0)
    expect(pin(tab, "1. First made-up lounge")).to_be_focused()


def test_popup_has_names_in_their_languages_and_the_cards_own_line(visit: Visit) -> None:
    tab = visit()

    pin(tab, "3. Third made-up lounge").click()

    expect(tab.locator(".map-place [lang=ja]")).to_have_text("架空 3")
    expect(tab.locator(".map-place [data-map-line]")).to_have_text("Nepali, line 3")
    expect(tab.get_by_role("button", name=WORDS["close"])).to_be_visible()


def test_hostile_name_is_shown_as_text(visit: Visit) -> None:
    tab = visit()

    pin(tab, f"2. {HOSTILE}").click()

    expect(tab.get_by_role("link", name=f"2. {HOSTILE}")).to_be_visible()
    expect(tab.locator("#map img")).to_have_count(0)


def test_card_marks_its_pin_and_pin_its_card(visit: Visit) -> None:
    tab = visit()
    card = tab.locator("li[data-slug=made-up-1]")

    card.get_by_role("link").focus()
    expect(pin(tab, "1. First made-up lounge")).to_contain_class("is-marked")
    pin(tab, "1. First made-up lounge").focus()

    expect(pin(tab, "1. First made-up lounge")).not_to_contain_class("is-marked")
    expect(card).to_contain_class("is-marked")


def test_card_marks_the_cluster_that_holds_its_pin(visit: Visit) -> None:
    tab = visit()

    tab.locator("li[data-slug=made-up-5]").hover()

    expect(pin(tab, "Places here: 2")).to_contain_class("is-marked")


def test_narrow_map_waits_until_it_is_asked_for(visit: Visit) -> None:
    tab = visit(NARROW, ready=False)

    expect(tab.get_by_role("button", name=WORDS["open_map"])).to_be_visible()
    assert not [url for url in requested(tab) if "leaflet" in url]
    tab.get_by_role("link", name="Map", exact=True).click()

    expect(pins(tab).first).to_be_visible()


def test_nothing_comes_from_another_address(visit: Visit, site: Site) -> None:
    tab = visit(script="/streets.js")

    assert {url for url in requested(tab) if not url.startswith((site.address, "data:"))} == set()


def test_streets_come_when_asked_for_with_their_source(visit: Visit, site: Site) -> None:
    tab = visit(script="/streets.js")

    tab.get_by_role("button", name=WORDS["street_map"]).click()

    expect(tab.locator(".leaflet-tile-loaded").first).to_be_attached()
    expect(tab.get_by_text("Made-up survey")).to_be_visible()
    assert any(url.startswith(f"{site.tiles_origin}/tiles/") for url in requested(tab))


def test_failing_streets_say_so_and_all_else_stays(visit: Visit) -> None:
    tab = visit(script="/lost-streets.js")

    tab.get_by_role("button", name=WORDS["street_map"]).click()

    expect(status(tab)).to_have_text(WORDS["tiles_failed"])
    expect(tab.get_by_role("button", name=WORDS["street_map"])).to_have_attribute("aria-pressed", "false")
    expect(pins(tab)).to_have_count(3)


def test_without_tiles_there_is_no_button_for_them(visit: Visit) -> None:
    expect(visit().get_by_role("button", name=WORDS["street_map"])).to_have_count(0)


def test_failing_map_is_one_line_and_another_try(visit: Visit) -> None:
    tab = visit(ready=False, script="/lost.js")

    expect(status(tab)).to_have_text(WORDS["map_failed"])
    expect(tab.locator(".map-canvas")).to_be_hidden()
    tab.route("**/lost.js", lambda route: route.continue_(url=route.request.url.replace("lost", "map")))
    tab.get_by_role("button", name=WORDS["try_again"]).click()

    expect(pins(tab)).to_have_count(3)


def test_failing_places_say_so_on_a_map_that_stays(visit: Visit) -> None:
    tab = visit(ready=False, geojson="/lost.geojson")

    expect(status(tab)).to_have_text(WORDS["places_failed"])
    expect(tab.get_by_role("button", name=WORDS["try_again"])).to_be_visible()
    expect(tab.locator(".map-wards")).to_have_count(2)


def test_right_to_left_page_has_its_buttons_on_the_left(visit: Visit) -> None:
    tab = visit(dir="rtl")

    expect(tab.locator(".leaflet-left").get_by_role("button", name=WORDS["zoom_in"])).to_be_visible()
    pin(tab, "1. First made-up lounge").click()
    expect(tab.locator(".map-place")).to_have_attribute("dir", "rtl")


def test_start_of_the_distances_is_on_the_map(visit: Visit) -> None:
    tab = visit(here="35.06,139.18")

    expect(tab.locator(".map-here")).to_have_text(WORDS["here"])


def test_position_that_is_refused_says_so(visit: Visit) -> None:
    tab = visit()

    tab.get_by_role("button", name=WORDS["my_position"]).click()

    expect(status(tab)).to_have_text(WORDS["position_failed"])


def test_map_can_be_skipped(visit: Visit) -> None:
    tab = visit()

    tab.get_by_role("link", name=WORDS["skip_map"]).press("Enter")

    expect(tab.locator("#map-end")).to_be_focused()
