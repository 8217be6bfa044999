import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.editing.record_documents import is_path, record_of
from services.errors import Flaw, InvalidChange
from services.imports.documents import Document, document_of
from services.imports.records import (
    FactRecord,
    LanguageRecord,
    LocationRecord,
    PhoneRecord,
    RouteRecord,
    ServiceRecord,
    TextRecord,
)
from services.imports.schedule_records import (
    ExceptionRecord,
    OpeningRecord,
    PeriodRecord,
    ScheduleRecord,
    SpokenRecord,
)
from services.imports.tables import read_tables
from services.models import Kind
from services.settings import ROOT
from services.timetables import Hours, RegularClosing

FIRST_RECORDS = read_tables(ROOT / "services" / "data").locations
LOUNGE: Document = {
    "kind": "lounge",
    "ward_code": "14113",
    "languages_complete": False,
}

slugs = st.from_regex("[a-z]{1,4}", fullmatch=True)
weeks = st.frozensets(st.integers(1, 5))
minutes = st.integers(0, 2880)
no_schedule = st.none()
spoken = st.builds(SpokenRecord, st.integers(0, 6), minutes, minutes, weeks)
schedules = st.builds(
    ScheduleRecord,
    hours=st.lists(st.builds(OpeningRecord, weeks=weeks)).map(tuple),
    closing_days=st.lists(st.builds(RegularClosing)).map(tuple),
    closing_periods=st.lists(st.builds(PeriodRecord)).map(tuple),
    exceptions=st.lists(
        st.builds(ExceptionRecord, st.dates(), st.dates(), hours=st.lists(st.builds(Hours)).map(tuple))
    ).map(tuple),
)


def once(records: st.SearchStrategy[Any], *key: str) -> st.SearchStrategy[Any]:
    return st.lists(records, max_size=3, unique_by=lambda record: tuple(getattr(record, name) for name in key)).map(
        tuple
    )


texts = once(st.builds(TextRecord, slugs, slugs), "field", "language")
services = st.builds(ServiceRecord, slug=slugs, topics=st.just(()), texts=texts, schedule=st.none() | schedules)
locations = st.builds(
    LocationRecord,
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
    phones=once(st.builds(PhoneRecord), "number"),
    routes=once(st.builds(RouteRecord), "name_ja"),
    schedule=st.none() | schedules,
    languages=once(st.builds(LanguageRecord, slugs, hours=st.lists(spoken).map(tuple)), "language", "channel"),
    services=once(services, "slug"),
    texts=texts,
    facts=once(st.builds(FactRecord, slugs, sources=st.lists(slugs).map(tuple)), "field"),
)


@given(locations)
def test_every_record_comes_back_from_its_document(record: LocationRecord) -> None:
    assert record_of(record.slug, document_of(record)) == record


@pytest.mark.parametrize("record", FIRST_RECORDS, ids=lambda record: record.slug)
def test_a_first_record_comes_back_from_a_document_that_was_kept_as_json(record: LocationRecord) -> None:
    assert record_of(record.slug, json.loads(json.dumps(document_of(record)))) == record


def test_a_service_without_any_value_comes_back() -> None:
    record = replace(record_of("a", LOUNGE), services=(ServiceRecord("advice", None),))

    assert record_of("a", document_of(record)) == record


@pytest.mark.parametrize(
    ("path", "value", "problem", "flaw"),
    [
        ("kind", "palace", "kind", Flaw.UNKNOWN),
        ("kind", None, "kind", Flaw.REQUIRED),
        ("lat", "north", "lat", Flaw.UNKNOWN),
        ("languages_complete", 1, "languages_complete", Flaw.UNKNOWN),
        ("phones", "045", "phones", Flaw.UNKNOWN),
        ("phones", [{"kind": "voice"}], "phones.0.number", Flaw.REQUIRED),
        ("phones", [{"kind": "voice", "number": "1", "colour": "red"}], "phones.0.colour", Flaw.UNKNOWN),
        ("hours", [], "hours_known", Flaw.REQUIRED),
        ("texts.name.ja", "ラウンジ", "texts.name.ja", Flaw.UNKNOWN),
        ("texts.name.ja", {"text": "ラウンジ", "state": "fine"}, "texts.name.ja.state", Flaw.UNKNOWN),
        ("languages.en.smoke", {"whenever_open": True, "hours": []}, "languages.en.smoke.channel", Flaw.UNKNOWN),
        ("services.advice.is_free", True, "services.advice.is_free", Flaw.UNKNOWN),
        ("colour", "red", "colour", Flaw.UNKNOWN),
    ],
)
def test_what_no_record_has_is_refused_by_its_path(path: str, value: object, problem: str, flaw: Flaw) -> None:
    with pytest.raises(InvalidChange) as raised:
        record_of("a", {**LOUNGE, path: value})

    assert [(found.path, found.flaw) for found in raised.value.problems] == [(problem, flaw)]


def test_a_date_that_is_none_is_refused() -> None:
    exceptions = [{"first": "2026-02-30", "last": "2026-03-01", "reason": None, "hours": []}]

    with pytest.raises(InvalidChange, match=r"exceptions.0.first: unknown"):
        record_of("a", {**LOUNGE, "hours_known": False, "holiday_rule": "unknown", "exceptions": exceptions})


def test_a_small_document_is_read_with_nothing_but_what_it_says() -> None:
    record = record_of("a", LOUNGE)

    assert (record.kind, record.ward_code, record.schedule, record.texts) == (Kind.LOUNGE, "14113", None, ())


@pytest.mark.parametrize("path", [*document_of(FIRST_RECORDS[0]), "services", "exceptions"])
def test_paths_of_documents_are_known(path: str) -> None:
    assert is_path(path)


@pytest.mark.parametrize("path", ["checked_on", "needs_review", "slug", "schedule", "hours.0"])
def test_other_names_in_a_history_are_no_paths(path: str) -> None:
    assert not is_path(path)
