from collections.abc import Callable
from pathlib import Path

import pytest

from services.imports.problems import BadTables
from services.imports.tables import read_tables

Change = tuple[str, str, str]
"""File, what stands there, what to write instead."""
Place = tuple[int, str | None]
"""Row and column."""


@pytest.mark.parametrize(
    ("change", "place", "reason"),
    [
        (("locations.csv", "35.5126,", ","), (2, "lat"), "a point needs both"),
        (("locations.csv", "139.5401", ""), (2, "lon"), "a point needs both"),
        (("locations.csv", "14104,,,,", "14104,,,30,"), (3, "position_accuracy_m"), "where there is no point"),
        (("hours.csv", "09:00,17:00,16:30", "09:00,09:00,"), (2, "closes"), "must be after opens"),
        (("hours.csv", "09:00,17:00,16:30", "24:00,25:00,"), (2, "opens"), "must be before 24:00"),
        (("hours.csv", "13:00,25:30", "00:30,25:30"), (3, "closes"), "by 24 hours at most"),
        (("hours.csv", "16:30", "17:01"), (2, "last_reception"), "between opens and closes"),
        (
            ("hours.csv", "holiday,10:00,12:00,,", "holiday,10:00,12:00,,2"),
            (4, "weeks"),
            "must be empty for holidays",
        ),
        (("exceptions.csv", "2026-08-15", "2026-08-12"), (2, "last"), "must not be before first"),
        (("exceptions.csv", ",,,summer", ",09:00,,summer"), (2, "closes"), "must be empty, because opens is empty"),
        (("exceptions.csv", ",,,summer", "09:00,,,summer"), (2, "closes"), "must be a time, because opens is one"),
        (
            ("exceptions.csv", "09:00,11:00,,", "09:00,11:00,12:00,"),
            (3, "last_reception"),
            "between opens and closes",
        ),
        (("languages.csv", "mon fri,09:00", "mon fri,"), (3, "starts"), "must be a time, because days are given"),
        (("languages.csv", "09:00,12:00", "12:00,09:00"), (3, "ends"), "must be after starts"),
        (("languages.csv", "counter phone,,,,", "counter phone,,09:00,,"), (2, "starts"), "because days is empty"),
        (("languages.csv", "counter phone,,,,", "counter phone,,,,2"), (2, "weeks"), "because days is empty"),
        (("services.csv", "yes,,", "yes,no,"), (2, "holiday_rule"), "a schedule needs both"),
        (("notices.csv", "lounge-a,,", "lounge-a,14113,"), (2, "ward_code"), "the notice is for one location"),
        (("notices.csv", "09-02T", "09-01T"), (2, "ends_at"), "must be after starts_at"),
    ],
)
def test_cells_that_do_not_fit_each_other_are_named(
    tables: Callable[..., Path], change: Change, place: Place, reason: str
) -> None:
    with pytest.raises(BadTables) as refused:
        read_tables(tables(change))

    (problem,) = refused.value.problems
    assert (problem.file, problem.row, problem.column) == (change[0], *place)
    assert reason in problem.reason
