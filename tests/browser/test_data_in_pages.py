"""The data in a page is no script to the browser: the strict policy lets it stand, and nothing runs it."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.troubles import Troubles

pytestmark = pytest.mark.browser
# Set before anything of the page runs.
WATCH = """
  window.breaches = [];
  document.addEventListener("securitypolicyviolation", event => window.breaches.push(event.blockedURI));
"""


@pytest.mark.parametrize("path", ["/en/", "/ja-easy/locations/lounge-tsurumi", "/x-rtl/wards/14113"])
def test_the_policy_has_nothing_against_the_data(visit: Callable[..., Page], path: str) -> None:
    page = visit(path)
    page.context.add_init_script(WATCH)
    page.reload()

    data = json.loads(page.locator('script[type="application/ld+json"]').text_content() or "")

    assert data["@graph"]
    assert page.evaluate("window.breaches") == []


def test_no_breach_goes_unseen(visit: Callable[..., Page], troubles: Troubles) -> None:
    troubles.expect("Applying inline style violates")
    page = visit("/en/about")
    page.context.add_init_script(WATCH)
    page.reload()

    page.evaluate("document.head.append(Object.assign(document.createElement('style'), {textContent: 'p {}'}))")
    page.wait_for_function("window.breaches.length > 0")
