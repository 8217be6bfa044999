import pytest

from geodata.tables import DATA, name_for, names_in, point_in, table

NAMES = {"ja": "緑区", "kana": "みどりく", "en": "Midori Ward", "zh-hant": "綠區", "ko": "미도리구"}


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("ja", "緑区"),
        ("ja-easy", "みどりく"),
        ("ja-simple", "みどりく"),
        ("en", "Midori Ward"),
        ("zh-hant", "綠區"),
        ("zh-Hant", "綠區"),
        ("zh-hans", "緑区"),
        ("ko", "미도리구"),
        ("vi", "Midori Ward"),
        ("pt-BR", "Midori Ward"),
    ],
)
def test_a_reader_gets_the_name_in_the_nearest_language(language: str, name: str) -> None:
    assert name_for(NAMES, language) == name


@pytest.mark.parametrize(
    ("language", "name"),
    [("th", "นากายามะ"), ("ne", "नाकायामा"), ("uk", "Накаяма"), ("ko", "나카야마"), ("es", "Nakayama")],
)
def test_a_name_without_a_column_is_written_by_rule_in_other_scripts(language: str, name: str) -> None:
    assert name_for({"ja": "中山", "kana": "なかやま", "en": "Nakayama"}, language) == name


def test_a_name_without_kana_is_romanised_in_every_script() -> None:
    assert name_for({"ja": "京急本線", "en": "Keikyu Main Line"}, "th") == "Keikyu Main Line"


def test_easy_japanese_without_kana_takes_the_japanese() -> None:
    assert name_for({"ja": "京急本線", "en": "Keikyu Main Line"}, "ja-easy") == "京急本線"


def test_empty_names_are_left_out() -> None:
    assert names_in({"ja": "中山", "kana": "", "en": "Nakayama", "lat": "35"}) == {"ja": "中山", "en": "Nakayama"}


def test_a_point_is_read_from_its_columns() -> None:
    assert point_in({"lat": "35.5", "lon": "139.5"}) == (35.5, 139.5)


def test_every_table_is_read_with_its_header() -> None:
    assert next(iter(table("wards")))["code"] == "14101"


def test_every_table_is_named_in_the_sources() -> None:
    sources = (DATA / "SOURCES.md").read_text(encoding="utf-8")

    rows = {line.split("|")[1].strip() for line in sources.splitlines() if line.startswith("| ")}
    assert {path.name for path in DATA.iterdir()} - {"SOURCES.md"} == rows - {"table"}
