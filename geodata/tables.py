"""Reads the CSV tables in `geodata/data`."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from geodata.coords import Point
from geodata.scripts import WRITTEN, written

DATA: Final = Path(__file__).parent / "data"

NAME_KEYS: Final = ("ja", "kana", "en", "zh-hans", "zh-hant", "ko")
"""The languages and scripts in which tables carry names; `kana` is hiragana."""


def table(name: str) -> Iterator[Mapping[str, str]]:
    """Yield the rows of `geodata/data/<name>.csv`."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def names_in(row: Mapping[str, str]) -> dict[str, str]:
    """Return the names a row has, by language key, empty ones left out."""
    return {key: row[key] for key in NAME_KEYS if row.get(key)}


def point_in(row: Mapping[str, str]) -> Point:
    """Return the point a row has."""
    return Point(float(row["lat"]), float(row["lon"]))


def name_for(names: Mapping[str, str], language: str) -> str:
    """Return the name to show in pages of a language (slug or tag such as `vi`, `ja-easy`, `zh-Hant`).

    Easy Japanese takes the kana. Chinese without a name of its own takes the Japanese, whose kanji
    a reader of Chinese recognises; languages of `WRITTEN` have the kana written in their script, and
    every other language takes the romanised name.
    """
    slug = language.lower()
    if slug in ("ja-easy", "ja-simple"):
        return names.get("kana") or names["ja"]
    if slug in names:
        return names[slug]
    if slug.startswith(("zh", "ja")):
        return names["ja"]
    if slug in WRITTEN and "kana" in names:
        return written(names["kana"], names["en"], slug)
    return names.get("en", names["ja"])
