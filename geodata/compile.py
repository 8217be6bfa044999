"""Makes the tables in `geodata/data` from a folder of larger ones: `python -m geodata.compile FOLDER POPULATION`.

FOLDER holds the compiled open data (columns as read below), POPULATION is a CSV of foreign
residents by area, date and basis. geodata/data/SOURCES.md says where the figures come from.
"""

import argparse
import csv
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import geopandas as gpd

from geodata.compile_outlines import land, simplified, write_geojson
from geodata.compile_towns import chome_table, postcode_table, town_table
from geodata.kana import hiragana

DATA = Path(__file__).parent / "data"

_BASES = {"census": "census", "resident register": "register"}
_AREAS = ("city", "ward")
_FIGURE = re.compile(r"(about )?(\d+)")

Row = Mapping[str, object]


class SourceChanged(ValueError):
    """A source table lacks a column that is read from it."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the named folder and write every table, saying what was written."""
    parser = argparse.ArgumentParser(prog="python -m geodata.compile", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the source tables")
    parser.add_argument("population", type=Path, help="CSV of foreign residents by area and date")
    given = parser.parse_args(arguments)
    for name in compile_tables(given.folder, given.population, DATA):
        sys.stdout.write(f"wrote {name}\n")


def compile_tables(source: Path, population: Path, into: Path) -> list[str]:
    """Write all tables into the folder `into`; return their file names. Raises `SourceChanged`."""
    wards = gpd.read_file(source / "wards.geojson").sort_values("code")
    stations = rows(source / "stations.csv", "station_id", "line_ids", "name_ko")
    facilities = rows(source / "facilities.csv", "address_ja", "lat")
    towns = town_table(rows(source / "towns.csv", "town_id", "pos_precision"), wards, facilities)
    tables: dict[str, Sequence[Row]] = {
        "wards.csv": ward_table(rows(source / "ward_names.csv", "code", "name_ko"), wards),
        "lines.csv": line_table(rows(source / "lines.csv", "line_id", "operator_ja"), stations),
        "stations.csv": station_table(stations),
        "towns.csv": [town.row() for town in towns],
        "chome.csv": chome_table(towns),
        "postcodes.csv": postcode_table(rows(source / "postcodes.csv", "postcode", "town_id")),
        "residents.csv": resident_table(rows(population, "scope", "basis", "foreign_residents")),
    }
    for name, table in tables.items():
        _write_csv(into / name, table)
    outlines = simplified(wards)
    write_geojson(into / "wards.geojson", outlines, wards["code"])
    context = gpd.read_file(source / "context_land.geojson")
    write_geojson(into / "land.geojson", land(context, outlines), ["land"])
    return [*tables, "wards.geojson", "land.geojson"]


def rows(path: Path, *needed: str) -> list[dict[str, str]]:
    """Return a CSV's rows. Raises `SourceChanged` if a needed column is missing."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(needed) - set(reader.fieldnames or ())
        if missing:
            raise SourceChanged(f"{path.name} has no column {', '.join(sorted(missing))}")
        return list(reader)


def ward_table(names: Iterable[Mapping[str, str]], wards: gpd.GeoDataFrame) -> list[Row]:
    """Return code, names and label point of each ward."""
    labels = {ward.code: (ward.label_lat, ward.label_lon) for ward in wards.itertuples()}
    return [
        {"code": ward["code"]} | _names(ward) | dict(zip(("lat", "lon"), labels[ward["code"]], strict=True))
        for ward in names
    ]


def station_table(stations: Iterable[Mapping[str, str]]) -> list[Row]:
    """Return id, ward (empty outside the city), names, point and line ids of each station."""
    return [
        {"id": station["station_id"], "ward": station["ward_code"]}
        | _names(station)
        | {"lat": station["lat"], "lon": station["lon"], "lines": station["line_ids"]}
        for station in stations
    ]


def line_table(lines: Iterable[Mapping[str, str]], stations: Iterable[Mapping[str, str]]) -> list[Row]:
    """Return names and operator of each line; lines that only pass near the city have no Chinese or Korean name."""
    table: dict[str, Row] = {
        line["line_id"]: {"id": line["line_id"], **_names(line), **_operator(line)} for line in lines
    }
    for station in stations:
        ids, ja, en = (station[column].split(";") for column in ("line_ids", "lines_ja", "lines_en"))
        # Where two companies meet, the station does not say which of them runs which line.
        if ";" in station["operators_ja"]:
            continue
        company = (station["operators_ja"], station["operators_en"])
        for line_id, name_ja, name_en in zip(ids, ja, en, strict=True):
            passing = dict(
                zip(
                    ("id", "ja", "en", "operator_ja", "operator_en"),
                    (line_id, name_ja, name_en, *company),
                    strict=True,
                )
            )
            table.setdefault(line_id, passing)
    return [table[line_id] for line_id in sorted(table)]


def resident_table(figures: Iterable[Mapping[str, str]]) -> list[Row]:
    """Return the dated whole-number figures of the city and its wards; shares and "more than" are left out."""
    return [
        {
            "code": figure["code"],
            "basis": _BASES[figure["basis"]],
            "as_of": figure["as_of"],
            "foreign_residents": number[2],
            "approximate": "1" if number[1] else "",
            "population": figure["total_population"],
            "confidence": figure["confidence"],
            "source": figure["source"],
        }
        for figure in figures
        if figure["scope"] in _AREAS
        and figure["basis"] in _BASES
        and _is_iso_date(figure["as_of"])
        and (number := _FIGURE.fullmatch(figure["foreign_residents"]))
    ]


def _is_iso_date(text: str) -> bool:
    """Say whether the text is a full date; a month or a fiscal year is none."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _names(named: Mapping[str, str]) -> dict[str, object]:
    """Return the names under the keys of languages, the reading in hiragana."""
    names: dict[str, object] = {"ja": named["name_ja"]}
    if "name_kana" in named:
        names["kana"] = hiragana(named["name_kana"])
    for language in ("en", "zh_hans", "zh_hant", "ko"):
        names[language.replace("_", "-")] = named[f"name_{language}"]
    return names


def _operator(line: Mapping[str, str]) -> Row:
    """Return the two columns that name a line's company."""
    return {"operator_ja": line["operator_ja"], "operator_en": line["operator_en"]}


def _write_csv(path: Path, table: Sequence[Row]) -> None:
    """Write a table with the columns of its fullest row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = max(table, key=len).keys()
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


if __name__ == "__main__":
    main()
