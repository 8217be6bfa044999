import csv
import json
from pathlib import Path

import pytest

from geodata.compile import SourceChanged, compile_tables, line_table, main, resident_table, rows, station_table
from geodata.tables import DATA

STATION = {
    "station_id": "N02-1",
    "ward_code": "14113",
    "name_ja": "中山",
    "name_kana": "ナカヤマ",
    "name_en": "Nakayama",
    "name_zh_hans": "中山",
    "name_zh_hant": "中山",
    "name_ko": "나카야마",
    "lat": "35.5",
    "lon": "139.5",
    "line_ids": "A.One;B.Two",
    "lines_ja": "一線;二線",
    "lines_en": "Line One;Line Two",
    "operators_ja": "会社",
    "operators_en": "Company",
}
LINE = {
    "line_id": "A.One",
    "name_ja": "一線",
    "name_en": "Line One",
    "name_zh_hans": "一线",
    "name_zh_hant": "一線",
    "name_ko": "일 선",
    "operator_ja": "会社",
    "operator_en": "Company",
}
FIGURE = {
    "scope": "ward",
    "code": "14113",
    "as_of": "2021-01-31",
    "basis": "resident register",
    "foreign_residents": "4303",
    "total_population": "",
    "source": "a newspaper",
    "confidence": "high",
}


def test_a_station_keeps_its_names_and_reads_in_hiragana() -> None:
    (station,) = station_table([STATION])

    assert (station["ja"], station["kana"], station["zh-hans"], station["lines"]) == (
        "中山",
        "なかやま",
        "中山",
        "A.One;B.Two",
    )


def test_a_line_that_only_passes_the_city_is_named_by_its_stations() -> None:
    lines = line_table([LINE], [STATION])

    assert [(line["id"], line["ja"], line["operator_ja"]) for line in lines] == [
        ("A.One", "一線", "会社"),
        ("B.Two", "二線", "会社"),
    ]


def test_a_station_of_two_companies_does_not_say_whose_a_line_is() -> None:
    lines = line_table([LINE], [STATION | {"operators_ja": "会社;別会社"}])

    assert [line["id"] for line in lines] == ["A.One"]


def test_figures_of_the_register_keep_their_basis() -> None:
    (figure,) = resident_table([FIGURE])

    assert (figure["basis"], figure["foreign_residents"], figure["approximate"]) == ("register", "4303", "")


def test_a_figure_said_to_be_about_right_is_marked() -> None:
    (figure,) = resident_table([FIGURE | {"foreign_residents": "about 4300"}])

    assert (figure["foreign_residents"], figure["approximate"]) == ("4300", "1")


@pytest.mark.parametrize(
    "change",
    [
        {"foreign_residents": ""},
        {"foreign_residents": ">4000"},
        {"as_of": "FY2020"},
        {"as_of": "2024-01/02"},
        {"as_of": "c.2024-10"},
        {"basis": "booklet"},
        {"scope": "prefecture"},
    ],
)
def test_shares_bounds_and_undated_figures_are_left_out(change: dict[str, str]) -> None:
    assert resident_table([FIGURE | change]) == []


def test_a_source_without_a_needed_column_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "stations.csv").write_text("station_id,lat\n1,35\n", encoding="utf-8")

    with pytest.raises(SourceChanged, match=r"stations.csv has no column line_ids"):
        rows(tmp_path / "stations.csv", "station_id", "line_ids")


def write_csv(path: Path, table: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0].keys())
        writer.writeheader()
        writer.writerows(table)


def square(code: str, west: float) -> dict[str, object]:
    ring = [[west, 35.4], [west + 0.1, 35.4], [west + 0.1, 35.5], [west, 35.5], [west, 35.4]]
    labels = {"label_lat": 35.45, "label_lon": west + 0.05}
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"code": code} | labels, "geometry": geometry}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A city of two square wards, one station, one town and one postal code."""
    folder = tmp_path / "source"
    folder.mkdir()
    for name, features in {
        "wards": [square("14113", 139.5), square("14117", 139.6)],
        "context_land": [square("", 139.7)],
    }.items():
        text = json.dumps({"type": "FeatureCollection", "features": features})
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8")
    names = {key: value for key, value in STATION.items() if key.startswith("name_")}
    town = {
        "town_id": "14113-0024001",
        "code": "14113",
        "ward_ja": "緑区",
        "town_ja": "中山",
        "chome": "1",
        "name_kana": "ナカヤマ1チョウメ",
        "name_en": " 1-chome",
        "lat": "35.45",
        "lon": "139.55",
        "pos_precision": "exact",
    }
    write_csv(folder / "stations.csv", [STATION])
    write_csv(folder / "lines.csv", [LINE])
    write_csv(folder / "ward_names.csv", [names | {"code": code} for code in ("14113", "14117")])
    write_csv(folder / "towns.csv", [town])
    write_csv(
        folder / "postcodes.csv",
        [{"postcode": "2260019", "kind": "town", "town_id": "14113-0024001", "code": "14113"}],
    )
    write_csv(folder / "facilities.csv", [{"address_ja": "横浜市緑区中山1-2", "lat": "35.46", "lon": "139.55"}])
    write_csv(folder / "population.csv", [FIGURE])
    return folder


def test_every_table_is_written(source: Path, tmp_path: Path) -> None:
    written = compile_tables(source, source / "population.csv", tmp_path)

    assert set(written) == {path.name for path in DATA.iterdir()} - {"SOURCES.md", "ward_names.csv"}
    assert all((tmp_path / name).stat().st_size for name in written)


def test_a_town_known_only_by_its_chome_is_written_whole(source: Path, tmp_path: Path) -> None:
    compile_tables(source, source / "population.csv", tmp_path)

    town = next(csv.DictReader((tmp_path / "towns.csv").read_text(encoding="utf-8").splitlines()))
    assert (town["id"], town["ja"], town["kana"], town["en"]) == ("14113-0024000", "中山", "なかやま", "Nakayama")


def test_the_command_says_what_it_wrote(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("geodata.compile.DATA", tmp_path)

    main([str(source), str(source / "population.csv")])

    assert "wrote wards.geojson\n" in capsys.readouterr().out
    assert Path(tmp_path / "wards.geojson").exists()
