from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.imports.comparison import Plan
from services.imports.problems import BadTables, Problem
from services.imports.tables import read_tables
from services.models import Location, Revision

Change = tuple[str, str, str]
"""File, what stands there, what to write instead."""
Place = tuple[int, str | None]
"""Row and column."""


def only_problem(folder: Path) -> Problem:
    with pytest.raises(BadTables) as refused:
        read_tables(folder)
    (problem,) = refused.value.problems
    return problem


@pytest.mark.parametrize(
    ("change", "place", "reason"),
    [
        (("phones.csv", "fax,045-000-0002", "voice,045-000-0001"), (3, "number"), "kind, number: row 2"),
        (("hours.csv", "holiday,10:00", "tue wed,09:00"), (4, "weeks"), "is there twice"),
        (
            ("hours.csv", "lounge-a,classes", "lounge-x,"),
            (5, "location"),
            "must be in locations.csv: lounge-x is not",
        ),
        (("hours.csv", ",classes,", ",sports,"), (5, "service"), "must be in services.csv: lounge-a/sports is not"),
        (("hours.csv", ",classes,", ",advice,"), (5, "service"), "has no schedule: fill hours_known"),
        (("hours.csv", "lounge-a,classes", "office-b,"), (5, "opens"), "hours_known is no in locations.csv row 3"),
        (("hours.csv", "classes,tue", "classes,holiday"), (5, "days"), "only with the holiday_rule own_hours"),
        (
            ("locations.csv", ",friends,", ",rivals,"),
            (2, "organization"),
            "must be in organizations.csv: rivals is not",
        ),
        (("facts.csv", "LEAFLET VISIT", "LEAFLET TALK"), (2, "sources"), "must be in sources.csv: TALK is not"),
        (("texts.csv", "notice,flood", "notice,storm"), (7, "record"), "must be in notices.csv: storm is not"),
        (("texts.csv", "lounge-a/advice", "advice"), (6, "record"), "must be in services.csv: advice is not"),
        (("texts.csv", "name,ja,", "name,en,"), (4, "language"), "is there twice"),
        (("languages.csv", "vi,counter", "vi en,counter"), (3, "days"), "must be empty, or given, in all rows"),
        (("exceptions.csv", "15:00,,event", "15:00,,feast"), (4, "reason"), "must be the same as in row 3"),
        (("exceptions.csv", "13:00,15:00", ","), (4, "opens"), "must be empty, or given, as in row 3"),
        (("notices.csv", "lounge-a", "lounge-x"), (2, "location"), "must be in locations.csv: lounge-x is not"),
    ],
)
def test_rows_that_do_not_fit_each_other_are_named(
    tables: Callable[..., Path], change: Change, place: Place, reason: str
) -> None:
    problem = only_problem(tables(change))

    assert (problem.file, problem.row, problem.column) == (change[0], *place)
    assert reason in str(problem)


def test_a_bad_cell_of_a_location_is_no_reason_to_miss_the_location(tables: Callable[..., Path]) -> None:
    problem = only_problem(tables(("locations.csv", "14113", "midori")))

    assert (problem.file, problem.row, problem.column, problem.value) == ("locations.csv", 2, "ward_code", "midori")


def test_a_table_that_could_not_be_read_is_no_reason_to_miss_its_rows(tables: Callable[..., Path]) -> None:
    folder = tables()
    (folder / "organizations.csv").write_bytes("slug\nfriends\n窓口\n".encode("shift_jis"))

    assert (only_problem(folder).file, only_problem(folder).row) == ("organizations.csv", 3)


def test_bad_tables_leave_the_database_untouched(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    with pytest.raises(BadTables):
        run_import(tables(("notices.csv", "emergency", "panic")))

    assert session.scalars(select(Location)).all() == []
    assert session.scalars(select(Revision)).all() == []
