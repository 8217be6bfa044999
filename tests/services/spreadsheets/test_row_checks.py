from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from services.imports.stored_rows import stored_locations
from services.spreadsheets.columns import own_columns
from services.spreadsheets.drafts import Draft, entry_of
from services.spreadsheets.row_checks import found_in

COLUMNS = {column.key: column for column in own_columns()}


@pytest.fixture
def found(session: Session) -> Callable[..., list[str]]:
    """Fill cells of a lounge's row, and say which columns contradict each other."""

    def run(**cells: str) -> list[str]:
        draft = Draft(entry_of(stored_locations(session, ["lounge-kanazawa"])["lounge-kanazawa"]))
        for key, cell in cells.items():
            COLUMNS[key].put(draft, cell)
        return [key for key, _ in found_in(draft, draft.record())]

    return run


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, []),
        ({"lat": ""}, ["lat"]),
        ({"lon": ""}, ["lon"]),
        ({"lat": "", "lon": ""}, ["position_accuracy_m"]),
        ({"hours_known": "いいえ"}, ["hours_mon"]),
        ({"hours_holiday": "09:00-12:00"}, ["hours_holiday"]),
        ({"hours_holiday": "09:00-12:00", "holiday_rule": "祝日の時間"}, []),
        ({"languages_whenever_open": "英語 窓口"}, ["languages_whenever_open"]),
        ({"languages_whenever_open": "英語 電話"}, []),
        ({"languages_nobody_knows": "英語 窓口"}, ["languages_nobody_knows"]),
        ({"name_ja": "", "name_en": ""}, ["name_ja"]),
        ({"name_ja": ""}, []),
    ],
)
def test_cells_that_contradict_each_other_are_found(
    found: Callable[..., list[str]], cells: dict[str, str], expected: list[str]
) -> None:
    assert found(**cells) == expected
