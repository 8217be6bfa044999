import csv
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.gazetteer import places_named
from services.settings import ROOT
from services.understanding import Understood, understood

NAKAYAMA = places_named("中山駅")[0]
NOTHING = Understood()


def in_short(text: str, reader: str | None = None) -> dict[str, str]:
    """Say what was understood as place, topic, kind, language and name, each where there is one."""
    meant = understood(text, reader)
    place = meant.place.names["ja"] if meant.place else None
    named = {"place": place, "topic": meant.topic, "kind": meant.kind, "language": meant.language, "name": meant.name}
    return {what: code for what, code in named.items() if code is not None}


@pytest.mark.parametrize(
    "text", ["中山", "なかやま", "ナカヤマ", "Nakayama", "NAKAYAMA", "나카야마", "中山駅", "ﾅｶﾔﾏ"]
)
def test_a_station_is_understood_in_every_script(text: str) -> None:
    meant = understood(text)

    assert meant == Understood(place=NAKAYAMA, parts=meant.parts)


@pytest.mark.parametrize("text", ["226-0019", "2260019", "〒226-0019", "２２６－００１９"])
def test_a_postal_code_is_a_place(text: str) -> None:
    place = understood(text).place

    assert place is not None
    assert (place.kind, place.ward_code) == ("postcode", "14113")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("visa", {"topic": "residence"}),
        ("VISA", {"topic": "residence"}),
        ("ｖｉｓａ", {"topic": "residence"}),
        ("residence card", {"topic": "residence"}),
        ("tax letter", {"topic": "tax_pension"}),
        ("法律相談", {"topic": "legal"}),
        ("ラウンジ", {"kind": "lounge"}),
        ("ward office", {"kind": "ward_office"}),
        ("区役所", {"kind": "ward_office"}),
        ("Portuguese", {"language": "pt"}),
        ("português", {"language": "pt"}),
        ("ポルトガル語", {"language": "pt"}),
        ("ネパール語", {"language": "ne"}),
        ("Tiếng Việt", {"language": "vi"}),
        ("日本語", {"language": "ja"}),
        ("Japanese", {"language": "ja"}),
        ("やさしい日本語", {"language": "ja-easy"}),
        ("中国語", {"language": "zh-hans"}),
        ("한국어", {"language": "ko"}),
    ],
)
def test_one_word_is_a_need_a_kind_of_counter_or_a_language(text: str, expected: dict[str, str]) -> None:
    assert in_short(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("visa Nakayama", {"place": "中山", "topic": "residence"}),
        ("Nakayama visa", {"place": "中山", "topic": "residence"}),
        ("visa in Nakayama", {"place": "中山", "topic": "residence"}),
        ("中山 ビザ", {"place": "中山", "topic": "residence"}),
        ("中山　ビザ", {"place": "中山", "topic": "residence"}),
        ("中山でビザ", {"place": "中山", "topic": "residence"}),
        ("中山の近くで相談", {"place": "中山", "topic": "consultation"}),
        ("日本語教室 新横浜", {"place": "新横浜", "topic": "japanese_class"}),
        ("緑区役所", {"place": "緑区", "kind": "ward_office"}),
        ("visa 226-0019", {"place": "226-0019", "topic": "residence"}),
        ("〒226-0019 ビザ", {"place": "226-0019", "topic": "residence"}),
        ("Chinese, Nakayama", {"place": "中山", "language": "zh-hans"}),
        ("Tagalog Nakayama", {"place": "中山", "language": "tl"}),
        ("I need help with visa in Nakayama", {"place": "中山", "topic": "residence"}),
        ("ビザの相談 中山", {"place": "中山", "topic": "residence"}),
        ("near Nakayama", {"place": "中山"}),
        ("中山 の 近く", {"place": "中山"}),
        ("Yokohama Nakayama tax", {"place": "中山", "topic": "tax_pension"}),
        ("Nepali visa", {"topic": "residence", "language": "ne"}),
        ("ビザ ネパール語 中山", {"place": "中山", "topic": "residence", "language": "ne"}),
        ("Tsurumi International Lounge", {"place": "鶴見", "kind": "lounge"}),
        ("visa visa", {"topic": "residence"}),
        ("residence card Nakayama", {"place": "中山", "topic": "residence"}),
    ],
)
def test_words_together_are_each_understood(text: str, expected: dict[str, str]) -> None:
    assert in_short(text) == expected


@pytest.mark.parametrize("text", ["弘明寺", "Gumyoji", "ぐみょうじ"])
def test_two_stations_of_one_name_are_both_offered(text: str) -> None:
    meant = understood(text)

    assert meant.place == meant.choices[0]
    assert [choice.kind for choice in meant.choices] == ["station", "station"]
    assert len({choice.id for choice in meant.choices}) == 2


