from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.editing.merging import Sides, merge, units
from services.editing.record_documents import record_of
from services.imports.documents import Document, document_of
from services.imports.tables import read_tables
from services.settings import ROOT

FIRST_RECORDS = read_tables(ROOT / "services" / "data").locations
OLD: Document = {
    "hours": ["9 to 5"],
    "website": "https://example.org/",
    "lat": 35.5,
    "lon": 139.5,
    "services": ["advice", "classes"],
    "services.advice.is_free": True,
    "services.classes.is_free": False,
}
WITHOUT_CLASSES: Document = {
    path: value for path, value in OLD.items() if not path.startswith("services.classes")
} | {"services": ["advice"]}
OWN_HOURS = {"services.classes.hours_known": True, "services.classes.holiday_rule": "closed"}
TIMED = OLD | OWN_HOURS

documents = st.sampled_from([document_of(record) for record in FIRST_RECORDS[:12]])


def with_service(slug: str, document: Document = OLD) -> Document:
    return document | {"services": [*document["services"], slug], f"services.{slug}.is_free": True}


def conflicts(base: Document, theirs: Document, mine: Document) -> list[str]:
    return [unit.name for unit in merge(Sides(base, theirs, mine)).conflicts]


@given(documents, documents)
def test_what_only_one_side_changed_is_taken_whole(base: Document, changed: Document) -> None:
    assert merge(Sides(base, changed, base)).document == changed
    assert merge(Sides(base, base, changed)).document == changed
    assert merge(Sides(base, changed, changed)).document == changed


@given(documents, documents, documents, st.sets(st.sampled_from(["hours", "services", "texts.name.ja", "position"])))
def test_a_merge_is_a_record_always(base: Document, theirs: Document, mine: Document, preferred: set[str]) -> None:
    merged = merge(Sides(base, theirs, mine), prefer_mine=preferred)

    assert document_of(record_of("a", merged.document)) == merged.document


def test_changes_of_different_fields_are_both_kept() -> None:
    merged = merge(Sides(OLD, OLD | {"hours": ["10 to 4"]}, OLD | {"website": "https://example.org/new"}))

    assert merged.document == OLD | {"hours": ["10 to 4"], "website": "https://example.org/new"}
    assert merged.conflicts == ()


def test_the_same_field_changed_in_two_ways_is_a_conflict_and_stays_theirs() -> None:
    theirs, mine = OLD | {"hours": ["10 to 4"]}, OLD | {"hours": ["8 to 8"], "website": "https://example.org/new"}

    merged = merge(Sides(OLD, theirs, mine))

    (unit,) = merged.conflicts
    assert (unit.name, unit.base, unit.theirs, unit.mine) == ("hours", ["9 to 5"], ["10 to 4"], ["8 to 8"])
    assert merged.document == theirs | {"website": "https://example.org/new"}


def test_mine_wins_where_i_was_asked_and_said_so() -> None:
    theirs, mine = OLD | {"hours": ["10 to 4"]}, OLD | {"hours": ["8 to 8"]}

    assert merge(Sides(OLD, theirs, mine), prefer_mine={"hours"}).document == mine


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    new = OLD | {"hours": ["10 to 4"]}

    assert conflicts(OLD, new, dict(new)) == []


def test_only_the_named_units_of_my_change_are_taken() -> None:
    mine = OLD | {"hours": ["8 to 8"], "website": "https://example.org/new"}

    assert merge(Sides(OLD, OLD, mine), only={"hours"}).document == OLD | {"hours": ["8 to 8"]}


def test_a_position_is_never_put_together_from_two() -> None:
    assert conflicts(OLD, OLD | {"lat": 35.4}, OLD | {"lon": 139.4}) == ["position"]


def test_services_that_both_add_are_both_there() -> None:
    merged = merge(Sides(OLD, with_service("exchange"), with_service("rooms")))

    assert merged.document["services"] == ["advice", "classes", "exchange", "rooms"]
    assert merged.conflicts == ()


@pytest.mark.parametrize("is_mine", [True, False])
def test_a_service_that_one_removes_and_one_changes_is_a_conflict(*, is_mine: bool) -> None:
    edited: Document = OLD | {"services.classes.is_free": True}
    theirs, mine = (edited, WITHOUT_CLASSES) if is_mine else (WITHOUT_CLASSES, edited)

    merged = merge(Sides(OLD, theirs, mine))

    assert [unit.name for unit in merged.conflicts] == ["services.classes"]
    assert merged.document == theirs


def test_a_service_without_values_can_be_added_and_removed() -> None:
    bare: Document = OLD | {"services": [*OLD["services"], "bare"]}

    assert merge(Sides(OLD, OLD, bare)).document == bare
    assert merge(Sides(bare, bare, OLD)).document == OLD


def test_hours_of_a_service_that_one_removes_and_one_changes_are_a_conflict() -> None:
    edited = TIMED | {"services.classes.hours": ["9 to 5"]}

    assert conflicts(TIMED, OLD, edited) == ["services.classes.schedule"]
    assert conflicts(TIMED, edited, OLD) == ["services.classes.schedule"]


@pytest.mark.parametrize(("theirs", "mine", "expected"), [(0, 1, [1, 0]), (1, 0, [1, 0]), (1, 1, [1, 0])])
def test_an_order_that_one_side_changed_is_taken(theirs: int, mine: int, expected: list[int]) -> None:
    orders: list[Any] = [["advice", "classes"], ["classes", "advice"]]

    merged = merge(Sides(OLD, OLD | {"services": orders[theirs]}, OLD | {"services": orders[mine]}))

    assert merged.document["services"] == [OLD["services"][place] for place in expected]


def test_units_tell_what_i_changed() -> None:
    mine = with_service("rooms") | {"hours": ["8 to 8"]}

    assert [unit.name for unit in units(Sides(OLD, OLD, mine)) if unit.is_mine] == ["hours", "services.rooms"]
