"""What a printer gets of pages that are made for a screen: what is read, black on white, and when it was so."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.pages_for_tests import PAGES

pytestmark = pytest.mark.browser

PRINTED = [
    "find near a station",
    "find at night, with help by phone",
    "lounge with a notice",
    "ward with a lounge",
    "about",
]
PRESSED = ("button", "input", "select", "summary", ".chip", ".map", ".switcher", ".quick-exit", ".take-away")
# Of all that has words of its own and can be seen.
COLOURS = """() => [...document.querySelectorAll("body *")]
  .filter((node) => node.checkVisibility() && [...node.childNodes].some((child) => child.nodeValue?.trim()))
  .map((node) => getComputedStyle(node).color)"""


@pytest.fixture(params=PRINTED)
def paper(visit: Callable[..., Page], request: pytest.FixtureRequest) -> Page:
    """A page as it is printed from a screen in dark colours, its map open."""
    page = visit(f"/en{PAGES[request.param]}", color_scheme="dark")
    page.emulate_media(media="print")
    return page


def test_nothing_that_is_pressed_is_on_paper(paper: Page) -> None:
    shown = {what: paper.locator(f"{what}:visible").count() for what in PRESSED}

    assert {what: count for what, count in shown.items() if count} == {}


def test_paper_is_white_and_letters_are_black(paper: Page) -> None:
    expect(paper.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")

    assert set(paper.evaluate(COLOURS)) <= {"rgb(0, 0, 0)", "rgb(51, 51, 51)"}


def test_paper_says_when_it_was_printed_and_where_to_look_again(paper: Page) -> None:
    line = paper.locator(".on-paper")

    expect(line).to_contain_text("20")
    expect(line.locator("bdi")).to_contain_text("http://127.0.0.1")


def test_a_notice_and_a_service_s_hours_are_unfolded_on_paper(visit: Callable[..., Page]) -> None:
    page = visit("/en/locations/passport-center-minami")
    page.emulate_media(media="print")
    weeks = page.locator(".service table.week")

    expect(weeks).to_have_count(2)
    for week in weeks.all():
        assert week.evaluate("(node) => node.checkVisibility({ contentVisibilityAuto: true })")
        assert week.bounding_box() is not None


def test_on_a_screen_there_is_no_line_for_paper(visit: Callable[..., Page]) -> None:
    expect(visit("/en/about").locator(".on-paper")).to_be_hidden()
