import pytest

from geodata.kana import hiragana, romanized
from geodata.tables import table


@pytest.mark.parametrize(
    ("katakana", "romaji"),
    [
        ("ミナトミライ", "Minatomirai"),
        ("ホウライチョウ", "Horaicho"),
        ("ニッパチョウ", "Nippacho"),
        ("ホンモク", "Hommoku"),
        ("カッチ", "Katchi"),
        ("シャショ", "Shasho"),
        ("キュウ", "Kyu"),
        ("フジヅカ", "Fujizuka"),
    ],
)
def test_katakana_is_romanised_as_on_station_signs(katakana: str, romaji: str) -> None:
    assert romanized(katakana) == romaji


@pytest.mark.parametrize("text", ["なか", "中", "A", "ヴ"])
def test_what_is_no_katakana_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a katakana"):
        romanized(text)


def test_katakana_becomes_hiragana_and_the_rest_stays() -> None:
    assert hiragana("たまプラーザ 3") == "たまぷらーざ 3"


def test_every_reading_in_the_tables_is_hiragana() -> None:
    readings = [row["kana"] for name in ("stations", "towns", "wards") for row in table(name)]

    assert [reading for reading in readings if reading != hiragana(reading) or not reading] == []
