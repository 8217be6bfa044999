from datetime import date
from xml.etree import ElementTree as ET

from services.openformats.sitemap import SitePage, sitemap, sitemap_index

NAMESPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
TODAY = date(2026, 11, 22)


def parsed(pieces: object) -> ET.Element:
    return ET.fromstring("".join(pieces))  # type: ignore[call-overload]  # noqa: S314 - our own words.


def test_a_page_has_its_address_its_day_and_its_languages() -> None:
    page = SitePage(
        "https://a/en/?topic=work&ward=1", TODAY, [("en", "https://a/en/?topic=work&ward=1"), ("ja", "b")]
    )

    url = parsed(sitemap([page])).find("s:url", NAMESPACES)

    assert url is not None
    assert url.findtext("s:loc", namespaces=NAMESPACES) == "https://a/en/?topic=work&ward=1"
    assert url.findtext("s:lastmod", namespaces=NAMESPACES) == "2026-11-22"
    links = [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in url.findall("x:link", NAMESPACES)]
    assert links == [("alternate", "en", "https://a/en/?topic=work&ward=1"), ("alternate", "ja", "b")]


def test_a_day_that_is_not_known_is_left_out() -> None:
    assert "lastmod" not in "".join(sitemap([SitePage("https://a/", None)]))


def test_an_index_names_the_sitemaps() -> None:
    index = parsed(sitemap_index(["https://a/1.xml?x&y", "https://a/2.xml"], TODAY))

    assert index.tag == f"{{{NAMESPACES['s']}}}sitemapindex"
    assert [each.text for each in index.findall("s:sitemap/s:loc", NAMESPACES)] == [
        "https://a/1.xml?x&y",
        "https://a/2.xml",
    ]
    assert [each.text for each in index.findall("s:sitemap/s:lastmod", NAMESPACES)] == ["2026-11-22"] * 2


def test_nothing_is_read_before_it_is_asked_for() -> None:
    def endless() -> object:
        while True:
            yield SitePage("https://a/", None)

    pieces = sitemap(endless())  # type: ignore[arg-type]

    assert next(pieces).startswith("<?xml")
    assert next(pieces) == "<url><loc>https://a/</loc></url>\n"
