"""The page for our own mistakes, which leans on nothing that may be broken, is as usable as the others."""

from collections.abc import Callable

import pytest
from jinja2 import Environment
from playwright.sync_api import Page, expect

from services.settings import ROOT
from tests.browser.examining import too_wide, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
def test_the_fault_page_is_usable(visit: Callable[..., Page], width: int) -> None:
    source = (ROOT / "templates" / "errors" / "500.html").read_text()
    page = visit("/en/about", width=width)
    body = Environment(autoescape=True).from_string(source).render()

    page.route("**/en/privacy", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    page.goto("/en/privacy")

    expect(page.get_by_role("heading", level=1)).to_have_text("Something went wrong")
    assert violations(page) == []
    assert too_wide(page) == []
