"""Away at once: by one press, by Escape three times, or by a plain link; and no way back to the page left."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from services.settings import Settings
from tests.browser.troubles import Troubles
from tests.pages_for_tests import ERRORS, LANGUAGES, PAGES, address

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
ELSEWHERE = Settings().quick_exit_url


@pytest.fixture
def visit_watched(visit: Visit, troubles: Troubles) -> Iterator[Visit]:
    """Visit a page in a browser for which the other site is answered here."""

    def opened(path: str, **options: object) -> Page:
        page = visit(path, **options)
        page.context.route(ELSEWHERE, lambda route: route.fulfill(body="<title>The weather</title>Sunny"))
        return page

    yield opened
    # Only that one site may be asked for, and only here.
    troubles.seen[:] = [trouble for trouble in troubles.seen if trouble != f"request to {ELSEWHERE}"]


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ERRORS])
def test_every_page_has_the_way_out(visit: Visit, name: str) -> None:
    page = visit(address(name, LANGUAGES["en"]))

    expect(page.get_by_role("link", name="Leave this site")).to_be_in_viewport()


def test_one_press_leaves_and_there_is_no_way_back(visit_watched: Visit) -> None:
    page = visit_watched("/en/about")
    page.goto("/en/locations/lounge-midori")

    page.get_by_role("link", name="Leave this site").click()

    expect(page).to_have_title("The weather")
    page.go_back()
    assert page.url.endswith("/en/about")


def test_escape_three_times_leaves(visit_watched: Visit) -> None:
    page = visit_watched("/en/")

    for _ in range(3):
        page.keyboard.press("Escape")

    expect(page).to_have_title("The weather")


def test_escape_twice_and_another_key_stay(visit_watched: Visit) -> None:
    page = visit_watched("/en/")

    for key in ("Escape", "Escape", "a", "Escape", "Escape"):
        page.keyboard.press(key)

    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_without_javascript_it_is_a_link_that_tells_nobody_where_it_was_pressed(visit_watched: Visit) -> None:
    page = visit_watched("/en/", java_script_enabled=False)

    with page.expect_request(ELSEWHERE) as left:
        page.get_by_role("link", name="Leave this site").click()

    assert "referer" not in left.value.headers


def test_escape_closes_the_languages_and_gives_the_keyboard_back(visit: Visit) -> None:
    page = visit("/en/")
    menu = page.locator("details.switcher")
    menu.locator("summary").click()
    page.keyboard.press("Tab")

    page.keyboard.press("Escape")

    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_a_press_elsewhere_closes_the_languages(visit: Visit) -> None:
    page = visit("/en/")
    page.locator("details.switcher summary").click()

    page.get_by_role("heading", level=1).click()

    expect(page.locator("details.switcher")).not_to_have_attribute("open", "")
