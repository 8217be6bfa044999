import pytest

from geodata.spelling import (
    Address,
    addresses,
    bracketed,
    plain,
    postcode_digits,
    without_city,
    without_ending,
    without_postcode,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中山一丁目", "中山1丁目"),
        ("中山十丁目", "中山10丁目"),
        ("中山十二丁目", "中山12丁目"),
        ("三ツ沢", "三ツ沢"),
        ("１ー６－１５", "1-6-15"),
        ("センター南", "センター南"),
        ("（緑区）", "(緑区)"),
        (" 中山 ", "中山"),
    ],
)
def test_plain_text_has_one_width_and_chome_in_digits(text: str, expected: object) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "digits"),
    [("226-0019", "2260019"), ("〒226 0019", "2260019"), ("2260019", "2260019"), ("226-00190", None), ("中山", None)],
)
def test_a_postal_code_is_read_only_where_it_stands_alone(text: str, digits: str | None) -> None:
    assert postcode_digits(text) == digits


@pytest.mark.parametrize(
    ("text", "rest", "digits"),
    [
        ("〒226-0019 緑区中山", "緑区中山", "2260019"),
        ("2260019緑区中山", "緑区中山", "2260019"),
        ("Nakayama, Kanagawa 226-0019", "Nakayama, Kanagawa", "2260019"),
        ("Nakayama, Kanagawa 226-0019, Japan", "Nakayama, Kanagawa, Japan", "2260019"),
        ("緑区中山1-6", "緑区中山1-6", None),
    ],
)
def test_a_postal_code_is_taken_off_an_address(text: str, rest: str, digits: str | None) -> None:
    assert without_postcode(text) == (rest, digits)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("弘明寺 (京急本線)", ("弘明寺", "京急本線")),
        ("弘明寺(京急)", ("弘明寺", "京急")),
        ("弘明寺", ("弘明寺", None)),
        ("()", ("()", None)),
    ],
)
def test_words_in_brackets_are_told_from_the_name(text: str, expected: object) -> None:
    assert bracketed(text) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("中山駅", ("中山", "station")),
        ("nakayamastation", ("nakayama", "station")),
        ("midoriku", ("midori", "ward")),
        ("미도리구", ("미도리", "ward")),
        ("山下町", ("山下", "town")),
        ("estacaonakayama", ("nakayama", "station")),
    ],
)
def test_an_ending_tells_the_kind(key: str, expected: object) -> None:
    assert expected in list(without_ending(key))


@pytest.mark.parametrize("key", ["駅", "ku", "中山", ""])
def test_a_name_is_never_only_an_ending(key: str) -> None:
    assert list(without_ending(key)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("神奈川県横浜市緑区中山1-6-15", Address("中山", "緑区", 1)),
        ("緑区中山", Address("中山", "緑区")),
        ("中山1-6", Address("中山", None, 1)),
        ("1-6-15 Nakayama", Address("Nakayama", None, 1)),
        ("2 Chome-3-1 Shinyokohama", Address("Shinyokohama", None, 2)),
        ("1-6-15 Nakayama, Midori-ku, Yokohama", Address("Nakayama", "Midori-ku", 1)),
        ("Nakayama 1-6-15, Midori Ward", Address("Nakayama", "Midori Ward", 1)),
    ],
)
def test_the_likeliest_reading_of_an_address_comes_first(text: str, expected: object) -> None:
    assert next(addresses(text)) == expected


@pytest.mark.parametrize("text", ["", "123"])
def test_what_is_no_address_is_not_read_as_one(text: str) -> None:
    assert list(addresses(text)) == []


@pytest.mark.parametrize(
    ("text", "nearer"),
    [
        ("Tsurumi Yokohama", ["Tsurumi", "Tsurumi Yokohama"]),
        ("Tsurumi-ku, Yokohama City, Japan", ["Tsurumi-ku", "Tsurumi-ku, Yokohama City, Japan"]),
        ("日本 神奈川県 横浜市 鶴見", ["鶴見", "鶴見"]),
        ("Kanagawa, Yokohama", ["Kanagawa", "Yokohama"]),
        ("Shin-Yokohama", ["Shin-Yokohama", "Shin-Yokohama"]),
        ("Japan", ["Japan", "Japan"]),
    ],
)
def test_the_city_around_a_name_is_left_out(text: str, nearer: list[str]) -> None:
    assert list(without_city(text)) == nearer
