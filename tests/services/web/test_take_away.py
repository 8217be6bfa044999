import re

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from services.languages import offered
from services.models import Location
from services.settings import Settings
from tests.conftest import Clock
from tests.markup_for_tests import Markup, parsed
from tests.qr_for_tests import read, squares

LANGUAGES = [language.slug for language in offered(with_pseudo=True)]
SITE = "https://madoguchi.example"


@pytest.fixture
def slugs(session: Session) -> list[str]:
    return list(session.scalars(select(Location.slug).order_by(Location.slug)))


@pytest.fixture
def published(database_url: str) -> FlaskClient:
    """A visitor of a site that knows its address."""
    return create_app(Settings(database_url=database_url, pseudo_language=True, public_url=SITE)).test_client()


def code_in(text: str) -> str:
    """Read the QR code of a page or drawing."""
    side, path = re.findall(r'viewBox="0 0 (\d+) \1".*? d="(M[^"]+)"', text, re.DOTALL)[0]
    return read(squares(int(side), path)).text


def page(client: FlaskClient, path: str) -> Markup:
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8")
    return parsed(answer.text)


def words(markup: Markup, language: str) -> set[str]:
    return {run.text for run in markup.runs if run.language == language and "article" in run.inside}


@pytest.mark.parametrize("slug", LANGUAGES)
def test_every_location_has_a_code_that_leads_to_its_page(
    published: FlaskClient, slugs: list[str], slug: str
) -> None:
    codes = {name: published.get(f"/{slug}/locations/{name}/qr.svg") for name in slugs}

    assert {answer.content_type for answer in codes.values()} == {"image/svg+xml; charset=utf-8"}
    assert {name: code_in(answer.text) for name, answer in codes.items()} == {
        name: f"{SITE}/{slug}/locations/{name}" for name in slugs
    }


def test_a_code_says_for_ears_what_it_is(client: FlaskClient) -> None:
    drawing = client.get("/en/locations/lounge-midori/qr.svg").text

    assert 'role="img" aria-label="QR code · Midori International Lounge"' in drawing
    assert "<title>QR code · Midori International Lounge</title>" in drawing


@pytest.mark.parametrize("slug", LANGUAGES)
def test_the_poster_leads_to_the_page_by_code_and_in_letters(published: FlaskClient, slug: str) -> None:
    text = published.get(f"/{slug}/locations/lounge-tsurumi/poster").text

    address = f"{SITE}/{slug}/locations/lounge-tsurumi"
    assert code_in(text) == address
    assert f'<bdi dir="ltr">{address}</bdi>' in text


def test_without_a_setting_the_code_names_the_host_that_was_asked(client: FlaskClient) -> None:
    drawing = client.get("/en/locations/yoke/qr.svg", base_url="http://city.example").text

    assert code_in(drawing) == "http://city.example/en/locations/yoke"


def test_a_card_says_every_line_in_japanese_too(client: FlaskClient) -> None:
    card = page(client, "/en/locations/ward-midori/card?topic=residence&speaks=ne")

    assert {"My language: Nepali", "I need help with this: Visa", "Please write it down.", "Yes"} <= words(card, "en")
    japanese = words(card, "ja")
    assert {"私はネパール語を話します。", "用件は「在留資格」です。", "紙に書いてください。", "はい"} <= japanese
    assert {"緑区役所", "横浜市緑区寺山町118", "月曜日から金曜日まで"} <= japanese


def test_a_card_without_a_need_shows_all_needs_of_the_place(client: FlaskClient) -> None:
    card = page(client, "/en/locations/ward-midori/card")

    assert {"I point at what I need:", "Childcare", "Visa", "Tax and pension"} <= words(card, "en")
    assert {"子育て", "在留資格", "税金・年金"} <= words(card, "ja")


@pytest.mark.parametrize(("slug", "tag"), [("ja", "ja"), ("ja-easy", "ja-simple")])
def test_a_card_in_japanese_says_everything_once(client: FlaskClient, slug: str, tag: str) -> None:
    article = client.get(f"/{slug}/locations/ward-midori/card").text.partition("<article")[2]

    assert 'class="mine"' not in article
    assert article.count('class="theirs"') == 3 + 3 + 9 + 4 + 1
    assert "わかりません" in words(parsed(f'<p lang="{tag}"><article{article}'), tag)


@pytest.mark.parametrize(
    ("query", "name"),
    [("topic=nonsense", "topic"), ("speaks=klingon", "speaks"), ("topic=work&topic=legal", "topic")],
)
def test_a_card_for_nonsense_is_a_bad_request_that_names_it(client: FlaskClient, query: str, name: str) -> None:
    answer = client.get(f"/en/locations/lounge-midori/card?{query}")

    assert answer.status_code == 400
    assert {"topic": "Your need", "speaks": "Your language"}[name] in answer.text


@pytest.mark.parametrize("path", ["card", "poster", "qr.svg", "calendar.ics"])
def test_nothing_is_taken_away_from_nowhere(client: FlaskClient, path: str) -> None:
    assert client.get(f"/en/locations/nowhere/{path}").status_code == 404


def test_a_calendar_is_a_file_that_is_sent_once(client: FlaskClient, at_city_time: Clock) -> None:
    at_city_time("2026-11-25T10:00")

    answer = client.get("/en/locations/lounge-tsuzuki/calendar.ics")
    again = client.get("/en/locations/lounge-tsuzuki/calendar.ics", headers={"If-None-Match": answer.headers["ETag"]})

    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'inline; filename="lounge-tsuzuki.ics"'
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("slug", LANGUAGES)
def test_every_calendar_can_be_read_and_leads_to_its_page(
    published: FlaskClient, slugs: list[str], slug: str
) -> None:
    for name in slugs:
        calendar = Calendar.from_ical(published.get(f"/{slug}/locations/{name}/calendar.ics").data)

        assert calendar["URL"] == f"{SITE}/{slug}/locations/{name}"
        assert {event["URL"] for event in calendar.walk("VEVENT")} <= {calendar["URL"]}


@pytest.mark.parametrize(
    ("slug", "paths"),
    [
        ("lounge-tsuzuki", ["card", "poster", "qr.svg", "calendar.ics"]),
        ("lounge-naka", ["card", "poster", "qr.svg"]),
    ],
)
def test_a_location_links_to_what_can_be_taken_away(
    client: FlaskClient, at_city_time: Clock, slug: str, paths: list[str]
) -> None:
    at_city_time("2026-11-25T10:00")

    text = client.get(f"/en/locations/{slug}").text

    known = ("card", "poster", "qr.svg", "calendar.ics")
    assert [path for path in known if f'href="/en/locations/{slug}/{path}"' in text] == paths
