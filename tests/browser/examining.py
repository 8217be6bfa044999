"""What a page is examined for: accessibility by axe, and whether it fits the screen."""

import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from services.settings import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# Handed to the browser from outside the page, so that the page's own policy stays in force.
RUN = "() => axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations)"
TOO_WIDE = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const isOver = ({ left, right }) => left < -1 || right > clientWidth + 1;
  const over = [...document.querySelectorAll("body *")].filter((node) => isOver(node.getBoundingClientRect()));
  return over.slice(-3).map((node) => node.outerHTML.slice(0, 160));
}"""


@cache
def axe() -> str:
    """Return axe as installed for the tests."""
    return AXE.read_text()


def violations(page: Page) -> list[str]:
    """Return a line for each thing on `page` that axe says is wrong."""
    page.evaluate(axe())
    return [line for violation in page.evaluate(RUN) for line in lines(violation)]


def lines(violation: dict[str, Any]) -> list[str]:
    return [f"{violation['id']}: {node['html'][:160]} – {node['failureSummary']}" for node in violation["nodes"]]


def too_wide(page: Page) -> list[str]:
    """Return the innermost elements that reach over the edge of `page`, if one must scroll sideways to read it."""
    return list(page.evaluate(TOO_WIDE))


def double_text(page: Page) -> None:
    """Set the reader's own text size to twice the usual one, for all that is opened in this tab."""
    browser = page.context.new_cdp_session(page)
    browser.send("Page.enable")
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})


def html_faults(folder: Path) -> str:
    """Return what is wrong with the HTML of the files in a folder; empty where all of it is valid."""
    command = ["npx", "--no-install", "html-validate", "--config", ".htmlvalidate.json", "--formatter", "text"]
    checked = subprocess.run([*command, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if checked.returncode == 0 else checked.stdout[:4000] + checked.stderr[:1000]
