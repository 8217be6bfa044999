"""The way from a question to a phone number, with JavaScript and without."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.pages_for_tests import MOMENT

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
QUESTION = "Your need, a place or a station"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def reader(visit: Visit, request: pytest.FixtureRequest) -> Visit:
    """Open pages on a phone."""
    return partial(visit, width=360, java_script_enabled=request.param)


def ask(page: Page, words: str, *, speaks: str | None = None) -> None:
    page.get_by_label(QUESTION).fill(words)
    if speaks:
        page.get_by_label("I speak").select_option(speaks)
    page.get_by_role("button", name="Search", exact=True).click()


@pytest.mark.parametrize("words", ["中山", "Nakayama", "226-0019", "なかやま"])
def test_who_speaks_the_language_comes_first_then_who_is_near(reader: Visit, words: str) -> None:
    page = reader(f"/en/?kind=lounge&when={MOMENT}")

    ask(page, words, speaks="pt")

    listed = page.locator("ol.cards").get_by_role("heading")
    expect(listed.nth(0)).to_have_text("Tsurumi International Lounge")
    expect(listed.nth(1)).to_have_text("Midori International Lounge")
    expect(page.locator("ol.cards > li").first).to_contain_text("Portuguese at this time")


def test_a_need_is_understood(reader: Visit) -> None:
    page = reader(f"/en/?when={MOMENT}")

    ask(page, "visa", speaks="pt")

    expect(page.locator(".understood")).to_contain_text("Visa")
    expect(page.locator("ol.cards > li").first).to_contain_text("Portuguese")


def test_a_card_leads_to_the_place_and_its_phone(reader: Visit) -> None:
    page = reader(f"/en/?q=Nakayama&kind=lounge&speaks=pt&when={MOMENT}")

    page.get_by_role("link", name="Midori International Lounge").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Midori International Lounge")
    expect(page.locator("a[href^='tel:']").first).to_contain_text(re.compile(r"045-\d{3}-\d{4}"))


def test_a_name_of_two_stations_asks_which(reader: Visit) -> None:
    page = reader()

    ask(page, "弘明寺")
    page.get_by_role("navigation", name="Which place do you mean?").get_by_role("link").nth(1).click()

    expect(page.locator(".understood")).to_contain_text("near Gumyoji")
    expect(page.get_by_label(QUESTION)).to_have_value(re.compile(r"Gumyoji \(.+\)"))


def test_a_slip_of_the_pen_is_offered_right(reader: Visit) -> None:
    page = reader()

    ask(page, "Nakayma")
    page.get_by_role("navigation", name="Did you mean this word?").get_by_role("link").first.click()

    expect(page.locator(".understood")).to_contain_text("near Nakayama")


def test_nothing_found_says_so_and_goes_on(reader: Visit) -> None:
    page = reader()

    ask(page, "zzzzqq")

    expect(page.get_by_text("We found nothing for “zzzzqq”.")).to_be_visible()
    page.get_by_role("link", name="Show all places").last.click()
    expect(page.locator(".card").first).to_be_visible()


def test_a_need_is_chosen_and_taken_away(reader: Visit) -> None:
    page = reader(f"/en/?when={MOMENT}")
    chosen = page.locator(".chip[aria-current]", has_text="Take this choice away")

    page.get_by_role("group", name="What do you need?").get_by_role("link").first.click()
    expect(chosen).to_be_visible()
    chosen.click()

    expect(page).not_to_have_url(re.compile("topic="))


def test_an_address_that_is_wrong_names_its_part(reader: Visit) -> None:
    page = reader("/en/?topic=nonsense")

    expect(page.get_by_role("heading", level=1)).to_have_text("This address cannot be understood")
    expect(page.locator("dl")).to_contain_text("topic")
    expect(page.locator("dl")).to_contain_text("nonsense")


def test_a_day_and_time_are_asked_for(reader: Visit) -> None:
    page = reader("/en/?kind=lounge")

    page.get_by_text("A day and time").click()
    page.get_by_label("Day and time").fill(MOMENT)
    page.get_by_role("button", name="Show").click()

    expect(page.locator(".understood")).to_contain_text("10:30")
    expect(page).to_have_url(re.compile("kind=lounge"))
