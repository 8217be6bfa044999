from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from services import uploads
from services.clock import utc_now
from services.database import engine_for, writing_sessions
from services.errors import NotFound
from services.imports.problems import BadTables
from services.imports.stored_rows import stored_locations
from services.models import Location, Membership, Person, Revision, Role, Upload, UploadState
from services.spreadsheets import applying
from services.upload_progress import Progress, rows_done
from tests.sheets_for_tests import csv_of, exported, rows_in

LOUNGE = "lounge-midori"
NOW = utc_now()
WEBSITE = {"Website": "https://example.org/"}


@pytest.fixture
def sessions(database_url: str) -> sessionmaker[Session]:
    return writing_sessions(engine_for(database_url))


def editor(session: Session, role: Role = Role.WARD_EDITOR, ward: str | None = "14113") -> int:
    person = Person(
        email="clerk@example.org",
        name="A clerk",
        session_key="k",
        invited_at=NOW,
        joined_at=NOW,
        memberships=[Membership(role=role, ward_code=ward)],
    )
    session.add(person)
    session.flush()
    return person.id


def brought(sessions: sessionmaker[Session], *slugs: str, role: Role = Role.WARD_EDITOR, **cells: str) -> int:
    """Keep an upload that changes cells of some listings, by default of the lounge in the editor's ward."""
    with sessions.begin() as session:
        rows = rows_in(exported(session, language="en", slugs=slugs or [LOUNGE]))
        for row in rows:
            row.update(cells or WEBSITE)
        person = editor(session, role, "14113" if role is Role.WARD_EDITOR else None)
        return uploads.receive(session, person, "C:\\desk\\list.csv", csv_of(rows), at=NOW).id


def seen(sessions: sessionmaker[Session], upload: int) -> Upload:
    with sessions() as session:
        found = session.get_one(Upload, upload)
        session.expunge(found)
        return found


def website(sessions: sessionmaker[Session], slug: str = LOUNGE) -> str | None:
    with sessions() as session:
        return stored_locations(session, [slug])[slug].record.website


def test_an_upload_is_read_shown_and_applied(sessions: sessionmaker[Session]) -> None:
    upload = brought(sessions)

    uploads.read(sessions, upload)
    ready = seen(sessions, upload)
    uploads.apply(sessions, upload, at=NOW)
    done = seen(sessions, upload)

    assert (ready.file_name, ready.state, ready.outcome["changed"]) == ("list.csv", UploadState.READY, 1)
    assert (done.state, done.done, done.total, done.content) == (UploadState.APPLIED, 1, 1, None)
    assert website(sessions) == WEBSITE["Website"]


def test_the_history_names_who_brought_it(sessions: sessionmaker[Session]) -> None:
    upload = brought(sessions)
    uploads.read(sessions, upload)
    uploads.apply(sessions, upload, at=NOW)

    with sessions() as session:
        revision = session.scalars(select(Revision).order_by(Revision.id.desc()).limit(1)).one()

    assert (revision.subject, revision.by) == (f"location/{LOUNGE}", "clerk@example.org")


def test_reading_writes_nothing_into_listings(sessions: sessionmaker[Session]) -> None:
    before = website(sessions)

    uploads.read(sessions, brought(sessions))

    assert website(sessions) == before


