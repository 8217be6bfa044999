"""How many bytes a first visit takes over the wire, counted in a browser that has kept nothing."""

import shutil
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.cities import sqlite_city
from bench.report import Line
from bench.servers import serving

_NARROW, _WIDE = 360, 1280
_GOALS_KB = {_NARROW: 100, _WIDE: 250}
_NAMES = {_NARROW: "first view at 360 px, no map", _WIDE: "first view at 1280 px, with the map"}
_QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def measured() -> Iterator[Line]:
    """Open the find page of a small city on a narrow and on a wide screen."""
    city = sqlite_city(39)
    chromium = next(filter(None, map(shutil.which, _CHROMIUM_NAMES)), None)
    with serving("services.serve", settings={"DATABASE_URL": city.url}) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_QUIET))
        for width, goal_kb in _GOALS_KB.items():
            kilobytes = _first_view_bytes(browser, server.address + "/en/", width) / 1000
            yield Line(_NAMES[width], kilobytes, "kB", None, None, f"≤ {goal_kb}", kilobytes <= goal_kb)
        browser.close()


def _first_view_bytes(browser: Browser, url: str, width: int) -> int:
    """Return the bytes that came over the wire, headers included, until nothing more was asked for."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    watching = page.context.new_cdp_session(page)
    came: list[int] = []

    def count(finished: dict[str, Any]) -> None:
        came.append(int(finished["encodedDataLength"]))

    watching.on("Network.loadingFinished", count)
    watching.send("Network.enable")
    page.goto(url, wait_until="networkidle")
    page.close()
    return sum(came)
