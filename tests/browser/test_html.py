"""The HTML of every kind of page in every language is valid."""

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from jinja2 import Environment

from services.settings import ROOT
from tests.browser.examining import html_faults
from tests.pages_for_tests import LANGUAGES, PAGES, address

pytestmark = pytest.mark.browser


def html(url: str) -> bytes:
    """Return the page at an address, also where it says that something is wrong."""
    try:
        with urlopen(url) as answer:  # noqa: S310 - our own server.
            return bytes(answer.read())
    except HTTPError as error:
        with error:
            return error.read()


@pytest.fixture(scope="module")
def written(live_site: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every page as a file."""
    folder = tmp_path_factory.mktemp("html")
    for slug, language in LANGUAGES.items():
        for name in PAGES:
            (folder / f"{slug} {name}.html").write_bytes(html(live_site + address(name, language)))
    fault = (ROOT / "templates" / "errors" / "500.html").read_text()
    (folder / "500.html").write_text(Environment(autoescape=True).from_string(fault).render())
    return folder


def test_html_is_valid(written: Path) -> None:
    assert html_faults(written) == ""
