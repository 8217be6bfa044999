import pytest

from geodata.coords import Point, distance_m
from geodata.gazetteer import (
    LONGEST_TEXT,
    UnknownStation,
    choices,
    nearest_spellings,
    nearest_station,
    places_named,
    station_by_id,
    stations,
    towns_beginning_with,
)
from geodata.gazetteer_tables import postcode, stations_and_neighbours, towns, ward_places

LANGUAGES = ["ja", "ja-easy", "en", "zh-hans", "zh-hant", "ko", "vi", "ne", "uk", "pt"]


def found(text: str) -> list[tuple[str, str]]:
    return [(place.kind, place.label("ja")) for place in places_named(text)]


def offered(text: str) -> list[tuple[str, str]]:
    return [(place.kind, place.label("ja")) for place in choices(places_named(text))]


@pytest.mark.parametrize(
    "address",
    [
        "横浜市緑区中山1-6-15",
        "緑区中山1-6-15",
        "神奈川県横浜市緑区中山１ー６ー１５",
        "神奈川県横浜市緑区中山一丁目6番15号",
        "〒226-0019 神奈川県横浜市緑区中山1-6-15 ハーモニーみどり",
        "1-6-15 Nakayama, Midori-ku, Yokohama-shi, Kanagawa 226-0019",
        "1-6-15 Nakayama, Midori Ward, Yokohama, Japan",
        "Nakayama 1-6-15, Midori-ku, Yokohama City",
        "Midori-ku Nakayama 1-6-15",
    ],
)
def test_an_address_gives_its_chome(address: str) -> None:
    assert found(address) == [("town", "中山1丁目")]


def test_an_address_without_number_gives_the_town_of_that_ward_and_no_station() -> None:
    assert found("横浜市緑区中山") == [("town", "中山")]


@pytest.mark.parametrize(
    "address", ["横浜市旭区中山1-6-15", "横浜市川崎区中山1-6-15", "緑区役所", "横浜市", "地区センター"]
)
def test_an_address_that_does_not_exist_gives_nothing(address: str) -> None:
    assert found(address) == []


def test_a_number_without_chome_gives_the_whole_town() -> None:
    assert found("山手町115") == [("town", "山手町")]


@pytest.mark.parametrize("text", ["999-9999", "1000001", "226-001", "22600199"])
def test_no_postal_code_of_the_city_gives_nothing(text: str) -> None:
    assert found(text) == []


def test_the_postal_code_of_an_address_counts_where_its_town_is_unknown() -> None:
    assert found("〒226-0019 横浜市緑区どこか9") == [("postcode", "226-0019")]


@pytest.mark.parametrize(
    "text", ["", " ", "()", "駅", "区", "ku", "町", "-", "qwerty", "旅券", "हेलो", "(", "1", "1-2-3", ",,"]
)
def test_what_is_no_place_gives_nothing(text: str) -> None:
    assert found(text) == []


def test_a_text_longer_than_any_address_gives_nothing() -> None:
    assert places_named("中山" + " " * LONGEST_TEXT) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中山", [("station", "中山")]),
        ("弘明寺", [("station", "弘明寺"), ("station", "弘明寺")]),
        ("鶴見", [("station", "鶴見"), ("ward", "鶴見区")]),
        ("日野", [("town", "日野")]),
        ("中央", [("town", "中央"), ("town", "中央")]),
        ("川島町", [("town", "川島町"), ("town", "川島町")]),
        ("磯子", [("station", "磯子"), ("ward", "磯子区"), ("town", "磯子")]),
        ("どこにもない", []),
    ],
)
def test_only_what_lies_elsewhere_is_offered_as_a_choice(text: str, expected: object) -> None:
    assert offered(text) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("弘明寺 (京急本線)", "京急本線"),
        ("弘明寺（京急）", "京急本線"),
        ("Gumyoji (Keikyu)", "京急本線"),
        ("구묘지 (블루 라인)", "市営地下鉄ブルーライン"),
        ("Gumyōji Station (Yokohama Municipal Subway)", "市営地下鉄ブルーライン"),
    ],
)
def test_words_in_brackets_pick_one_of_two_namesakes(text: str, line: str) -> None:
    assert [place.qualifier("ja") for place in places_named(text)] == [line]


def test_words_in_brackets_that_fit_nothing_are_passed_over() -> None:
    assert len(places_named("弘明寺 (どこか)")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_qualified_label_names_its_place_alone(language: str) -> None:
    codes = [postcode(digits) for digits in ("2260019", "2200000", "2208080")]
    places = [*stations_and_neighbours(), *ward_places().values(), *towns().values(), *codes]

    misread = [place.id for place in places if places_named(place.qualified_label(language)) != [place]]

    assert misread == []


@pytest.mark.parametrize(
    ("text", "station"),
    [
        ("Nakayma", "中山"),
        ("なかやな", "中山"),
        ("ナカヤヤマ", "中山"),
        ("나카야머", "中山"),
        ("Nakayma station", "中山"),
        ("Hodogya", "保土ヶ谷"),
        ("新横兵", "新横浜"),
        ("Tsurmi", "鶴見"),
        ("キクナー", "菊名"),
    ],
)
def test_a_mistyped_name_finds_the_nearest_spelling(text: str, station: str) -> None:
    assert nearest_spellings(text)[0].place.label("ja") == station


@pytest.mark.parametrize(
    "text", ["", "qwertyuiop", "visa", "passport", "help me", "日本語教室", "x" * 500, "पासपोर्ट"]
)
def test_text_unlike_any_name_has_no_nearest_spelling(text: str) -> None:
    assert nearest_spellings(text) == []


def test_no_more_spellings_than_asked_for() -> None:
    assert len(nearest_spellings("みなみ", limit=2)) <= 2


def test_the_city_has_139_stations_and_ofuna_is_outside() -> None:
    assert len(stations()) == 139
    assert "大船" not in {station.label("ja") for station in stations()}


def test_a_station_is_found_by_its_id() -> None:
    ofuna = places_named("大船")[0]

    assert station_by_id(ofuna.id) is ofuna


def test_an_unknown_station_id_is_refused() -> None:
    with pytest.raises(UnknownStation, match="N02-0"):
        station_by_id("N02-0")


@pytest.mark.parametrize(
    "here", [Point(35.5145, 139.5395), Point(35.45, 139.64), Point(35.36, 139.53), Point(51.5, -0.1)]
)
def test_the_nearest_station_is_nearer_than_all_others(here: Point) -> None:
    nearest = nearest_station(here)

    assert nearest.distance_m == min(distance_m(here, station.point) for station in stations_and_neighbours())
    assert nearest.distance_m == distance_m(here, nearest.place.point)


def test_an_h_that_could_lengthen_a_vowel_is_read_both_ways() -> None:
    assert [place.label("en") for _, place in nearest_spellings("Yokohma")] == ["Yokohama"]


def test_a_town_leads_to_those_whose_names_begin_with_its_own() -> None:
    hino = places_named("日野")[0]

    assert {place.label("ja") for place in towns_beginning_with(hino)} == {"日野中央", "日野南"}
    assert towns_beginning_with(places_named("中山")[0]) == []
