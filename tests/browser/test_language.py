"""The language switcher: the same page, remembered."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def reader(visit: Visit, request: pytest.FixtureRequest) -> Visit:
    """Open pages on a phone."""
    return partial(visit, width=360, java_script_enabled=request.param)


def switch(page: Page, language: str) -> None:
    page.get_by_text("Language", exact=True).click()
    page.get_by_role("link", name=language, exact=True).click()


def test_the_switcher_keeps_the_page_and_the_question(reader: Visit) -> None:
    page = reader("/en/?q=中山&topic=medical")

    switch(page, "日本語")

    expect(page).to_have_url(re.compile(r"/ja/\?q=%E4%B8%AD%E5%B1%B1&topic=medical$"))
    expect(page.locator("html")).to_have_attribute("lang", "ja")


def test_the_choice_is_remembered(reader: Visit) -> None:
    page = reader("/en/about")

    switch(page, "やさしい日本語")
    page.goto("/")

    expect(page).to_have_url(re.compile(r"/ja-easy/$"))


def test_a_first_visit_follows_the_browser(visit: Visit) -> None:
    page = visit("/", locale="ja-JP")

    expect(page).to_have_url(re.compile(r"/ja/$"))


def test_the_present_language_is_marked(visit: Visit) -> None:
    page = visit("/ja/about")

    page.get_by_text("Language", exact=True).click()

    expect(page.locator(".switcher [aria-current]")).to_have_text("日本語")
