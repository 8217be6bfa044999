from collections.abc import Callable, Iterator

import pytest
from flask import Flask, g
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from services.finding import find
from services.languages import EASY_JAPANESE, ENGLISH, Language
from services.web.find_page import find_page
from services.web.pages import Choice, FindPage
from services.web.parameters import find_query, given
from tests.timetables_for_tests import tokyo

MOMENT = tokyo("2026-11-25 10:00")

Shown = Callable[..., FindPage]


@pytest.fixture
def shown(app: Flask, session: Session) -> Iterator[Shown]:
    """The find page for some parameters, in English unless the test says otherwise."""

    def page(language: Language = ENGLISH, **arguments: str) -> FindPage:
        g.language = language
        asked = MultiDict(arguments)
        found = find(session, find_query(asked, MOMENT), spoken_for=language.slug)
        return find_page(found, given(asked))

    with app.test_request_context("/en/"):
        yield page


def current(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.value for choice in choices if choice.is_current]


def test_nothing_asked_shows_everything_for_the_page_s_own_language(shown: Shown) -> None:
    page = shown()

    assert (page.total, page.page, page.speaks, page.speaks_shown) == (39, 1, None, "en")
    assert (page.near, page.here, page.is_my_position, page.is_name_search) == (None, None, False, False)
    assert (page.previous_url, page.next_url, page.all_url) == (None, "/en/?page=2", "/en/")
    assert page.cards[0].speech is not None
    assert page.cards[0].speech.language == "en"


def test_cards_are_numbered_on_from_page_to_page(shown: Shown) -> None:
    page = shown(page="2")

    assert [card.number for card in page.cards] == list(range(21, 40))
    assert (page.previous_url, page.next_url) == ("/en/?page=1", None)


def test_a_place_that_was_understood_is_said_with_how_exact_it_is(shown: Shown) -> None:
    page = shown(q="中山")

    assert (page.near, page.near_precision_m) == ("Nakayama", 100)
    assert page.here == "35.51476,139.53974"


def test_a_position_goes_before_the_place_in_the_words(shown: Shown) -> None:
    page = shown(q="中山", lat="35.5", lon="139.6")

    assert (page.near, page.is_my_position, page.here) == (None, True, "35.50000,139.60000")


def test_of_several_places_of_a_name_each_has_a_link(shown: Shown) -> None:
    page = shown(q="弘明寺", speaks="es", page="1")

    assert [choice.is_current for choice in page.choices] == [True, False]
    assert all(choice.url.startswith("/en/?q=") and "speaks=es" in choice.url for choice in page.choices)
    assert not any("page=" in choice.url for choice in page.choices)


def test_a_choice_of_places_leads_to_a_place_without_a_question(shown: Shown) -> None:
    label = shown(q="弘明寺").choices[1].label

    assert shown(q=label).choices == ()


def test_easy_japanese_reads_the_places_to_choose_from(shown: Shown) -> None:
    choices = shown(EASY_JAPANESE, q="弘明寺").choices

    assert all("{弘明寺|ぐみょうじ}" in choice.label for choice in choices)
    assert not any("{" in choice.url or "%7B" in choice.url for choice in choices)


def test_a_misspelt_place_brings_spellings_to_choose_from(shown: Shown) -> None:
    page = shown(q="Nakayma")

    assert page.is_name_search
    assert page.spellings[0].label.startswith("Nakayama")


def test_a_topic_s_chip_turns_it_on_or_off(shown: Shown) -> None:
    page = shown(topic="legal", speaks="es")

    urls = {choice.value: choice.url for choice in page.topics}
    assert current(page.topics) == ["legal"]
    assert urls["legal"] == "/en/?speaks=es"
    assert urls["medical"] == "/en/?speaks=es&topic=medical"


def test_turning_off_a_topic_of_the_words_takes_the_words_away(shown: Shown) -> None:
    page = shown(q="visa")

    urls = {choice.value: choice.url for choice in page.topics}
    assert current(page.topics) == ["residence"]
    assert urls["residence"] == "/en/"


@pytest.mark.parametrize(("when", "marked"), [("now", ["now"]), ("any", ["any"]), ("2026-11-23T10:30", [])])
def test_now_and_any_time_are_one_step_away(shown: Shown, when: str, marked: list[str]) -> None:
    page = shown(when=when, kind="lounge")

    assert current(page.whens) == marked
    assert [choice.url for choice in page.whens] == ["/en/?kind=lounge", "/en/?kind=lounge&when=any"]


def test_the_form_carries_along_what_it_does_not_ask(shown: Shown) -> None:
    page = shown(q="中山", topic="legal", ward="14113", lat="35.5", lon="139.6", page="1", speaks="es")

    assert page.hidden == (("topic", "legal"), ("ward", "14113"))


@pytest.mark.parametrize(
    ("speaks", "has", "has_not"), [("en", "zh-hans", "zh-hant"), ("zh-hant", "zh-hant", "zh-hans")]
)
def test_chinese_is_offered_once_among_the_languages(shown: Shown, speaks: str, has: str, has_not: str) -> None:
    page = shown(speaks=speaks)

    offered = [choice.value for choice in page.languages]
    assert has in offered
    assert has_not not in offered
    assert current(page.languages) == [speaks]


def test_the_map_asks_the_same_as_the_list(shown: Shown) -> None:
    page = shown(q="visa & more", kind="lounge", when="any")

    assert page.geojson_url == "/en/locations.geojson?q=visa+%26+more&kind=lounge&when=any"


def test_help_by_phone_stands_above_the_list(shown: Shown) -> None:
    page = shown(q="中山", speaks="es")

    assert page.phone_help is not None
    assert (page.phone_help.slug, page.phone_help.number) == ("center-multicultural", 0)
    assert shown(q="中山").phone_help is None


def test_the_ward_that_was_asked_for_is_named(shown: Shown) -> None:
    assert shown(ward="14113").ward_name == "Midori Ward"
