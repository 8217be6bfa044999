"""What search engines are sent to: each page is there, is the one that it says it is, and speaks its language."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import pytest
from flask import Flask

from services.languages import ENGLISH, LANGUAGES, Language, offered
from tests.html_tree_for_tests import Element, tree
from tests.jsonld_for_tests import graph
from tests.sources_for_tests import ROOT

IN_EACH = pytest.mark.parametrize("language", offered(), ids=lambda language: language.slug)
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINKS = "{http://www.w3.org/1999/xhtml}link"
HOST = "http://localhost"
# Search engines cut at about 160, where the words of some languages are longer.
LONGEST = 200
# Words of the English descriptions that are no names.
ENGLISH_WORDS = re.compile(r"\b(?:the|they|speak|help|helps|with|places|nearest|everybody|fact)\b", re.IGNORECASE)


@dataclass
class Found:
    """A page as a search engine reads it."""

    status: int
    head: Element
    language: str
    page: str

    def links(self, rel: str) -> dict[str, str]:
        """Return hreflang → address of the links of a kind."""
        links = [link.attributes for link in self.head.all("link") if link.attributes.get("rel") == rel]
        return {link.get("hreflang", ""): link["href"] for link in links}

    def said(self, name: str) -> str:
        """Return what a meta element says."""
        metas = (meta.attributes for meta in self.head.all("meta"))
        return next(meta["content"] for meta in metas if name in (meta.get("name"), meta.get("property")))

    @property
    def title(self) -> str:
        """The text of its title."""
        return self.head.one("title").text


@pytest.fixture(scope="session")
def site(looked_at: Flask) -> dict[str, dict[str, dict[str, str]]]:
    """What the sitemaps name: slug of a language → address → its languages, hreflang → address."""
    visitor = looked_at.test_client()

    def entries(address: str) -> list[ET.Element]:
        return list(ET.fromstring(visitor.get(address.removeprefix(HOST)).text))  # noqa: S314 - our own.

    named: dict[str, dict[str, dict[str, str]]] = {language.slug: {} for language in offered()}
    for file in [each.findtext(f"{SITEMAPS}loc") or "" for each in entries("/sitemap.xml")]:
        slug = file.removeprefix(f"{HOST}/sitemap-").rpartition("-")[0]
        for url in entries(file):
            links = {link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(LINKS)}
            named[slug][url.findtext(f"{SITEMAPS}loc") or ""] = links
    return named


@pytest.fixture(scope="session")
def found(looked_at: Flask, site: dict[str, dict[str, dict[str, str]]]) -> dict[str, dict[str, Found]]:
    """Every page that the sitemaps name, by language and address."""
    visitor = looked_at.test_client()

    def read(address: str) -> Found:
        answer = visitor.get(address.removeprefix(HOST))
        page = tree(answer.text)
        return Found(answer.status_code, page.one("head"), page.one("html").attributes["lang"], answer.text)

    return {slug: {address: read(address) for address in named} for slug, named in site.items()}


Pages = dict[str, dict[str, Found]]


@IN_EACH
def test_every_page_is_there_and_names_itself(found: Pages, language: Language) -> None:
    pages = found[language.slug]

    assert len(pages) > 70
    assert [address for address, page in pages.items() if page.status != 200] == []
    assert [address for address, page in pages.items() if page.links("canonical") != {"": address}] == []
    assert [address for address, page in pages.items() if 'name="robots"' in page.page] == []
    assert {page.language for page in pages.values()} == {language.tag}


def test_every_page_is_named_in_each_language_as_it_names_itself_there(found: Pages, site: Pages) -> None:
    pages = {address: page.links("alternate") for named in found.values() for address, page in named.items()}

    named = {address: links for of_language in site.values() for address, links in of_language.items()}
    assert pages == named
    for address, links in pages.items():
        others = {tag: url for tag, url in links.items() if tag != "x-default"}
        assert not links or address in others.values()
        assert all(pages[url] == links for url in others.values()), address


def test_easy_japanese_and_the_test_language_are_named_nowhere(found: Pages) -> None:
    tags = {tag for named in found.values() for page in named.values() for tag in page.links("alternate")}

    assert tags == {language.hreflang or language.tag for language in offered() if language.slug != "ja-easy"} | {
        "x-default"
    }
    assert all(page.links("alternate") == {} for page in found["ja-easy"].values())


@IN_EACH
def test_no_two_pages_have_the_same_title(found: Pages, language: Language) -> None:
    titles = [page.title for page in found[language.slug].values()]

    assert sorted(set(titles)) == sorted(titles)


@IN_EACH
def test_a_description_is_short_and_in_the_page_s_language(found: Pages, language: Language) -> None:
    for address, page in found[language.slug].items():
        description = page.said("description")

        assert 10 < len(description) <= LONGEST, address
        assert language is ENGLISH or ENGLISH_WORDS.search(description) is None, description
        assert "{" not in description
        assert "<" not in description


@IN_EACH
def test_whoever_shares_a_page_shares_its_title_its_words_and_our_picture(found: Pages, language: Language) -> None:
    for address, page in found[language.slug].items():
        assert page.said("og:url") == address
        assert page.said("og:title") == page.title
        assert page.said("og:description") == page.said("description")
        assert page.said("og:image") == f"{HOST}/static/pictures/madoguchi.png"
        assert page.said("og:image:alt")
        assert re.fullmatch("[a-z]{2}_[A-Z]{2}", page.said("og:locale"))


def test_every_page_of_a_place_or_places_has_data(found: Pages) -> None:
    without = {address for named in found.values() for address, page in named.items() if not graph(page.page)}

    assert {address.rpartition("/")[2] for address in without} == {"about", "accessibility", "privacy"}


def test_the_picture_may_be_shown_by_others(looked_at: Flask) -> None:
    answer = looked_at.test_client().get("/static/pictures/madoguchi.png", buffered=True)

    assert (answer.status_code, answer.content_type) == (200, "image/png")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert len(answer.data) < 60_000
    # A PNG has its width and height, four bytes each, from the 16th byte on.
    assert (int.from_bytes(answer.data[16:20]), int.from_bytes(answer.data[20:24])) == (1200, 630)


def test_the_picture_names_every_language_as_it_names_itself() -> None:
    drawing = (ROOT / "static" / "pictures" / "madoguchi.svg").read_text()

    assert [language.endonym for language in LANGUAGES if f">{language.endonym}<" not in drawing] == []


@pytest.mark.parametrize("address", ["/en/?topic=nonsense", "/en/locations/nowhere", "/en/guide", "/en/?q=Nakayama"])
def test_errors_questions_and_searches_are_not_to_be_kept(looked_at: Flask, address: str) -> None:
    head = tree(looked_at.test_client().get(address).text).one("head")

    assert [meta.attributes["content"] for meta in head.all("meta", name="robots")] == ["noindex"]
    assert [link for link in head.all("link") if link.attributes.get("rel") == "alternate"] == []
