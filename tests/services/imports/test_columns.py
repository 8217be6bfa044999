from collections.abc import Callable
from pathlib import Path

import pytest

from services.imports.columns import TABLES
from services.imports.problems import BadTables
from services.imports.tables import read_tables

Change = tuple[str, str, str]
"""File, what stands there, what to write instead."""
Place = tuple[int, str | None]
"""Row and column."""


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("sources.csv", "LEAFLET", "LEAF LET"), (2, "code")),
        (("sources.csv", "https://example.org/leaflet", "leaflet.txt"), (2, "url")),
        (("locations.csv", "office-b,ward_office", "office-b,office"), (3, "kind")),
        (("locations.csv", "35.5126", "NaN"), (2, "lat")),
        (("locations.csv", "139.5401", "200"), (2, "lon")),
        (("locations.csv", ",30,", ",0,"), (2, "position_accuracy_m")),
        (("locations.csv", "226-0013", "2260013"), (2, "postal_code")),
        (("locations.csv", "a@example.org", "a at example"), (2, "email")),
        (("locations.csv", "yes,own_hours", "true,own_hours"), (2, "hours_known")),
        (("phones.csv", "045-000-0001", "call us"), (2, "number")),
        (("phones.csv", "fax", "telex"), (3, "kind")),
        (("routes.csv", ",3", ",3 min"), (2, "walk_minutes")),
        (("hours.csv", "mon wed", "mon Wed"), (2, "days")),
        (("hours.csv", "09:00", "9 am"), (2, "opens")),
        (("hours.csv", "2 4", "2 6"), (3, "weeks")),
        (("closing_days.csv", "sun", "holiday"), (2, "days")),
        (("closing_days.csv", "next_weekday", "later"), (2, "on_holiday")),
        (("closing_periods.csv", "01-03", "02-30"), (2, "last")),
        (("exceptions.csv", "2026-08-15", "2026-08-32"), (2, "last")),
        (("exceptions.csv", "summer", "Obon holidays"), (2, "reason")),
        (("languages.csv", "zh-hans", "zh-CN"), (2, "languages")),
        (("languages.csv", "counter phone", "counter,phone"), (2, None)),
        (("services.csv", "residence", "visa"), (2, "topics")),
        (("texts.csv", "name,ja,", "name,jp,"), (4, "language")),
        (("texts.csv", "Friends", "x" * 20_001), (2, "text")),
        (("texts.csv", "Friends", "Fri\x00ends"), (2, "text")),
        (("facts.csv", "high", "sure"), (2, "confidence")),
        (("facts.csv", ",2026,", ",26,"), (2, "year")),
        (("notices.csv", "T09:00:00+09:00,2026-09-02", "T09:00:00,2026-09-02"), (2, "starts_at")),
        (("notices.csv", "emergency", "panic"), (2, "severity")),
    ],
)
def test_a_bad_cell_is_named_by_file_row_and_column(
    tables: Callable[..., Path], change: Change, place: Place
) -> None:
    with pytest.raises(BadTables) as refused:
        read_tables(tables(change))

    assert (change[0], *place) in [(each.file, each.row, each.column) for each in refused.value.problems]


def test_every_key_is_made_of_columns() -> None:
    assert all(set(table.key) <= set(table.columns) for table in TABLES.values())