def test_a_sheet_with_problems_is_refused_with_all_of_them(sessions: sessionmaker[Session]) -> None:
    upload = brought(sessions, **WEBSITE, **{"Hours Mon": "9am", "Kind": "bar"})

    uploads.read(sessions, upload)

    refused = seen(sessions, upload)
    assert (refused.state, refused.content) == (UploadState.REFUSED, None)
    assert {problem["column"] for problem in refused.outcome["problems"]} == {"Hours Mon", "Kind"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x89PNG\x00", b"no,sheet\n"])
def test_a_file_that_is_no_sheet_is_refused(sessions: sessionmaker[Session], content: bytes) -> None:
    with sessions.begin() as session:
        upload = uploads.receive(session, editor(session), "list.csv", content, at=NOW).id

    uploads.read(sessions, upload)

    refused = seen(sessions, upload)
    assert (refused.state, bool(refused.outcome["problems"])) == (UploadState.REFUSED, True)


def test_a_row_of_another_ward_is_a_problem_with_its_row(sessions: sessionmaker[Session]) -> None:
    upload = brought(sessions, LOUNGE, "lounge-naka")

    uploads.read(sessions, upload)

    (problem,) = seen(sessions, upload).outcome["problems"]
    assert (problem["row"], problem["column"]) == (3, "slug")
    assert "not yours" in problem["reason"]


@pytest.mark.parametrize(
    ("role", "state"), [(Role.WARD_EDITOR, UploadState.REFUSED), (Role.BUREAU, UploadState.READY)]
)
def test_a_listing_under_review_is_changed_by_the_bureau_alone(
    sessions: sessionmaker[Session], role: Role, state: UploadState
) -> None:
    upload = brought(sessions, role=role, Version="", **WEBSITE)
    with sessions.begin() as session:
        session.scalars(select(Location).where(Location.slug == LOUNGE)).one().needs_review = True

    uploads.read(sessions, upload)

    assert seen(sessions, upload).state is state


def test_rights_that_were_taken_away_meanwhile_count(sessions: sessionmaker[Session]) -> None:
    upload = brought(sessions)
    uploads.read(sessions, upload)
    with sessions.begin() as session:
        session.scalars(select(Person)).one().left_at = NOW

    uploads.apply(sessions, upload, at=NOW)

    assert seen(sessions, upload).state is UploadState.REFUSED
    assert website(sessions) != WEBSITE["Website"]


def test_listings_that_changed_meanwhile_are_compared_again(sessions: sessionmaker[Session]) -> None:
    upload = brought(sessions, Version="", **WEBSITE)
    uploads.read(sessions, upload)
    with sessions.begin() as session:
        session.scalars(select(Location).where(Location.slug == LOUNGE)).one().website = "https://example.org/b"

    uploads.apply(sessions, upload, at=NOW)

    assert seen(sessions, upload).state is UploadState.WAITING
    assert website(sessions) == "https://example.org/b"


def test_a_step_is_taken_only_once(sessions: sessionmaker[Session]) -> None:
    upload = brought(sessions)
    uploads.read(sessions, upload)

    with pytest.raises(uploads.WrongState):
        uploads.read(sessions, upload)


def test_a_database_that_fails_half_way_leaves_all_as_it_was(
    sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    upload, before = brought(sessions), website(sessions)
    uploads.read(sessions, upload)

    def fail_after_writing(*arguments: object, **others: object) -> None:
        apply(*arguments, **others)
        raise OperationalError("UPDATE", {}, Exception("the disk is full"))

    apply = applying.apply
    monkeypatch.setattr(applying, "apply", fail_after_writing)
    with pytest.raises(OperationalError):
        uploads.apply(sessions, upload, at=NOW)

    assert (seen(sessions, upload).state, website(sessions)) == (UploadState.FAILED, before)


@pytest.mark.parametrize(
    ("left", "found"),
    [(UploadState.READING, UploadState.WAITING), (UploadState.APPLYING, UploadState.READY)],
)
def test_what_a_process_left_behind_is_taken_up(
    sessions: sessionmaker[Session], left: UploadState, found: UploadState
) -> None:
    upload = brought(sessions)
    with sessions.begin() as session:
        session.get_one(Upload, upload).state = left

    with sessions.begin() as session:
        assert uploads.take_up(session) == 1

    assert seen(sessions, upload).state is found


def test_others_see_nothing_of_an_upload(sessions: sessionmaker[Session]) -> None:
    upload = brought(sessions)

    with sessions() as session:
        owner = uploads.upload_by_id(session, upload, seen(sessions, upload).person_id)
        assert uploads.uploads_of(session, owner.person_id) == [owner]
        assert uploads.waiting(session) == [upload]
        with pytest.raises(NotFound):
            uploads.upload_by_id(session, upload, owner.person_id + 1)


def test_a_file_that_is_too_large_is_not_kept(
    sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 3)

    with sessions.begin() as session, pytest.raises(BadTables, match="larger than 3"):
        uploads.receive(session, editor(session), "list.csv", b"slug", at=NOW)


def test_old_uploads_are_let_go(sessions: sessionmaker[Session]) -> None:
    brought(sessions)

    with sessions.begin() as session:
        uploads.let_go(session, before=NOW)
        assert len(session.scalars(select(Upload.id)).all()) == 1
        uploads.let_go(session, before=NOW + timedelta(seconds=1))
        assert session.scalars(select(Upload.id)).all() == []


def test_who_waits_sees_how_far_it_is(
    sessions: sessionmaker[Session], database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload, told = brought(sessions), []
    uploads.read(sessions, upload)

    def tell_and_look(progress: Progress, done: int) -> None:
        tell(progress, done)
        with Session(engine_for(database_url)) as other:
            told.append(rows_done(other, other.get_one(Upload, upload)))

    tell = Progress.tell
    monkeypatch.setattr(Progress, "tell", tell_and_look)
    uploads.apply(sessions, upload, at=NOW)

    assert told == [1]
