from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from services.finding import FindQuery, find
from services.languages import Language, language_by_slug
from services.opening import Answer, State, Why, WhyKind
from services.timetables import Channel
from services.web.cards import best_words, card_of, japanese_beside, open_line, place_name, speech_line, walk_minutes
from services.web.pages import Card, Words
from tests.timetables_for_tests import tokyo

NAMES = {"ja": ("窓口", "source"), "en": ("Counter", "machine"), "ja-easy": ("{窓口|まどぐち}", "human")}
TSURUMI = {"ja": "鶴見", "kana": "つるみ", "en": "Tsurumi", "zh-hans": "鹤见", "ko": "쓰루미"}


def reader(slug: str) -> Language:
    language = language_by_slug(slug)
    assert language is not None
    return language


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("ja", Words("窓口", "ja")),
        ("en", Words("Counter", "en", is_draft=True)),
        ("vi", Words("Counter", "en", is_draft=True)),
        ("ja-easy", Words("{窓口|まどぐち}", "ja-easy")),
    ],
)
def test_a_reader_gets_the_best_text_with_its_own_language(slug: str, expected: Words) -> None:
    assert best_words(NAMES, reader(slug)) == expected


def test_any_text_is_better_than_none_and_none_is_none() -> None:
    assert best_words({"ko": ("창구", "outdated")}, reader("en")) == Words("창구", "ko", is_draft=True)
    assert best_words({}, reader("en")) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (Words("Counter", "en"), Words("窓口", "ja")),
        (Words("窓口", "ja"), None),
        (Words("{窓口|まどぐち}", "ja-easy"), None),
        (Words("{外国人|がいこくじん}の {窓口|まどぐち}", "ja-easy"), Words("窓口", "ja")),
    ],
)
def test_the_japanese_name_stands_beside_another_to_be_shown_to_people_here(
    words: Words, expected: Words | None
) -> None:
    assert japanese_beside(words, NAMES) == expected


def test_without_a_japanese_name_nothing_stands_beside() -> None:
    assert japanese_beside(Words("Counter", "en"), {"en": NAMES["en"]}) is None


@pytest.mark.parametrize(
    ("metres", "minutes"), [(None, None), (0.0, 1), (1.0, 1), (80.0, 1), (80.1, 2), (800.0, 10), (3_001.0, 38)]
)
def test_minutes_on_foot_are_rounded_up(metres: float | None, minutes: int | None) -> None:
    assert walk_minutes(metres) == minutes


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("ja", "鶴見"),
        ("ja-easy", "{鶴見|つるみ}"),
        ("en", "Tsurumi"),
        ("zh-hans", "鹤见"),
        ("zh-hant", "鶴見"),
        ("ne", "त्सुरुमी"),
        ("th", "สึรูมิ"),
        ("uk", "Цурумі"),
        ("vi", "Tsurumi"),
    ],
)
def test_a_place_is_named_in_the_script_that_serves_its_reader(slug: str, expected: str) -> None:
    assert place_name(TSURUMI, reader(slug)) == expected


def test_a_place_with_a_japanese_name_only_is_named_so() -> None:
    assert place_name({"ja": "鶴見"}, reader("en")) == "鶴見"


@pytest.mark.parametrize(
    ("why", "reason", "holiday"),
    [
        (None, None, None),
        (Why(WhyKind.REGULAR), "regular", None),
        (Why(WhyKind.EXCEPTION, reason="typhoon"), "typhoon", None),
        (Why(WhyKind.HOLIDAY, holiday="元日"), "holiday", "元日"),
    ],
)
def test_the_open_line_says_why(why: Why | None, reason: str | None, holiday: str | None) -> None:
    line = open_line(Answer(State.CLOSED, why=why), 2019)

    assert (line.state, line.reason, line.holiday, line.dated) == ("closed", reason, holiday, 2019)


def test_the_language_line_needs_an_answer_and_a_language() -> None:
    answer = Answer(State.NOW, channel=Channel.PHONE)
    line = speech_line(answer, "es")

    assert speech_line(None, "es") is None
    assert speech_line(answer, None) is None
    assert line is not None
    assert (line.language, line.state, line.channel) == ("es", "now", "phone")


@pytest.fixture
def in_request(app: Flask) -> Iterator[None]:
    with app.test_request_context("/en/"):
        yield


def card(session: Session, slug: str, language: str = "en", speaks: str = "es") -> Card:
    query = FindQuery(at=tokyo("2026-11-25 10:00"), speaks=speaks)
    pages = [find(session, query), find(session, FindQuery(at=query.at, speaks=speaks, page=2))]
    entries = [entry for page in pages for entry in page.entries if entry.listing["slug"] == slug]
    return card_of(entries[0], 7, reader(language), speaks)


@pytest.mark.usefixtures("in_request")
def test_a_card_holds_what_a_list_shows(session: Session) -> None:
    shown = card(session, "lounge-tsurumi")

    assert (shown.number, shown.kind, shown.ward_name) == (7, "lounge", "Tsurumi Ward")
    assert shown.name == Words("Tsurumi International Lounge", "en")
    assert shown.name_ja == Words("鶴見国際交流ラウンジ", "ja")
    assert shown.station == "Keikyu Tsurumi"
    assert (shown.checked_on, shown.is_overdue, shown.distance_m) == (None, False, None)
    assert "zh-hans" in shown.languages
    assert "zh-hant" not in shown.languages


@pytest.mark.usefixtures("in_request")
def test_a_card_without_a_number_that_can_be_trusted_has_no_phone(session: Session) -> None:
    assert card(session, "lounge-izumi").phone is None
    assert card(session, "lounge-tsurumi").phone is not None


@pytest.mark.usefixtures("in_request")
def test_a_card_of_easy_japanese_reads_its_names(session: Session) -> None:
    shown = card(session, "lounge-tsurumi", "ja-easy")

    assert (shown.ward_name, shown.station) == ("{鶴見区|つるみく}", "{京急鶴見|けいきゅうつるみ}")
