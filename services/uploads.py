"""Sheets that staff bring: from waiting, by way of a preview, to applied; each step finds where the last one ended.

Steps commit by themselves: how far they are must be seen while they go on. The changes of a sheet and the word that
they are applied are one transaction, so a process may end at any moment.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, defer, sessionmaker

from services.accounts import grants_of
from services.database import reading_sessions
from services.errors import MadoguchiError, NotFound
from services.imports.applying import StalePlan
from services.imports.problems import BadTables, Problem
from services.models import Person, Upload, UploadState
from services.permissions import Action, Scope, may
from services.spreadsheets import applying, previewing
from services.spreadsheets.comparing import Sheet
from services.spreadsheets.sheet_files import MAX_CSV_BYTES, SheetFile
from services.upload_progress import Progress

MAX_BYTES = MAX_CSV_BYTES
LONGEST_NAME = 200
_NOT_YOURS = "is of a ward whose listings are not yours to change"
_REVIEWED = "is a listing whose changes the bureau reviews; propose them on its page"

Sessions = sessionmaker[Session]


class WrongState(MadoguchiError):
    """Somebody else took the step, or it is not the upload's turn; look at it again."""


def receive(session: Session, person_id: int, file_name: str, content: bytes, *, at: datetime) -> Upload:
    """Keep a sheet that a person brought, to be read; the caller commits. Raises `BadTables` for one too large."""
    name = file_name.replace("\\", "/").rpartition("/")[2][-LONGEST_NAME:] or "sheet"
    if len(content) > MAX_BYTES:
        raise BadTables([Problem(name, f"is larger than {MAX_BYTES:,} bytes")])
    upload = Upload(person_id=person_id, file_name=name, content=content, uploaded_at=at, outcome={})
    session.add(upload)
    session.flush()
    return upload


def upload_by_id(session: Session, upload_id: int, person_id: int) -> Upload:
    """Return an upload of a person, without its content; others see none of it. Raises `NotFound`."""
    query = select(Upload).where(Upload.id == upload_id, Upload.person_id == person_id)
    found = session.scalar(query.options(defer(Upload.content)))
    if found is None:
        raise NotFound(f"person {person_id} has no upload {upload_id}")
    return found


def uploads_of(session: Session, person_id: int, *, limit: int = 20) -> Sequence[Upload]:
    """Return a person's uploads, the newest first, without their contents."""
    query = select(Upload).where(Upload.person_id == person_id).order_by(Upload.id.desc()).limit(limit)
    return session.scalars(query.options(defer(Upload.content))).all()


def waiting(session: Session) -> Sequence[int]:
    """Return the uploads that wait to be read, the oldest first."""
    return session.scalars(select(Upload.id).where(Upload.state == UploadState.WAITING).order_by(Upload.id)).all()


def read(sessions: Sessions, upload_id: int) -> None:
    """Read a waiting upload and keep what it would change, or all that is wrong with it.

    Raises `WrongState` where another process reads it already.
    """
    _move(sessions, upload_id, UploadState.WAITING, UploadState.READING, done=0)
    progress = Progress(sessions, upload_id, is_applied=False)
    # What is read may take long; nobody who writes waits for it.
    with reading_sessions(sessions.kw["bind"].execution_options(writes=False))() as session:
        sheet = _sheet(session, upload_id)
        try:
            found = previewing.preview(session, sheet, on_progress=progress.tell)
        except BadTables as error:
            found = previewing.refusal(error)
    outcome = found.as_json()
    if found.problem_count:
        _move(sessions, upload_id, UploadState.READING, UploadState.REFUSED, outcome=outcome, content=None)
    else:
        rows = found.rows
        _move(sessions, upload_id, UploadState.READING, UploadState.READY, outcome=outcome, done=rows, total=rows)


def apply(sessions: Sessions, upload_id: int, *, at: datetime) -> None:
    """Write what a ready upload changes, all of it or nothing.

    Where listings were changed since the preview, it waits to be read again. Raises `WrongState` where another
    process applies it already.
    """
    _move(sessions, upload_id, UploadState.READY, UploadState.APPLYING, done=0)
    progress = Progress(sessions, upload_id, is_applied=True)
    try:
        with sessions.begin() as session:
            _apply(session, upload_id, progress, at=at)
    except StalePlan:
        _move(sessions, upload_id, UploadState.APPLYING, UploadState.WAITING)
    except BadTables as error:
        outcome = previewing.refusal(error).as_json()
        _move(sessions, upload_id, UploadState.APPLYING, UploadState.REFUSED, outcome=outcome, content=None)
    except SQLAlchemyError:
        _move(sessions, upload_id, UploadState.APPLYING, UploadState.FAILED)
        raise
    finally:
        progress.end()


def take_up(session: Session) -> int:
    """Set right what processes left behind when they ended, before any begins; return how many; the caller commits.

    What was being read is read again. What was being applied was not written, and is ready as before.
    """
    left = {UploadState.READING: UploadState.WAITING, UploadState.APPLYING: UploadState.READY}
    found = 0
    for state, before in left.items():
        moved = session.execute(update(Upload).where(Upload.state == state).values(state=before, done=0))
        found += cast("CursorResult[Any]", moved).rowcount
    return found


def let_go(session: Session, *, before: datetime) -> None:
    """Delete the uploads that were brought before a moment, with their contents; the history stays."""
    session.execute(delete(Upload).where(Upload.uploaded_at < before))


def _apply(session: Session, upload_id: int, progress: Progress, *, at: datetime) -> None:
    sheet = _sheet(session, upload_id)
    outcome, person = session.execute(
        select(Upload.outcome, Person.email).join(Person, Upload.person_id == Person.id).where(Upload.id == upload_id)
    ).one()
    done = applying.apply(session, sheet, by=person, at=at, digest=outcome["digest"], on_progress=progress.tell)
    # In the same transaction: there is no moment at which it is written and not said to be.
    _moved(session, upload_id, UploadState.APPLYING, UploadState.APPLIED, done=done.rows, content=None)


def _sheet(session: Session, upload_id: int) -> Sheet:
    upload = session.get_one(Upload, upload_id)
    person = session.get_one(Person, upload.person_id)
    grants = () if person.left_at else grants_of(person)

    def refusal(scope: Scope, needs_review: bool) -> str | None:  # noqa: FBT001 - as the sheet asks.
        if not may(grants, Action.IMPORT_LISTINGS, scope):
            return _NOT_YOURS
        return _REVIEWED if needs_review and not may(grants, Action.REQUIRE_REVIEW, scope) else None

    return Sheet(SheetFile(upload.file_name, upload.content or b""), refusal)


def _move(sessions: Sessions, upload_id: int, state: UploadState, new: UploadState, **values: Any) -> None:
    with sessions.begin() as session:
        _moved(session, upload_id, state, new, **values)


def _moved(session: Session, upload_id: int, state: UploadState, new: UploadState, **values: Any) -> None:
    """Take an upload from one state to another. Raises `WrongState` where it is in a third."""
    query = update(Upload).where(Upload.id == upload_id, Upload.state == state).values(state=new, **values)
    moved = session.execute(query.execution_options(synchronize_session=False))
    if cast("CursorResult[Any]", moved).rowcount != 1:
        raise WrongState(f"upload {upload_id} is not {state.value}")
