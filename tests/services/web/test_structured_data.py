"""What the data in a page says is what the page shows: read from the HTML alone, field by field, for every place."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import create_app
from geodata.wards import wards
from services.finding import PAGE_SIZE
from services.languages import Language, language_by_slug, offered
from services.settings import Settings
from services.web.formats import Formats
from services.web.translating import Catalogue
from tests.conftest import Clock
from tests.html_tree_for_tests import Element
from tests.jsonld_for_tests import Node, graph, hours_on, is_closed_outright, many, text, typed
from tests.location_pages_for_tests import location_week, main_part

SLUGS = sorted(
    line.split(",")[0] for line in Path("services/data/locations.csv").read_text(encoding="utf-8").splitlines()[1:]
)
# A usual week with a holiday in it; the days around New Year, when most is closed or unknown.
MOMENTS = ("2026-11-22T10:00", "2026-12-28T10:00")
Pages = Callable[[str], str]
Read = Callable[[Element], list[str]]

# A page is read once for all the tests of its language, which run one after another.
read, read_week, data = (lru_cache(maxsize=128)(reader) for reader in (main_part, location_week, graph))


@pytest.fixture(scope="module", params=offered(), ids=lambda language: language.slug)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture(scope="module")
def app(first_records: Path) -> Flask:
    return create_app(Settings(database_url=f"sqlite:///{first_records}", public_url="https://madoguchi.example"))


@pytest.fixture(scope="module", params=MOMENTS)
def pages(request: pytest.FixtureRequest, app: Flask) -> Iterator[Pages]:
    """The text of a page at a moment, asked for once."""
    visitor = app.test_client()
    with pytest.MonkeyPatch.context() as monkeypatch:
        Clock(monkeypatch)(request.param)
        yield lru_cache(maxsize=128)(lambda path: visitor.get(path).text)


def locations(pages: Pages, language: Language) -> Iterator[tuple[str, Element, Node, list[Node]]]:
    """Yield each location: its slug, what its page shows, its place, and all nodes."""
    for slug in SLUGS:
        page = pages(f"/{language.slug}/locations/{slug}")
        nodes = data(page)
        yield slug, read(page), typed(nodes, "GovernmentOffice", "LocalBusiness")[0], nodes


def dialled(number: str) -> str:
    return "tel:" + number.replace("+81-", "0").replace("-", "")


def links(part: Element, start: str) -> list[str]:
    return [link.attributes["href"] for link in part.all("a") if link.attributes["href"].startswith(start)]


def contact(part: Element, icon: str) -> list[str]:
    """Return the values of the contact line with an icon."""
    lines = [line for line in part.all("li", class_="contact") if icon in line.one("use").attributes["href"]]
    return [line.one("bdi").text for line in lines]


def first_told(part: Element) -> list[str]:
    """Return the description, without its mark and without the notes, which stand in boxes."""
    boxed = [note for box in part.all("div", class_="callout") for note in box.texts("p", class_="told")]
    told = [each for each in part.one("div", class_="location-top").all("p", class_="told") if each.text not in boxed]
    return [each.text.removesuffix("".join(each.texts("span", class_="draft"))).strip() for each in told]


def addresses(part: Element) -> list[str]:
    """Return the address that is shown to others, and above it the reader's own."""
    section = part.one("section", **{"aria-labelledby": "way"})
    own = [each.text for each in section.content if isinstance(each, Element) and each.name == "p"]
    drafts = section.texts("span", class_="draft")
    shown = [each.all("p")[0].text for each in section.all("figure", class_="shown")]
    bare = [re.sub(r"^〒[\d-]+ ?", "", each) for each in [*own[: len(shown)], *shown]]
    return [each.removesuffix(drafts[0]).strip() if drafts else each for each in bare]


