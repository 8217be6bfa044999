import pytest

from services.imports.cells import BadCell
from services.spreadsheets.drafts import Draft, Entry
from services.spreadsheets.schedule_columns import hours_key, schedule_columns
from services.timetables import HolidayRule

COLUMNS = {column.key: column for column in schedule_columns()}


def test_every_weekday_and_holidays_have_a_column() -> None:
    keys = [hours_key(day) for day in (*range(7), None)]

    assert set(keys) <= COLUMNS.keys()
    assert (keys[0], keys[-1]) == ("hours_mon", "hours_holiday")


def test_a_cell_fills_its_own_day() -> None:
    draft = Draft(Entry("a"))

    COLUMNS["hours_tue"].put(draft, "09:00-12:00; 13:00-17:00")
    COLUMNS["holiday_rule"].put(draft, "休み")

    assert {day: [row.opens for row in rows] for day, rows in draft.hours.items()} == {1: [540, 780]}
    assert draft.schedule == {"holiday_rule": HolidayRule.CLOSED}


def test_holidays_have_no_nth_weeks() -> None:
    with pytest.raises(BadCell, match="no nth weeks"):
        COLUMNS["hours_holiday"].put(Draft(Entry("a")), "第1週 09:00-12:00")
