import pytest

from services.imports.cells import BadCell
from services.spreadsheets.hour_cells import week_cell, week_of
from services.timetables import Hours

EVERY = frozenset()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", ()),
        ("09:00-17:00", ((EVERY, Hours(540, 1020)),)),
        ("９：００～１７：００", ((EVERY, Hours(540, 1020)),)),
        ("9:00 〜 12:00；13:00–25:30", ((EVERY, Hours(540, 720)), (EVERY, Hours(780, 1530)))),
        ("第2・4週 10:00-13:00 (受付12:30まで)", ((frozenset({2, 4}), Hours(600, 780, 750)),)),
        ("第1 10:00-13:00", ((frozenset({1}), Hours(600, 780)),)),
        ("weeks 2,4 10:00-13:00 (last reception 12:30)", ((frozenset({2, 4}), Hours(600, 780, 750)),)),
        ("09:00-12:00\n13:00-17:00", ((EVERY, Hours(540, 720)), (EVERY, Hours(780, 1020)))),
    ],
)
def test_hours_are_read_as_a_clerk_writes_them(cell: str, expected: object) -> None:
    assert week_of(cell) == expected


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_written_is_read_back(language: str) -> None:
    openings = ((frozenset({1, 3}), Hours(540, 720, 700)), (EVERY, Hours(780, 1530)))

    assert week_of(week_cell(openings, language)) == openings


@pytest.mark.parametrize(
    "cell",
    [
        "9am",
        "closed",
        "09:00",
        "17:00-09:00",
        "09:00-09:00",
        "25:00-26:00",
        "9:00-33:30",
        "09:00-17:60",
        "第6週 09:00-10:00",
        "09:00-17:00 (受付18:00まで)",
        "09:00-10:00; 09:00-11:00",
        "=1+1",
    ],
)
def test_what_are_no_hours_is_refused(cell: str) -> None:
    with pytest.raises(BadCell):
        week_of(cell)
