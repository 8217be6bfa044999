from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from services.imports.comparison import Plan, compare
from services.imports.records import DirectoryRecords
from services.imports.tables import read_tables


def test_everything_is_created_in_an_empty_database(session: Session, tables: Callable[..., Path]) -> None:
    plan = compare(session, read_tables(tables()))

    assert [each.subject for each in plan.created] == [
        "source/LEAFLET",
        "source/VISIT",
        "organization/friends",
        "location/lounge-a",
        "location/office-b",
        "notice/flood",
    ]
    assert (plan.changed, plan.unchanged, plan.untouched) == ((), (), ())


def test_the_same_tables_change_nothing(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())

    plan = compare(session, read_tables(tables()))

    assert plan.is_empty
    assert len(plan.unchanged) == 6


def test_rows_in_another_order_change_nothing(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())
    folder = tables()
    for name in ("hours.csv", "exceptions.csv", "languages.csv", "texts.csv", "facts.csv", "locations.csv"):
        header, *rows = (folder / name).read_text(encoding="utf-8").replace("\n二", "\\n二").splitlines()
        shuffled = "\n".join([header, *reversed(rows)]).replace("\\n二", "\n二")
        (folder / name).write_text(shuffled, encoding="utf-8")

    assert compare(session, read_tables(folder)).is_empty


CHANGES = [
    ("texts.csv", "Lounge A", "Lounge Alpha"),
    ("services.csv", "residence medical", "medical"),
    ("languages.csv", "en zh-hans,counter phone", "en,counter phone"),
    ("locations.csv", "35.5126", "35.5127"),
]
"""File, what stands in it, and what shall stand there instead."""


def test_a_difference_is_named_by_its_path(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())

    (changed,) = compare(session, read_tables(tables(*CHANGES))).changed

    assert changed.differences == {
        "lat": [35.5126, 35.5127],
        "services.advice.topics": [["medical", "residence"], ["medical"]],
        "texts.name.en": [{"text": "Lounge A", "state": "source"}, {"text": "Lounge Alpha", "state": "source"}],
        "languages.zh-hans.counter": [{"whenever_open": True, "hours": []}, None],
        "languages.zh-hans.phone": [{"whenever_open": True, "hours": []}, None],
    }


def test_a_changed_source_organization_or_notice_is_found(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())
    changes = [
        ("sources.csv", "A visit", "Two visits"),
        ("texts.csv", "Friends", "Good friends"),
        ("notices.csv", "lounge-a,,", ",14113,"),
    ]

    plan = compare(session, read_tables(tables(*changes)))

    assert {each.subject: list(each.differences) for each in plan.changed} == {
        "source/VISIT": ["title"],
        "organization/friends": ["texts.name.en"],
        "notice/flood": ["ward_code", "location"],
    }


def test_locations_that_the_tables_do_not_name_are_left_alone(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())

    plan = compare(session, DirectoryRecords())

    assert plan.is_empty
    assert plan.untouched == ("location/lounge-a", "location/office-b")
