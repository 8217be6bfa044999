from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask, g
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from services.finding import Found, find
from services.languages import ENGLISH, LANGUAGES, language_by_slug
from services.web.pages import Choice
from services.web.parameters import find_query
from services.web.understood_parts import (
    parts,
    place_choices,
    spelling_choices,
    text_without,
    topic_choices,
    unknown_words,
)
from tests.timetables_for_tests import tokyo

Asked = Callable[..., Found]


@pytest.fixture
def asked(app: Flask, session: Session) -> Iterator[Asked]:
    """What find answers to some parameters, within a request of the English pages."""

    def answer(**arguments: str) -> Found:
        return find(session, find_query(MultiDict(arguments), tokyo("2026-11-25 10:00")), reader="en")

    with app.test_request_context("/en/"):
        g.language = ENGLISH
        yield answer


def asks(choice: Choice) -> dict[str, list[str]]:
    return parse_qs(urlsplit(choice.url).query)


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("visa in Nakayama", [("place", "Nakayama", "visa"), ("topic", "residence", "Nakayama")]),
        ("中山でビザ", [("place", "Nakayama", "ビザ"), ("topic", "residence", "中山")]),
        ("Midori ward office", [("place", "Midori Ward", "ward office"), ("kind", "ward_office", "Midori")]),
        ("Nepali visa", [("topic", "residence", "Nepali"), ("language", "ne", "visa")]),
        ("visa", [("topic", "residence", "")]),
    ],
)
def test_each_part_of_the_words_can_be_taken_away(asked: Asked, q: str, expected: list[tuple[str, str, str]]) -> None:
    shown = parts(asked(q=q), {"q": q}, ENGLISH)

    assert [(one.value, one.label, asks(one).get("q", [""])[0]) for one in shown] == expected


def test_a_part_that_a_parameter_says_takes_the_parameter_away(asked: Asked) -> None:
    (part,) = parts(asked(topic="school"), {"topic": "school", "when": "any"}, ENGLISH)

    assert (part.value, asks(part)) == ("topic", {"when": ["any"]})


def test_what_a_parameter_overrules_is_no_part_of_the_answer(asked: Asked) -> None:
    arguments = {"q": "Nakayama visa Nepali", "lat": "35.5", "lon": "139.6", "speaks": "pt", "topic": "school"}

    assert [one.label for one in parts(asked(**arguments), arguments, ENGLISH)] == ["school"]


def test_a_choice_of_places_keeps_the_other_words(asked: Asked) -> None:
    first, second = place_choices(asked(q="visa Gumyoji"), {"q": "visa Gumyoji"}, ENGLISH)

    assert asks(first)["q"] == ["Gumyoji (Keikyu Main Line) visa"]
    assert (first.is_current, second.is_current) == (True, False)


@pytest.mark.parametrize("slug", [language.slug for language in LANGUAGES])
def test_every_choice_of_places_chooses_in_every_language(asked: Asked, slug: str) -> None:
    language = language_by_slug(slug)
    assert language is not None

    for q in ("弘明寺", "磯子", "川島町 ビザ"):
        for choice in place_choices(asked(q=q), {"q": q}, language):
            again = asked(q=asks(choice)["q"][0]).understood
            assert (again.choices, again.name) == ((), None)


def test_several_needs_are_a_choice_until_one_is_picked(asked: Asked) -> None:
    q = "tax and school"

    first, second = topic_choices(asked(q=q), {"q": q})
    assert (first.value, first.is_current, second.value, asks(second)["topic"]) == (
        "tax_pension",
        True,
        "school",
        ["school"],
    )
    assert topic_choices(asked(q=q, topic="school"), {"q": q, "topic": "school"}) == ()
    assert [topic_choices(asked(q=one), {"q": one}) for one in ("visa", "advice about tax")] == [(), ()]


def test_a_spelling_stands_in_the_whole_search_and_says_its_language(asked: Asked) -> None:
    q = "passprot in Nakayama"

    found = asked(q=q)
    assert asks(spelling_choices(found, {"q": q}, ENGLISH)[0])["q"] == ["passport in Nakayama"]
    assert spelling_choices(found, {"q": q}, ENGLISH)[0].language == "en"
    assert (unknown_words(found), text_without(found, "place")) == ("passprot", "passprot")