FIELDS: dict[str, tuple[Callable[[Node], list[Any]], Read]] = {
    "name": (lambda place: [text(place["name"])], lambda part: part.texts("h1")),
    "Japanese name": (
        lambda place: [text(each) for each in many(place.get("alternateName"))],
        lambda part: [each.text for each in part.one("div", class_="location-top").all("p", class_="name-ja")],
    ),
    "description": (lambda place: [text(each) for each in many(place.get("description"))], first_told),
    "phones": (
        lambda place: [dialled(each) for each in many(place.get("telephone"))],
        lambda part: links(part.one("div", class_="location-top"), "tel:"),
    ),
    "faxes": (
        lambda place: [each.replace("+81-", "0") for each in many(place.get("faxNumber"))],
        lambda part: contact(part, "#fax"),
    ),
    "e-mail": (lambda place: many(place.get("email")), lambda part: contact(part, "#mail")),
    "website": (lambda place: many(place.get("sameAs")), lambda part: contact(part, "#external")),
    "postal code": (
        lambda place: many(place.get("address", {}).get("postalCode")),
        lambda part: [
            each for box in part.all("figure", class_="shown") for each in box.texts("span", class_="number")
        ],
    ),
    "ward": (
        lambda place: [place["containedInPlace"]["name"], place["containedInPlace"]["url"].rpartition("/")[2]],
        lambda part: [
            link.text if wanted == "name" else link.attributes["href"].rpartition("/")[2]
            for wanted in ("name", "code")
            for link in part.one("p", class_="parts").all("a")
        ],
    ),
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_says_what_the_page_shows(pages: Pages, language: Language, field: str) -> None:
    said, shown = FIELDS[field]

    pairs = {slug: (said(place), shown(part)) for slug, part, place, _ in locations(pages, language)}

    assert {slug: pair for slug, pair in pairs.items() if pair[0] != pair[1]} == {}
    assert any(pair[0] for pair in pairs.values()) or field == "Japanese name"


def test_the_address_is_that_of_the_page_in_each_language_it_stands_in(pages: Pages, language: Language) -> None:
    for slug, part, place, _ in locations(pages, language):
        said = [text(each) for each in many(place.get("address", {}).get("streetAddress"))]

        assert said == addresses(part)[-len(said) :] if said else addresses(part) == [], slug


def test_texts_in_another_language_than_the_page_s_say_so(pages: Pages, language: Language) -> None:
    for slug, part, place, nodes in locations(pages, language):
        marked = {each.text: each.attributes["lang"] for each in part.all("span") if "lang" in each.attributes}
        named = [place["name"], *(node["name"] for node in typed(nodes, "Service", "GovernmentService"))]

        assert {
            text(each): each["@language"] for each in named if isinstance(each, dict)
        }.items() <= marked.items(), slug


def test_hours_are_those_of_the_week_table(pages: Pages, language: Language) -> None:
    for slug in SLUGS:
        page = pages(f"/{language.slug}/locations/{slug}")
        place = typed(data(page), "GovernmentOffice", "LocalBusiness")[0]
        for day, shown in read_week(page).days.items():
            assert hours_on(place, day) == sorted(shown.hours), (slug, day)
            assert not (shown.state == "unknown" and is_closed_outright(place, day)), (slug, day)


def test_languages_are_reached_on_the_ways_that_the_page_names(pages: Pages, language: Language) -> None:
    for slug in SLUGS:
        page = pages(f"/{language.slug}/locations/{slug}")
        said: dict[str, list[str]] = {}
        for channel in typed(data(page), "ServiceChannel"):
            for tag in channel["availableLanguage"]:
                ways = said.setdefault(name_of(tag, language), [])
                ways += [] if channel["contactType"] in ways else [channel["contactType"]]

        week, comma = read_week(page), Formats(language).comma
        assert week.ways.items() <= {name: comma.join(ways) for name, ways in said.items()}.items(), slug
        assert {name for day in week.days.values() for name in day.languages} <= said.keys(), slug


def name_of(tag: str, reader: Language) -> str:
    """Return the name of a spoken language as a page calls it, by the tag that the data gives it."""
    slug = {"zh": "zh-hans", "fil": "tl", "ja-simple": "ja-easy"}.get(tag, tag)
    language = language_by_slug(slug)
    assert language is not None
    return re.sub(r"\{(.*?)\|.*?\}", r"\1", language.name_in(reader))


def test_languages_are_spoken_at_the_hours_that_the_page_shows(pages: Pages, language: Language) -> None:
    for slug in SLUGS:
        page = pages(f"/{language.slug}/locations/{slug}")
        place = typed(data(page), "GovernmentOffice", "LocalBusiness")[0]
        channels = typed(data(page), "ServiceChannel")
        for day, shown in read_week(page).days.items():
            if shown.state != "unknown":
                for spoken in channels:
                    hours = hours_on(spoken if "hoursAvailable" in spoken else place, day)
                    names = [name_of(tag, language) for tag in spoken["availableLanguage"]]
                    assert {name: sorted(shown.languages.get(name, [])) for name in names} == dict.fromkeys(
                        names, hours
                    )


def test_services_are_those_of_the_page_with_their_needs_and_what_costs_nothing(
    pages: Pages, language: Language
) -> None:
    free = re.sub("<r[tp]>.*?</r[tp]>|<.*?>", "", Catalogue(language).gettext("Free of charge"))
    for slug, part, _, nodes in locations(pages, language):
        said = [
            (text(node["name"]), node["serviceType"], "offers" in node)
            for node in typed(nodes, "Service", "GovernmentService")
        ]

        boxes = part.all("li", class_="service")
        shown = [
            (box.one("h3").text, box.texts("a", class_="chip"), free in box.texts("span", class_="tag"))
            for box in boxes
        ]
        assert said == shown, slug


def test_a_point_is_a_point_only_where_the_page_does_not_doubt_it(pages: Pages, language: Language) -> None:
    for slug, part, place, _ in locations(pages, language):
        doubts = part.one("section", **{"aria-labelledby": "way"}).texts("p", class_="quiet")
        geo = place["geo"]

        assert (geo["@type"] == "GeoCircle") == any(str(geo.get("geoRadius", "?")) in each for each in doubts), slug


def test_the_page_says_its_language_where_it_stands_and_who_runs_the_place(pages: Pages, language: Language) -> None:
    for slug, part, place, nodes in locations(pages, language):
        page = typed(nodes, "WebPage")[0]
        path = page["breadcrumb"]["itemListElement"]

        assert page["inLanguage"] == language.tag
        assert page["url"] == f"https://madoguchi.example/{language.slug}/locations/{slug}"
        assert page["mainEntity"] == {"@id": place["@id"]}
        assert [step["position"] for step in path] == [1, 2, 3]
        assert [path[1]["name"], path[2]["name"]] == [place["containedInPlace"]["name"], part.one("h1").text]
        runs = text(place.get("parentOrganization", {}).get("name", ""))
        assert runs in part.one("div", class_="location-foot").text


def test_a_list_names_its_cards_in_order(pages: Pages, language: Language) -> None:
    for number in (1, 2):
        page = pages(f"/{language.slug}/?page={number}")
        found = typed(data(page), "CollectionPage")[0]["mainEntity"]
        cards = [
            (card.one("h3").text, card.one("a").attributes["href"]) for card in read(page).all("li", class_="card")
        ]

        items = found["itemListElement"]
        assert [(item["name"], item["url"].removeprefix("https://madoguchi.example")) for item in items] == cards
        assert items[0]["position"] == (number - 1) * PAGE_SIZE + 1
        assert found["numberOfItems"] == len(SLUGS)


def test_the_first_page_tells_how_to_search(pages: Pages, language: Language) -> None:
    site = typed(data(pages(f"/{language.slug}/")), "WebSite")[0]

    assert site["potentialAction"]["target"]["urlTemplate"].endswith(f"/{language.slug}/?q={{search_term_string}}")
    assert typed(data(pages(f"/{language.slug}/?topic=medical")), "WebSite") == []


@pytest.mark.parametrize("query", ["q=Nakayama", "lat=35.5&lon=139.6", "when=any", "topic=medical&ward=14115"])
def test_what_is_for_one_reader_or_empty_has_no_data(pages: Pages, language: Language, query: str) -> None:
    assert data(pages(f"/{language.slug}/?{query}")) == []


def test_a_ward_is_named_with_its_places(pages: Pages, language: Language) -> None:
    for ward in wards():
        page = pages(f"/{language.slug}/wards/{ward.code}")
        shown = read(page)
        area, places = typed(data(page), "AdministrativeArea")[0], typed(data(page), "ItemList")[0]

        assert area["name"] == shown.one("h1").text
        assert [text(each) for each in many(area.get("alternateName"))] == [
            each.text for each in shown.all("p", class_="name-ja")[:1] if each.text == ward.names["ja"]
        ]
        cards = [card.one("a").attributes["href"] for card in shown.all("li", class_="card")]
        assert [item["url"].removeprefix("https://madoguchi.example") for item in places["itemListElement"]] == cards
