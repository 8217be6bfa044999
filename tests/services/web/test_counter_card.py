from collections.abc import Callable, Iterator

import pytest
from flask import Flask, g
from sqlalchemy.orm import Session

from services import directory, listings
from services.finding import FindQuery
from services.languages import EASY_JAPANESE, ENGLISH, JAPANESE, Language
from services.models import Topic
from services.web.counter_card import CounterCard, counter_card
from tests.timetables_for_tests import clocks, tokyo

MOMENT = tokyo("2026-11-25 10:00")
CENTER = "center-multicultural"

Shown = Callable[..., CounterCard]


@pytest.fixture
def shown(app: Flask, session: Session) -> Iterator[Shown]:
    """The card of a location, in English unless the test says otherwise."""

    def card(slug: str, language: Language = ENGLISH, **query: str) -> CounterCard:
        g.language = language
        location = directory.location_by_slug(session, slug)
        return counter_card(session, location, language, FindQuery(at=MOMENT, **query))

    with app.test_request_context("/en/"):
        yield card


def test_the_place_stands_in_japanese_for_the_clerk(shown: Shown) -> None:
    card = shown("lounge-midori")

    assert card.place.name_ja is not None
    assert card.place.name_ja.text == "みどり国際交流ラウンジ"
    assert card.address_ja is not None
    assert card.address_ja.text == "横浜市緑区中山1-6-15 パームビュービル5・6階"


@pytest.mark.parametrize(
    ("language", "query", "speaks"),
    [
        (ENGLISH, {}, "en"),
        (ENGLISH, {"speaks": "ne"}, "ne"),
        (JAPANESE, {}, None),
        (EASY_JAPANESE, {}, None),
        (EASY_JAPANESE, {"speaks": "vi"}, "vi"),
    ],
)
def test_my_language_is_the_one_i_name_or_else_the_page_s(
    shown: Shown, language: Language, query: dict[str, str], speaks: str | None
) -> None:
    assert shown("lounge-midori", language, **query).speaks == speaks


def test_the_needs_of_the_place_come_first_then_all_others(shown: Shown) -> None:
    card = shown("ward-midori")

    assert card.topics == ("childcare", "residence", "tax_pension")
    assert tuple(need.value for need in card.needs[:3]) == card.topics
    assert sorted(need.value for need in card.needs) == sorted(Topic)


def test_a_need_is_chosen_and_taken_away_by_a_link_that_keeps_the_language(shown: Shown) -> None:
    card = shown("ward-midori", topic="residence", speaks="ne")

    needs = {need.value: need for need in card.needs}
    assert (needs["residence"].is_current, needs["residence"].url) == (
        True,
        "/en/locations/ward-midori/card?speaks=ne",
    )
    assert needs["work"].url == "/en/locations/ward-midori/card?topic=work&speaks=ne"


def test_a_language_is_chosen_by_a_link_that_keeps_the_need(shown: Shown) -> None:
    choices = {one.value: one for one in shown("ward-midori", topic="work").languages}

    assert choices["pt"].url == "/en/locations/ward-midori/card?topic=work&speaks=pt"
    assert [slug for slug, one in choices.items() if one.is_current] == ["en"]
    assert not {"ja", "zh-hant"} & choices.keys()


def test_the_center_that_interprets_by_phone_stands_with_its_hours(shown: Shown) -> None:
    line = shown("ward-midori", speaks="ne").interpreter

    assert line is not None
    assert line.center.phone is not None
    assert (line.center.slug, line.center.phone.value) == (CENTER, "045-222-1209")
    assert [(row.weekdays, row.weeks, clocks(row.hours)) for row in line.hours] == [
        ((0, 1, 2, 3, 4), (), ["10:00-17:00"]),
        ((5,), (2, 4), ["10:00-13:00"]),
    ]
    assert {"ne", "vi", "zh-hans"} <= set(line.languages)


def test_the_center_is_not_told_to_call_itself(shown: Shown) -> None:
    assert shown(CENTER).interpreter is None


def test_without_a_number_to_trust_nobody_is_named(shown: Shown, session: Session) -> None:
    center = directory.location_by_slug(session, CENTER)
    center.phones.clear()
    listings.refresh(session, [center])

    assert shown("ward-midori").interpreter is None
