import pytest

from geodata.scripts import WRITTEN, written
from geodata.tables import table
from geodata.wards import wards


@pytest.mark.parametrize(
    ("kana", "romaji", "slug", "name"),
    [
        ("しんよこはま", "Shin-Yokohama", "uk", "Шін-Йокогама"),
        ("しんよこはま", "Shin-Yokohama", "th", "ชิง-โยโกฮามะ"),
        ("しんよこはま", "Shin-Yokohama", "ne", "शिन-योकोहामा"),
        ("しんよこはま", "Shin-Yokohama", "ko", "신요코하마"),
        ("せんたーみなみ", "Center Minami", "uk", "Сента Мінамі"),
        ("よこはま", "Yokohama", "uk", "Йокогама"),
        ("なかやま", "Nakayama", "th", "นากายามะ"),
    ],
)
def test_a_name_is_written_in_the_script_of_its_reader(kana: str, romaji: str, slug: str, name: str) -> None:
    assert written(kana, romaji, slug) == name


@pytest.mark.parametrize("slug", ["ne", "th", "uk"])
def test_the_wards_names_that_people_chose_are_those_of_the_rule(slug: str) -> None:
    by_rule = {ward.code: written(ward.names["kana"].removesuffix("く"), "", slug) for ward in wards()}

    assert [ward.names[slug] for ward in wards() if by_rule[ward.code] not in ward.names[slug]] == []


@pytest.mark.parametrize("slug", WRITTEN)
def test_every_station_and_town_can_be_written(slug: str) -> None:
    rows = [row for name in ("stations", "towns") for row in table(name)]

    assert all(written(row["kana"], row["en"], slug) for row in rows)
