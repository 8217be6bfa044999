from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from services.clock import utc_now
from services.database import engine_for, writing_sessions
from services.models import Person, Upload, UploadState
from services.upload_progress import Progress, rows_done


@pytest.fixture
def upload(database_url: str) -> int:
    with writing_sessions(engine_for(database_url)).begin() as session:
        person = Person(email="clerk@example.org", name="A clerk", session_key="k", invited_at=utc_now())
        session.add(person)
        session.flush()
        kept = Upload(person_id=person.id, file_name="a.csv", uploaded_at=utc_now(), state=UploadState.READING)
        session.add(kept)
        session.flush()
        return kept.id


def done(database_url: str, upload: int) -> int:
    with Session(engine_for(database_url)) as session:
        return rows_done(session, session.get_one(Upload, upload))


def test_rows_that_were_read_stand_in_the_upload_at_once(database_url: str, upload: int) -> None:
    Progress(writing_sessions(engine_for(database_url)), upload, is_applied=False).tell(500)

    assert done(database_url, upload) == 500


def test_while_one_writes_the_others_see_how_far_it_is(database_url: str, upload: int) -> None:
    sessions = writing_sessions(engine_for(database_url))
    progress = Progress(sessions, upload, is_applied=True)
    with sessions.begin() as session:
        session.get_one(Upload, upload).state = UploadState.APPLYING
    with sessions() as session:
        session.get_one(Upload, upload)
        progress.tell(700)

        assert done(database_url, upload) == 700


def test_nothing_is_left_beside_the_database(database_url: str, upload: int) -> None:
    folder = Path(make_url(database_url).database).parent
    before = set(folder.glob("*.rows"))
    progress = Progress(writing_sessions(engine_for(database_url)), upload, is_applied=True)
    progress.tell(1)
    assert set(folder.glob("*.rows")) != before

    progress.end()

    assert set(folder.glob("*.rows")) == before
