import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from services.imports.documents import differences, document_of, fields_that_differ
from services.imports.tables import read_tables


def test_a_document_can_be_kept_as_json(tables: Callable[..., Path]) -> None:
    records = read_tables(tables())

    for record in (*records.sources, *records.organizations, *records.locations, *records.notices):
        assert json.loads(json.dumps(document_of(record))) == document_of(record)


def test_what_is_empty_or_unknown_is_left_out_but_no_is_kept(tables: Callable[..., Path]) -> None:
    office = read_tables(tables()).locations[1]

    assert document_of(office) == {
        "kind": "ward_office",
        "ward_code": "14104",
        "languages_complete": False,
        "hours_known": False,
        "holiday_rule": "unknown",
    }


def test_times_of_a_service_stand_under_its_slug(tables: Callable[..., Path]) -> None:
    document = document_of(read_tables(tables()).locations[0])

    assert document["services"] == ["advice", "classes"]
    assert document["services.classes.hours"][0]["opens"] == 18 * 60


def test_moments_and_dates_are_written_in_iso(tables: Callable[..., Path]) -> None:
    records = read_tables(tables())

    assert document_of(records.notices[0])["starts_at"] == "2026-09-01T00:00:00+00:00"
    assert document_of(records.locations[0])["exceptions"][0]["first"] == "2026-08-13"


def test_differences_have_none_for_what_is_not_there() -> None:
    assert differences({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 4, "d": 5}) == {
        "b": [2, 4],
        "d": [None, 5],
        "c": [3, None],
    }


def test_only_the_fields_that_differ_can_be_asked_for(tables: Callable[..., Path]) -> None:
    lounge = read_tables(tables()).locations[0]
    changed = replace(lounge, website="https://example.org/other", routes=())

    fields = fields_that_differ(lounge, changed)

    assert fields == {"website", "routes"}
    assert set(document_of(lounge, fields)) == {"website", "routes"}
    assert document_of(changed, fields) == {"website": "https://example.org/other"}