@pytest.mark.parametrize("text", ["弘明寺", "磯子"])
def test_the_name_that_a_choice_is_offered_by_leads_to_it_alone(text: str) -> None:
    for choice in understood(text).choices:
        again = understood(choice.qualified_label("ja"))

        assert (again.place, again.choices) == (choice, ())


@pytest.mark.parametrize("text", ["シルクセンター", "zzzzqq", "a" * 200, "' OR 1=1 --"])
def test_unknown_words_are_looked_for_as_a_name(text: str) -> None:
    assert set(in_short(text)) == {"name"}


def test_a_misspelt_name_brings_the_places_that_are_spelt_much_alike() -> None:
    meant = understood("Nakayma")

    assert meant.name == "Nakayma"
    assert [one.place for one in meant.suggestions] == [NAKAYAMA]


def test_what_is_understood_of_a_longer_text_is_kept_beside_its_whole_as_a_name() -> None:
    assert in_short("English wizard doctor") == {
        "topic": "medical",
        "language": "en",
        "name": "English wizard doctor",
    }


@pytest.mark.parametrize("text", ["", " ", "　", "😀", "\x01\x02", "\u200b", "%", "_", "、", "in", "の"])
def test_a_text_that_says_nothing_asks_for_nothing(text: str) -> None:
    assert understood(text) == NOTHING


def test_a_text_of_many_short_parts_is_looked_through_quickly() -> None:
    text = " ".join("ビザ税金学校病院"[number % 8] for number in range(100))

    started = time.perf_counter()
    understood(text)

    assert time.perf_counter() - started < 0.5


@given(st.text(max_size=200))
def test_no_text_is_refused(text: str) -> None:
    meant = understood(text)

    assert meant.place is None or meant.place in (meant.choices or (meant.place,))
    assert meant.name is not None or meant.suggestions == ()


@given(
    st.lists(
        st.sampled_from(["visa", "中山", "ビザ", "区役所", "の", "で", "in", "English", " ", "、", "鶴見"]),
        max_size=6,
    )
)
def test_no_heap_of_known_words_is_refused(words: list[str]) -> None:
    assert understood(" ".join(words)) == understood(" ".join(words) + " ")


def test_every_word_of_the_table_is_understood_as_it_says() -> None:
    with (ROOT / "services" / "data" / "search_words.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["what"] in {"topic", "kind", "language"}]

    wrong = [row for row in rows if in_short(row["word"], row["language"]) != {row["what"]: row["code"]}]
    # Rows of names of languages say another language's word too: 中文 is one of each script.
    assert [row for row in wrong if row["what"] != "language"] == []
    assert {row["word"] for row in wrong} <= {"中文"}


@pytest.mark.parametrize(
    ("text", "topic", "others"),
    [
        ("tax and school", "tax_pension", ("school",)),
        ("advice about tax", "tax_pension", ("consultation",)),
        ("hospital with interpreter", "interpretation", ("medical",)),
        ("病院 通訳", "interpretation", ("medical",)),
        ("child fever hospital", "medical", ("childcare",)),
        ("information about pension", "tax_pension", ("information",)),
        ("visa visa", "residence", ()),
    ],
)
def test_of_several_needs_the_most_telling_is_meant_and_the_others_are_kept(
    text: str, topic: str, others: tuple[str, ...]
) -> None:
    meant = understood(text)

    assert (meant.topic, meant.other_topics) == (topic, others)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("visa in Nakayama", {"place": "visa", "topic": "Nakayama"}),
        ("สำนักงานเขต มิโดริ", {"kind": "มิโดริ", "place": "สำนักงานเขต"}),
        ("visa Osaka", {"topic": "Osaka", "unknown": "visa"}),
    ],
)
def test_each_part_knows_the_text_without_it(text: str, expected: dict[str, str]) -> None:
    assert {part.what: part.without for part in understood(text).parts} == expected


def test_a_word_of_two_meanings_means_what_the_readers_language_says() -> None:
    assert [understood("emergency", reader).topic for reader in ("en", "tl")] == ["medical", "disaster"]
    assert [understood("中文", reader).language for reader in ("zh-hant", "zh-hans", "en")] == [
        "zh-hant",
        "zh-hans",
        "zh-hans",
    ]


def test_the_nearer_of_two_places_goes_before_the_city() -> None:
    meant = understood("Yokohama visa Nakayama")

    assert (meant.place, meant.choices) == (NAKAYAMA, ())


def test_a_second_place_is_a_choice() -> None:
    assert [place.names["en"] for place in understood("Nakayama or Kikuna").choices] == ["Nakayama", "Kikuna"]


def test_beside_a_town_stand_the_towns_that_begin_with_its_name() -> None:
    meant = understood("日野")

    assert {"日野", "日野中央", "日野南"} <= {choice.names["ja"] for choice in meant.choices if choice.kind == "town"}
