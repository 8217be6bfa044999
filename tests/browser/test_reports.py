"""A resident says what is wrong with a place and sees what became of it: by hand, with and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from services.codes import read_code
from tests.browser.examining import too_wide, violations
from tests.reports_for_tests import ANSWERED

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
# As long as the form takes for granted that a person reads.
READING_MS = 3_100


def report(page: Page, text: str) -> str:
    """Report from a location's page that its hours are wrong; return the code."""
    page.locator("a[href$='/report/lounge-midori']").click()
    page.locator("input[value=hours]").check()
    page.locator("#text").fill(text)
    page.wait_for_timeout(READING_MS)
    page.locator("form.report button").click()
    return page.locator(".code").inner_text()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_report_in_nepali_gives_a_code_that_leads_back_to_it(visit: Visit, *, has_scripts: bool) -> None:
    page = visit("/ne/locations/lounge-midori", width=360, java_script_enabled=has_scripts)

    code = report(page, f"बन्द थियो। {has_scripts}")
    page.goto("/ne/reports")
    page.locator("#code").fill(code.lower().replace("-", " "))
    page.locator("form.code-form button").click()

    assert read_code(code) is not None
    assert page.url.endswith(f"/ne/reports/{code}")
    expect(page.locator(".steps [aria-current]")).to_contain_text("हामीले तपाईंको रिपोर्ट पायौँ।")


def test_the_page_of_a_new_report_is_for_everybody(visit: Visit) -> None:
    page = visit("/ja-easy/locations/lounge-midori", width=360)
    report(page, "")

    assert violations(page) == []
    assert too_wide(page) == []


def test_a_form_that_was_not_taken_is_for_everybody_and_keeps_what_was_typed(visit: Visit) -> None:
    page = visit("/ne/report/lounge-midori", width=360)
    page.locator("#text").fill("बन्द थियो।")

    page.locator("form.report button").click()

    expect(page.locator("#text")).to_have_value("बन्द थियो।")
    expect(page.locator("#about-fault")).to_be_visible()
    assert violations(page) == []


def test_the_code_is_copied_by_one_press(visit: Visit) -> None:
    page = visit(f"/en/reports/{ANSWERED}", permissions=["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Copy the code").click()

    expect(page.get_by_role("status")).to_have_text("The code was copied.")
    assert page.evaluate("navigator.clipboard.readText()") == ANSWERED


def test_people_and_screen_readers_do_not_meet_the_trap(visit: Visit) -> None:
    page = visit("/en/report/lounge-midori")

    expect(page.get_by_label("Please leave this empty")).to_be_hidden()
    assert "Please leave this empty" not in page.locator("form.report").aria_snapshot()
