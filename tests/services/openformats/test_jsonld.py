import json
from datetime import date

import pytest

from services.openformats.jsonld import (
    Link,
    Written,
    item_list,
    said,
    ward,
    web_page,
    web_site,
    without_gaps,
    written_out,
)

HOME = Link("Madoguchi", "https://a/en/")


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "a & b", "\u2028\u2029", '"\\'])
def test_no_text_ends_the_element_around_it_and_each_reads_as_it_was(text: str) -> None:
    data = written_out([{"name": text}])

    assert not set(data) & set("<>&\u2028\u2029")
    assert json.loads(data) == {"@context": "https://schema.org", "@graph": [{"name": text}]}


def test_a_text_says_its_language_where_it_is_not_the_page_s() -> None:
    assert said(Written("Midori", "en"), "en") == "Midori"
    assert said(Written("緑", "ja"), "en") == {"@value": "緑", "@language": "ja"}
    assert said(None, "en") is None


def test_what_is_not_known_is_not_said_but_nothing_at_all_is() -> None:
    assert without_gaps({"a": None, "b": [], "c": (), "d": "", "e": 0, "f": False}) == {"e": 0, "f": False}


def test_a_page_names_its_place_in_the_site_and_who_last_looked_at_it() -> None:
    page = web_page(
        "https://a/en/x",
        "en",
        main={"@id": "#place"},
        path=[HOME, Link("X", "https://a/en/x")],
        checked_on=date(2026, 5, 1),
    )

    assert page["lastReviewed"] == "2026-05-01"
    assert "dateModified" not in page
    assert page["breadcrumb"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Madoguchi", "item": "https://a/en/"},
        {"@type": "ListItem", "position": 2, "name": "X", "item": "https://a/en/x"},
    ]


def test_a_list_goes_on_numbering_on_its_later_pages() -> None:
    node = item_list([Link("X", "https://a/en/x")], first_number=21)

    assert node["itemListElement"] == [{"@type": "ListItem", "position": 21, "name": "X", "url": "https://a/en/x"}]
    assert "numberOfItems" not in node


def test_the_site_says_where_its_search_takes_the_words() -> None:
    action = web_site(HOME, "en", other_name="窓口")["potentialAction"]

    assert action["target"]["urlTemplate"] == "https://a/en/?q={search_term_string}"
    assert action["query-input"] == "required name=search_term_string"


def test_a_ward_has_its_japanese_name_beside_another() -> None:
    assert ward("u", "en", name="Midori Ward", name_ja="緑区")["alternateName"] == {
        "@value": "緑区",
        "@language": "ja",
    }
    assert "alternateName" not in ward("u", "ja", name="緑区", name_ja="緑区")
