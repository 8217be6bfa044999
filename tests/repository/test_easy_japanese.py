"""Easy Japanese keeps its rules, and the lint that says so sees what it should."""

from datetime import date, timedelta

import pytest

from geodata.gazetteer_tables import stations_and_neighbours
from geodata.wards import wards
from scripts.easy_japanese import faults, faults_of_readings, problems
from services.holidays_of_japan import FIRST_YEAR, LAST_YEAR, holiday_name
from services.languages import EASY_JAPANESE, LANGUAGES
from services.web.cards import place_name
from services.web.easy_dates import holiday, long_date
from services.web.easy_names import line_name


def test_every_message_and_record_is_easy() -> None:
    assert [*problems()] == []


def test_every_holiday_and_date_has_its_reading() -> None:
    days = [date(FIRST_YEAR, 1, 1) + timedelta(days=ahead) for ahead in range(366 * (LAST_YEAR - FIRST_YEAR))]
    words = {long_date(day) for day in days[:1500]} | {holiday(holiday_name(day) or "") for day in days}

    assert [fault for text in words for fault in faults_of_readings(text)] == []


def test_every_language_ward_station_and_line_has_its_reading() -> None:
    named = [language.name_in(EASY_JAPANESE) for language in LANGUAGES]
    named += [place_name(place.names, EASY_JAPANESE) for place in (*wards(), *stations_and_neighbours())]
    named += [line_name(place.qualifiers[0]["ja"]) for place in stations_and_neighbours()]

    assert [fault for text in named for fault in faults_of_readings(text)] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("駅です。", "kanji without furigana"),
        ("{駅|えき}と駅です。", "kanji without furigana"),
        ("{駅|eki}です。", "a reading that is not kana"),
        ("{えき|えき}です。", "a word without kanji"),
        ("{駅|えきです。", "braces"),
        ("9{時|じ}〜17{時|じ}です。", "a range or a time"),
        ("9:00から 17:00までです。", "a range or a time"),
        ("あ" * 61 + "。", "a sentence of 61 characters"),
        ("できない ことは ないです。", "a double negative"),
        ("できなくは ありません。", "a double negative"),
        ("サポートします。", "a word few people know"),
        ("か\u3099っこう", "normal form C"),
    ],
)
def test_lint_finds(text: str, fault: str) -> None:
    assert any(fault in found for found in faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "{9時|くじ}から 17{時|じ}までです。",
        "いくらか わかりません。 https://example.org/9:00-17:00",
        "%(language)sで {話|はな}せます。%(time)sまでです。",
        ("あ" * 60 + "。") * 2,
        "テレビで {見|み}ます。",
        "045-210-0667に {電話|でんわ}する",
    ],
)
def test_lint_lets_pass(text: str) -> None:
    assert [*faults(text)] == []


def test_name_may_be_long_and_have_any_katakana() -> None:
    assert [*faults("サポート" * 20, is_name=True)] == []
