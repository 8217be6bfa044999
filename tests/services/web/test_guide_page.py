from collections.abc import Callable, Iterator
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from geodata.wards import wards
from services.errors import BadParameter
from services.furigana import plain
from services.languages import ENGLISH, JAPANESE, Language, offered
from services.models import Topic
from services.understanding import understood
from services.web.cards import place_name
from services.web.guide_page import GuidePage, guide_page
from tests.timetables_for_tests import tokyo

WEDNESDAY = tokyo("2026-11-25 10:00")
Asked = Callable[..., GuidePage]


@pytest.fixture
def asked(app: Flask) -> Iterator[Asked]:
    """The question that an address of the guide leaves open."""

    def page(language: Language = ENGLISH, now: datetime = WEDNESDAY, **answers: str) -> GuidePage:
        g.language = language
        return guide_page(MultiDict(answers), language, now)

    with app.test_request_context("/en/guide"):
        yield page


def parameters(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def test_first_it_asks_for_the_need_and_every_need_can_be_chosen(asked: Asked) -> None:
    page = asked()

    assert page.step == 1
    assert [parameters(choice.url) for choice in page.topics] == [{"topic": topic.value} for topic in Topic]


def test_then_it_asks_for_the_place(asked: Asked) -> None:
    page = asked(topic="work", speaks="ne")

    assert page.step == 2
    assert [parameters(choice.url)["near"] for choice in page.wards] == [ward.code for ward in wards()]
    assert parameters(page.anywhere_url) == {"topic": "work", "speaks": "ne", "near": "anywhere"}


@pytest.mark.parametrize("place", [{"near": "14113"}, {"near": "anywhere"}, {"lat": "35.5", "lon": "139.6"}])
def test_last_it_asks_for_the_time_wherever_the_reader_is(asked: Asked, place: dict[str, str]) -> None:
    assert asked(topic="work", **place).step == 3


def test_the_last_answer_is_an_address_of_find(asked: Asked) -> None:
    page = asked(topic="work", near="14113", speaks="ne")

    urls = {name: url for name, _, url in page.whens}
    assert urlsplit(urls["now"]).path == "/en/"
    assert parameters(urls["now"]) == {"topic": "work", "q": "Midori Ward", "speaks": "ne"}
    assert parameters(urls["any"])["when"] == "any"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-25 10:00", ["2026-11-25T18:30", "2026-11-28T10:30", "2026-11-29T10:30"]),
        ("2026-11-27 18:30", ["2026-11-30T18:30", "2026-11-28T10:30", "2026-11-29T10:30"]),
        ("2026-11-28 10:29", ["2026-11-30T18:30", "2026-11-28T10:30", "2026-11-29T10:30"]),
        ("2026-11-28 10:30", ["2026-11-30T18:30", "2026-12-05T10:30", "2026-11-29T10:30"]),
    ],
)
def test_the_times_offered_are_the_next_to_come(asked: Asked, now: str, expected: list[str]) -> None:
    page = asked(topic="work", near="anywhere", now=tokyo(now))

    urls = {name: url for name, _, url in page.whens}
    assert [parameters(urls[name])["when"] for name in ("evening", "saturday", "sunday")] == expected


@pytest.mark.parametrize(("reader", "current"), [(ENGLISH, ["en"]), (JAPANESE, [])])
def test_the_page_s_language_is_looked_for_unless_it_is_japanese(
    asked: Asked, reader: Language, current: list[str]
) -> None:
    page = asked(reader, topic="work", near="anywhere")

    assert [choice.value for choice in page.languages if choice.is_current] == current


def test_another_language_is_one_link_away(asked: Asked) -> None:
    page = asked(topic="work", near="14113", speaks="ne")

    links = {choice.value: choice.url for choice in page.languages}
    assert parameters(links["vi"]) == {"topic": "work", "near": "14113", "speaks": "vi"}


def test_each_answer_can_be_changed_and_the_others_stay(asked: Asked) -> None:
    page = asked(topic="work", near="14113", speaks="ne")

    assert parameters(page.change_topic_url) == {"speaks": "ne"}
    assert parameters(page.change_place_url) == {"topic": "work", "speaks": "ne"}


@pytest.mark.parametrize("language", offered(), ids=lambda language: language.slug)
def test_find_understands_the_name_of_every_ward_that_the_guide_hands_it(language: Language) -> None:
    misunderstood = []
    for ward in wards():
        place = understood(plain(place_name(ward.names, language))).place
        if place is None or (place.kind, place.names["ja"]) != ("ward", ward.names["ja"]):
            misunderstood.append(ward.code)

    assert misunderstood == []


@pytest.mark.parametrize(
    ("name", "value"), [("near", "14199"), ("near", "Midori"), ("topic", "pizza"), ("lat", "35")]
)
def test_an_impossible_answer_is_refused(asked: Asked, name: str, value: str) -> None:
    with pytest.raises(BadParameter) as refused:
        asked(**{"topic": "work", name: value})

    assert refused.value.name in {name, "lon"}


def test_the_page_says_which_question_it_is(client: FlaskClient) -> None:
    assert "Question 2 of 3" in client.get("/en/guide?topic=work").text
