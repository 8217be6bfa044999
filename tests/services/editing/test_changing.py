from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from services import directory_check
from services.directory import location_by_slug
from services.editing.changing import change_location
from services.errors import InvalidChange, StaleEdit
from services.imports.documents import document_of
from services.imports.records import LocationRecord, PhoneRecord, TextRecord
from services.imports.schedule_records import ScheduleRecord
from services.imports.stored_locations import location_record
from services.models import Dataset, Location, PhoneKind, Revision, TextState
from services.timetables import HolidayRule

Records = Callable[..., LocationRecord]
Change = Callable[..., Revision | None]
PHONES = (PhoneRecord(PhoneKind.VOICE, "045-000-0001"),)


def newest(session: Session) -> Revision:
    return session.scalars(select(Revision).order_by(Revision.id.desc()).limit(1)).one()


def state_of(location: Location, field: str, language: str) -> TextState:
    return next(text.state for text in location.texts if (text.field, text.language) == (field, language))


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        seen.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    yield seen
    event.remove(session.get_bind(), "before_cursor_execute", note)


def test_a_change_is_stored_whole(session: Session, midori: Location, changed: Records, change: Change) -> None:
    record = changed(website="https://example.org/new", schedule=None, languages=(), services=(), facts=())

    change(record)
    session.expire_all()

    assert document_of(location_record(midori)) == document_of(record)


def test_a_change_leaves_one_revision_with_who_when_and_why(
    session: Session, changed: Records, change: Change, noon: datetime
) -> None:
    before = document_of(changed())["phones"]

    change(changed(phones=PHONES), why="The number is new")

    kept = newest(session)
    assert (kept.subject, kept.action) == ("location/lounge-midori", "changed")
    assert (kept.by, kept.at, kept.why) == ("clerk@example.org", noon, "The number is new")
    assert kept.changes["phones"] == [before, [{"kind": "voice", "number": "045-000-0001"}]]


def test_a_change_moves_the_version_of_the_location_and_of_the_whole(
    session: Session, midori: Location, changed: Records, change: Change
) -> None:
    before, all_before = midori.version, session.scalar(select(Dataset.version))

    change(changed(phones=PHONES))

    assert midori.version == before + 1
    assert session.scalar(select(Dataset.version)) == all_before + 1


def test_where_nothing_differs_nothing_is_written(
    session: Session, midori: Location, changed: Records, change: Change
) -> None:
    before = midori.version, newest(session).id

    assert change(changed()) is None
    assert (midori.version, newest(session).id) == before


def test_readers_see_a_change_on_the_next_request(client: FlaskClient, retold: Records, change: Change) -> None:
    client.get("/ja/locations/lounge-midori")

    change(retold("name", "ja", "みどりの新しい窓口"))

    assert "みどりの新しい窓口" in client.get("/ja/locations/lounge-midori").text
    assert "みどりの新しい窓口" in client.get("/ja/locations.geojson").text


def test_lists_and_index_agree_with_a_changed_location(session: Session, changed: Records, change: Change) -> None:
    change(changed(phones=PHONES, languages=(), lat=35.51, lon=139.54))

    assert "agree" in directory_check.checked(session)


def test_a_change_reads_no_other_location(session: Session, changed: Records, change: Change) -> None:
    record = changed(phones=PHONES)

    with statements(session) as seen:
        change(record)

    reads = [each for each in seen if each.startswith("SELECT") and "FROM location" in each]
    assert reads
    assert [each for each in reads if "WHERE location.id" not in each] == []


def test_an_older_version_is_told_the_newest(changed: Records, change: Change, midori: Location) -> None:
    seen = midori.version
    change(changed(phones=PHONES))

    with pytest.raises(StaleEdit) as raised:
        change(changed(website="https://example.org/new"), version=seen)

    assert raised.value.version == midori.version


def test_what_cannot_be_kept_changes_nothing(
    session: Session, midori: Location, changed: Records, change: Change
) -> None:
    before = document_of(location_record(midori))

    with pytest.raises(InvalidChange):
        change(changed(phones=PHONES, website="javascript:alert(1)"))
    session.rollback()

    assert document_of(location_record(midori)) == before


def test_a_text_written_twice_is_told_rather_than_lost(changed: Records, change: Change) -> None:
    texts = tuple(TextRecord("name", "ja", TextState.HUMAN, name) for name in ("一", "二"))

    with pytest.raises(InvalidChange, match=r"texts\.name\.ja: duplicate"):
        change(changed(texts=texts))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [({"organization": "nobody"}, "organization: unknown"), ({"website": "ftp://x"}, "website: bad_web_address")],
)
def test_what_is_wrong_is_told_by_its_field(
    fields: dict[str, Any], problem: str, changed: Records, change: Change
) -> None:
    with pytest.raises(InvalidChange, match=problem):
        change(changed(**fields))


def test_a_reason_that_is_too_long_is_told(changed: Records, change: Change) -> None:
    with pytest.raises(InvalidChange, match="why: bad_text, longest 500"):
        change(changed(phones=PHONES), why="x" * 501)


def test_another_location_cannot_be_written_into_this_one(changed: Records, change: Change) -> None:
    with pytest.raises(ValueError, match="another location"):
        change(changed(slug="lounge-naka"))


def test_translations_of_a_changed_text_become_outdated(midori: Location, retold: Records, change: Change) -> None:
    change(retold("name", "ja", "新しい名前"))

    assert state_of(midori, "name", "ja") is TextState.HUMAN
    assert {text.state for text in midori.texts if text.field == "name" and text.language != "ja"} == {
        TextState.OUTDATED
    }


def test_a_small_change_leaves_translations_as_they_are(midori: Location, retold: Records, change: Change) -> None:
    before = state_of(midori, "name", "vi")

    change(retold("name", "ja", "新しい名前"), is_small_change=True)

    assert state_of(midori, "name", "vi") is before


def test_what_a_person_fills_in_is_no_longer_doubted(midori: Location, changed: Records, change: Change) -> None:
    before = {fact.field for fact in midori.facts}

    change(changed(phones=PHONES))

    assert before - {fact.field for fact in midori.facts} == {"phone"}


def test_one_whose_languages_lack_says_so(changed: Records, change: Change) -> None:
    with pytest.raises(InvalidChange, match=r"texts\.name\.ja: required"):
        change(changed(texts=()))


def test_a_service_and_its_hours_can_come_back(
    session: Session, midori: Location, changed: Records, change: Change
) -> None:
    services = changed().services
    timed = (
        replace(services[0], schedule=ScheduleRecord(hours_known=True, holiday_rule=HolidayRule.CLOSED)),
        *services[1:],
    )

    change(changed(services=()))
    change(changed(services=timed))
    session.expire_all()

    assert location_record(midori).services == timed


@pytest.mark.postgres
def test_of_two_who_save_at_once_the_second_is_told(two_sessions: Callable[[], Session], noon: datetime) -> None:
    first, second = two_sessions(), two_sessions()
    ours, theirs = location_by_slug(first, "lounge-midori"), location_by_slug(second, "lounge-midori")
    without = replace(location_record(theirs), phones=())
    change_location(first, ours, replace(location_record(ours), phones=PHONES), by="a", at=noon, version=1)

    with ThreadPoolExecutor() as others:
        saving = others.submit(change_location, second, theirs, without, by="b", at=noon, version=1)
        first.commit()

    with pytest.raises(StaleEdit) as told:
        saving.result()
    assert told.value.version == 2
