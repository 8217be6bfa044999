from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.models import StoredTimetable
from services.stored_timetables import stored, timetables
from services.timetables import Timetable
from tests.timetables_for_tests import DAILY, speaking


def how_many(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(StoredTimetable)).one()


def test_equal_timetables_are_stored_once(either_session: Session) -> None:
    before = how_many(either_session)

    numbers = stored(either_session, {1: DAILY, 2: replace(DAILY), 3: replace(DAILY, languages_complete=True)})

    assert numbers[1] == numbers[2] != numbers[3]
    assert how_many(either_session) == before + 2
    assert stored(either_session, {4: DAILY}) == {4: numbers[1]}


def test_what_was_stored_is_read_again(either_session: Session) -> None:
    numbers = stored(either_session, {1: DAILY, 2: speaking(DAILY)})

    assert timetables(either_session, numbers.values()) == {numbers[1]: DAILY, numbers[2]: speaking(DAILY)}
    assert timetables(either_session, []) == {}


def test_a_number_that_was_never_given_is_an_error(session: Session) -> None:
    with pytest.raises(KeyError):
        timetables(session, [999_999])


def test_a_write_that_is_taken_back_leaves_no_memory_of_its_timetables(session: Session) -> None:
    def added(timetable: Timetable) -> int:
        (number,) = stored(session, {1: timetable}).values()
        assert timetables(session, [number]) == {number: timetable}
        return number

    first = added(DAILY)
    session.rollback()

    assert added(replace(DAILY, languages_complete=True)) == first
