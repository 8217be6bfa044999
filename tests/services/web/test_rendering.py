import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import Markup

from services.languages import ENGLISH
from services.settings import ROOT
from services.web.rendering import (
    direction,
    endonym,
    is_for_programs,
    kana,
    plain,
    renderer,
    static_prefix,
    static_url,
    tag,
    telephone,
    visitor_language,
)

DRAWN = Markup("<ruby>駅<rp>(</rp><rt>えき</rt><rp>)</rp></ruby>")


@pytest.mark.parametrize(
    ("text", "as_plain", "as_kana"),
    [
        ("{駅|えき}", "駅", "えき"),
        (DRAWN, "駅", "えき"),
        (DRAWN + "と" + DRAWN, "駅と駅", "えきとえき"),
        ("<b>", "&lt;b&gt;", "&lt;b&gt;"),
        (Markup("<b>A</b>"), "<b>A</b>", "<b>A</b>"),
        (17, "17", "17"),
    ],
)
def test_readings_go_or_take_the_place_of_kanji_where_none_can_be_drawn(
    text: object, as_plain: str, as_kana: str
) -> None:
    assert (plain(text), kana(text)) == (as_plain, as_kana)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("tl", ("fil", "ltr", "Filipino")),
        ("ja-easy", ("ja-simple", "ltr", "やさしい日本語")),
        ("x-rtl", ("ar-XB", "rtl", "[!! Pseudo !!]")),
        ("de", ("de", "ltr", "de")),
    ],
)
def test_a_slug_has_its_tag_direction_and_own_name(slug: str, expected: tuple[str, str, str]) -> None:
    assert (tag(slug), direction(slug), endonym(slug)) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [("045-222-1209", "tel:0452221209"), ("+81 45 222 1209", "tel:+81452221209"), ("045(222)1209", "tel:0452221209")],
)
def test_a_number_can_be_dialled(number: str, expected: str) -> None:
    assert telephone(number) == expected


def test_static_files_have_addresses_that_change_with_them(client: FlaskClient) -> None:
    url = static_url("css/site.css")
    with client.get(url) as answer:
        sent = answer.get_data()

    assert re.fullmatch(r"/static/[0-9a-f]{12}/css/site\.css", url)
    assert sent == (ROOT / "static" / "css" / "site.css").read_bytes()
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", [f"/{static_prefix()}/../app.py", "/static/%2e%2e/app.py", "/static/nope.css"])
def test_no_other_file_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/en/locations.geojson", True),
        ("/api/v1/x", True),
        ("/hsds/services", True),
        ("/en/", False),
        ("/en/x", False),
    ],
)
def test_programs_are_told_from_people_by_the_address(app: Flask, path: str, expected: bool) -> None:  # noqa: FBT001 - a table.
    with app.test_request_context(path):
        assert is_for_programs() is expected


@pytest.mark.parametrize(
    ("cookie", "accepted", "expected"),
    [
        ("", "", "en"),
        ("lang=ja", "en", "ja"),
        ("lang=ja-easy; other=1", "en", "ja-easy"),
        ("lang=xx", "ja", "ja"),
        ("lang=uk", "ja", "uk"),
        ("lang=my", "ja", "ja"),
        ("", "ja-JP,en;q=0.5", "ja"),
        ("", "en;q=0.5,ja", "ja"),
        ("", "ja;q=0,en", "en"),
        ("", "ja;q=0", "en"),
        ("", "de,*;q=0.1", "en"),
        ("", ";;;=,", "en"),
    ],
)
def test_a_visitor_gets_the_language_chosen_before_or_the_browser_s(
    app: Flask, cookie: str, accepted: str, expected: str
) -> None:
    with app.test_request_context("/", headers={"Cookie": cookie, "Accept-Language": accepted}):
        assert visitor_language().slug == expected


def test_each_language_has_one_environment(app: Flask) -> None:
    with app.test_request_context("/en/"):
        kept = renderer()
        language = kept.languages[0]

        assert kept.environment(language) is kept.environment(language)


def switched(page: str) -> dict[str, str]:
    links = re.findall(r'<a href="([^"]*)" lang="[^"]*" dir="[^"]*" hreflang="([^"]*)"', page)
    return {tag: url for url, tag in links}


@pytest.mark.parametrize(
    ("address", "japanese"),
    [
        ("/en/", "/ja/"),
        ("/en/locations/lounge-midori", "/ja/locations/lounge-midori"),
        ("/en/?kind=lounge&amp;page=1", "/ja/?kind=lounge&amp;page=1"),
        ("/en/?q=%E4%B8%AD%E5%B1%B1", "/ja/?q=%E4%B8%AD%E5%B1%B1"),
        ("/en/locations/nope", "/ja/locations/nope"),
    ],
)
def test_the_switcher_leads_to_the_same_page(client: FlaskClient, address: str, japanese: str) -> None:
    assert switched(client.get(address.replace("&amp;", "&")).text)["ja"] == japanese


@pytest.mark.parametrize(
    "query",
    [
        "endpoint=x",
        "_anchor=x",
        "_scheme=javascript",
        "_external=1",
        "_method=x",
        "lang=ja",
        "slug=x",
        "code=1",
        "%FF=%FF",
    ],
)
@pytest.mark.parametrize("path", ["/en/", "/en/locations/lounge-midori", "/en/wards/14113", "/en/about", "/en/nope"])
def test_no_name_in_the_query_changes_where_links_lead(client: FlaskClient, path: str, query: str) -> None:
    answer = client.get(f"{path}?{query}")

    assert answer.status_code == (404 if path == "/en/nope" else 200)
    assert all(url.startswith("/") and not url.startswith("//") for url in switched(answer.text).values())


def test_bytes_that_are_no_text_in_the_query_are_no_fault(client: FlaskClient) -> None:
    answer = client.get("/en/about", environ_overrides={"QUERY_STRING": 'q=\xff"><script>'})

    assert answer.status_code == 200
    assert "<script>" not in answer.text


def test_a_template_may_speak_japanese_beside_the_reader_s_language(app: Flask) -> None:
    with app.test_request_context("/en/"):
        template = (
            renderer()
            .environment(ENGLISH)
            .from_string("{{ in_japanese('components/topics.html').topic_name('legal') }}")
        )

        assert template.render() == "法律"
