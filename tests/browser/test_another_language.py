"""One more language takes one line in the registry and one catalogue; Burmese, the tallest script, shows it."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from playwright.sync_api import Browser, Page, ViewportSize

from scripts import translations
from tests.browser.examining import too_wide, violations
from tests.browser.running_site import running
from tests.sources_for_tests import ROOT, project_files

pytestmark = pytest.mark.browser

LINE = '    Language("my", "my", "my", "မြန်မာ", is_offered=True),\n'
BEFORE = '    Language("uk", "uk", "uk", "Українська"'
SYLLABLES = ("ကြို", "ခွေ့", "ဂျီး", "မြန်", "ပြည့်", "ရွှေ", "လှ", "သို့", "ဟုတ်")
PATHS = ["/", "/?topic=medical", "/?q=zzzzqq", "/guide", "/locations/lounge-midori", "/wards/14113", "/about"]


def in_syllables(message: str) -> str:
    """Return as many syllables as the message has pairs of letters, and its gaps as they are."""
    words = re.split(r"(%\(\w+\)s|\s+)", message)
    return "".join(word if word.startswith("%(") or word.isspace() else syllables(word) for word in words)


def syllables(word: str) -> str:
    return "".join(SYLLABLES[(len(word) + number) % len(SYLLABLES)] for number in range((len(word) + 1) // 2))


def sample_catalogue() -> Catalog:
    """Return every message of the templates in syllables of the script; not a translation."""
    sample = Catalog(locale="my")
    for message in translations.read(translations.template_path("messages")):
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            forms = (in_syllables(ids[-1]),) * sample.num_plurals
            sample.add(message.id, forms if len(ids) > 1 else forms[0], context=message.context)
    return sample


@pytest.fixture(scope="module")
def burmese_site(first_records: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a copy of the program with one line and one catalogue more."""
    root = tmp_path_factory.mktemp("program")
    for path in project_files():
        if path.parts[0] in {
            "app.py",
            "services",
            "geodata",
            "templates",
            "static",
            "translations",
            "pyproject.toml",
        }:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, root / path)
    for made in ("static/vendor", *(str(path.relative_to(ROOT)) for path in ROOT.glob("translations/*/LC_MESSAGES"))):
        shutil.copytree(ROOT / made, root / made, dirs_exist_ok=True)
    registry = root / "services" / "languages.py"
    registry.write_text(registry.read_text().replace(BEFORE, LINE + BEFORE, 1))
    (root / "translations" / "my" / "LC_MESSAGES").mkdir(parents=True)
    with (root / "translations" / "my" / "LC_MESSAGES" / "messages.mo").open("wb") as compiled:
        write_mo(compiled, sample_catalogue())
    with running(first_records, tmp_path_factory.mktemp("burmese"), root=root) as address:
        yield address


@pytest.fixture
def burmese(chromium: Browser, burmese_site: str) -> Iterator[Callable[[str], Page]]:
    """Open a page in the new language on a phone."""
    context = chromium.new_context(base_url=burmese_site, viewport=ViewportSize(width=360, height=800))

    def opened(path: str) -> Page:
        page = context.new_page()
        answer = page.goto(f"/my{path}")
        assert answer is not None
        assert answer.ok
        return page

    yield opened
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_new_language_fits_a_phone_and_is_accessible(burmese: Callable[[str], Page], path: str) -> None:
    page = burmese(path)

    assert (page.get_attribute("html", "lang"), page.get_attribute("html", "dir")) == ("my", "ltr")
    assert too_wide(page) == []
    assert violations(page) == []


def test_its_lines_have_the_room_that_the_script_needs(burmese: Callable[[str], Page]) -> None:
    page = burmese("/about")

    ratio = page.evaluate(
        "() => { const s = getComputedStyle(document.querySelector('main p')); "
        "return parseFloat(s.lineHeight) / parseFloat(s.fontSize); }"
    )

    assert ratio == pytest.approx(2.2, abs=0.01)


def test_it_stands_in_the_switcher_of_every_other_language(burmese: Callable[[str], Page]) -> None:
    page = burmese("/about")

    assert page.locator('.switcher a[lang="my"]').text_content() == "မြန်မာ"
