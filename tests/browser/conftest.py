"""One server and one Chromium for all tests in the browser."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from scripts import vendor
from tests.browser.running_site import running
from tests.browser.troubles import Troubles

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The browser itself must ask nobody for anything, and needs no sandbox for pages that are our own.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def executable() -> str:
    """Return the path of the browser; without one the tests fail, and say what is missing."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        pytest.fail(f"no browser: install one of {', '.join(CHROMIUM_NAMES)}", pytrace=False)
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_site(first_records: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the program over a copy of the first records."""
    vendor.main()
    with running(first_records, tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture
def troubles(live_site: str) -> Iterator[Troubles]:
    """What went wrong in the tabs of a test; at its end that must be nothing."""
    collected = Troubles(live_site)
    yield collected
    assert collected.seen == []


@pytest.fixture
def visit(chromium: Browser, live_site: str, troubles: Troubles) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser that was never here before."""
    contexts: list[BrowserContext] = []

    def opened(path: str = "/en/", *, width: int = 1280, **options: Any) -> Page:
        # A worker answers before the test can, and asks for much that no test but its own is about.
        options.setdefault("service_workers", "block")
        size = ViewportSize(width=width, height=800)
        context = chromium.new_context(base_url=live_site, viewport=size, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        troubles.watch(page)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
