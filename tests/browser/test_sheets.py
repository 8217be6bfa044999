"""What is printed: the card and the poster of every location on one sheet each, and nothing else on it."""

import io
from collections.abc import Callable, Iterator
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.languages import ENGLISH
from services.models import Location
from tests.browser.troubles import Troubles
from tests.pages_for_tests import LANGUAGES

pytestmark = pytest.mark.browser

A4_MM = (210, 297)
POINTS_A_MM = 72 / 25.4
FULLEST = (
    "lounge-kohoku/card",
    "lounge-tsuzuki/card",
    "lounge-tsurumi/poster",
    "lounge-kanagawa/poster",
    "center-multicultural/poster",
    "lounge-kohoku/poster",
    "ward-midori/poster",
)


@pytest.fixture
def slugs(session: Session) -> list[str]:
    return list(session.scalars(select(Location.slug).order_by(Location.slug)))


@pytest.fixture(scope="module")
def tab(chromium: Browser, live_site: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=live_site, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def printed(page: Page, path: str) -> PdfReader:
    """Return what a printer gets."""
    page.goto(path)
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def sizes(tab: Page, paths: list[str]) -> dict[str, list[tuple[int, ...]]]:
    """Return the sheets of each page, in millimetres."""
    sheets = {path: printed(tab, path).pages for path in paths}
    return {
        path: [tuple(round(float(side) / POINTS_A_MM) for side in sheet.mediabox[2:]) for sheet in several]
        for path, several in sheets.items()
    }


@pytest.mark.parametrize("slug", ["ja-easy", "x-rtl"])
def test_every_poster_is_one_sheet_where_words_take_most_room(tab: Page, slugs: list[str], slug: str) -> None:
    found = sizes(tab, [f"/{slug}/locations/{name}/poster" for name in slugs])

    assert {path: several for path, several in found.items() if several != [A4_MM]} == {}


@pytest.mark.parametrize("slug", LANGUAGES)
def test_the_fullest_posters_and_cards_are_one_sheet_in_every_language(tab: Page, slug: str) -> None:
    found = sizes(tab, [f"/{slug}/locations/{path}" for path in FULLEST])

    assert {path: several for path, several in found.items() if several != [A4_MM]} == {}


@pytest.mark.parametrize("sheet", ["card?topic=interpretation&speaks=ne", "poster"])
def test_nothing_but_the_sheet_is_on_the_paper(tab: Page, sheet: str) -> None:
    # Where a notice stands above the page.
    text = normalize("NFKC", printed(tab, f"/en/locations/lounge-tsurumi/{sheet}").pages[0].extract_text())

    assert "鶴見国際交流ラウンジ" in text
    for stranger in ("Language", "Building works", "Accessibility", "What do you need?", "Your language", "Print"):
        assert stranger not in text.replace("Languages", "").replace("My language", "")


@pytest.mark.parametrize("path", ["/locations/lounge-midori", "/locations/lounge-midori/poster"])
def test_the_button_prints(visit: Callable[..., Page], path: str) -> None:
    page = visit(f"/{ENGLISH.slug}{path}")
    page.evaluate("window.print = () => { document.title = 'printed'; }")

    page.get_by_role("button", name="Print", exact=True).click()

    expect(page).to_have_title("printed")


def test_without_a_script_a_sentence_says_how_to_print(visit: Callable[..., Page]) -> None:
    page = visit("/en/locations/lounge-midori/poster", java_script_enabled=False)

    expect(page.get_by_role("button", name="Print", exact=True)).to_be_hidden()
    expect(page.get_by_text("use “Print” in the menu of your browser")).to_be_visible()


def test_a_need_is_chosen_by_pointing_at_it(visit: Callable[..., Page], troubles: Troubles) -> None:
    page = visit("/en/locations/ward-midori/card?speaks=ne", width=360)

    page.get_by_role("listitem").filter(has_text="在留資格").get_by_role("link").click()

    expect(page.get_by_text("用件は「在留資格」です。")).to_be_visible()
    expect(page.get_by_text("私はネパール語を話します。")).to_be_visible()
    assert troubles.seen == []
