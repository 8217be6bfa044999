"""Notices for the city, a ward or a location: written, changed and ended by those who may speak there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.attributes import flag_modified

from services.changes import record_change
from services.clock import city_time
from services.editing.cell_checks import LONGEST_WHY, line_problems
from services.editing.consequences import tidied_texts, with_outdated_texts
from services.editing.locking import lock
from services.editing.notice_checks import notice_problems
from services.editing.rights import Grants, require
from services.errors import FieldProblem, Flaw, InvalidChange
from services.imports.documents import differences, document_of
from services.imports.records import NoticeRecord
from services.imports.stored import NOTICES
from services.imports.stored_locations import text_records
from services.imports.writing import write_notice
from services.models import Location, Notice, Revision, TextState
from services.permissions import CITY, Action, Scope, may


def new_slug(at: datetime) -> str:
    """Return a slug for a new notice: its day, and letters that no other has."""
    return f"notice-{city_time(at):%Y-%m-%d}-{token_hex(3)}"


def notice_record(session: Session, notice: Notice) -> NoticeRecord:
    """Return a stored notice as a record."""
    location = session.get_one(Location, notice.location_id).slug if notice.location_id else None
    return NoticeRecord(
        slug=notice.slug,
        severity=notice.severity,
        location=location,
        ward_code=notice.ward_code,
        starts_at=notice.starts_at,
        ends_at=notice.ends_at,
        texts=text_records(notice.texts),
    )


def create_notice(
    session: Session, record: NoticeRecord, *, by: str, grants: Grants, at: datetime, why: str | None = None
) -> Notice:
    """Publish a notice, for instance under a `new_slug`. Raises `NotAllowed` and `InvalidChange`."""
    location_ids = _speaking_for(session, record, grants)
    record = _checked(session, record, at=at, why=why)
    notice = Notice()
    write_notice(notice, record, location_ids)
    session.add(notice)
    _note(session, record, "created", differences({}, document_of(record)), by=by, at=at, why=why)
    return notice


def change_notice(
    session: Session,
    notice: Notice,
    record: NoticeRecord,
    *,
    by: str,
    grants: Grants,
    at: datetime,
    version: int,
    why: str | None = None,
) -> Revision | None:
    """Make `record` the state of a notice, for somebody who saw `version`; None where nothing differs.

    Translations of a changed text become outdated, unless they were changed too. What has ended stays as it was.
    Raises `NotAllowed`, `StaleEdit` and `InvalidChange`.
    """
    stored = _held(session, notice, grants=grants, at=at, version=version)
    if record.slug != stored.slug:
        raise ValueError(f"{record.slug!r} is another notice than {stored.slug!r}")
    location_ids = _speaking_for(session, record, grants)
    record = _with_outdated_texts(stored, _checked(session, record, at=at, why=why))
    changes = differences(document_of(stored), document_of(record))
    if not changes:
        return None
    write_notice(notice, record, location_ids)
    # A change of texts alone would leave `version` as it was.
    flag_modified(notice, "severity")
    return _note(session, record, "changed", changes, by=by, at=at, why=why)


def end_notice(session: Session, notice: Notice, *, by: str, grants: Grants, at: datetime, version: int) -> Revision:
    """End a notice now; one that has not begun is taken away. Raises `NotAllowed`, `StaleEdit`, `InvalidChange`."""
    stored = _held(session, notice, grants=grants, at=at, version=version)
    if at <= stored.starts_at:
        session.delete(notice)
        return _note(session, stored, "withdrawn", differences(document_of(stored), {}), by=by, at=at)
    ended = replace(stored, ends_at=at)
    notice.ends_at = at
    return _note(session, stored, "ended", differences(document_of(stored), document_of(ended)), by=by, at=at)


def _held(session: Session, notice: Notice, *, grants: Grants, at: datetime, version: int) -> NoticeRecord:
    """Hold a notice that is not over for one who may speak there, and return it as it is stored."""
    stored = notice_record(session, notice)
    _speaking_for(session, stored, grants)
    lock(session, notice, version=version)
    if stored.ends_at is not None and stored.ends_at <= at:
        raise InvalidChange([FieldProblem("ends_at", Flaw.ALREADY_ENDED)])
    return stored


def _speaking_for(session: Session, record: NoticeRecord, grants: Grants) -> dict[str, int]:
    """Return the id of the location that a notice is for, by slug. Raises `NotAllowed` where that is not allowed."""
    query = select(Location.ward_code, Location.id).where(Location.slug == record.location)
    found = session.execute(query).one_or_none() if record.location else None
    if record.location and found is None:
        raise InvalidChange([FieldProblem("location", Flaw.UNKNOWN)])
    scope = Scope(*found) if found else Scope(record.ward_code)
    action = Action.WRITE_CITY_NOTICE if scope == CITY else Action.WRITE_NOTICE
    require(
        may(grants, action, scope),
        f"no notice may be written for {record.location or record.ward_code or 'the city'}",
    )
    return {record.location: found.id} if record.location and found else {}


def _checked(session: Session, record: NoticeRecord, *, at: datetime, why: str | None) -> NoticeRecord:
    """Return the record as forms mean it. Raises `InvalidChange` with all that is wrong."""
    record = replace(record, texts=tidied_texts(record.texts))
    problems = [
        *line_problems("why", why, longest=LONGEST_WHY, lines=True),
        *notice_problems(record, _others(session, record, at), at=at),
    ]
    if problems:
        raise InvalidChange(problems)
    return record


def _others(session: Session, record: NoticeRecord, at: datetime) -> list[NoticeRecord]:
    """Return the other notices for the same place that are not over."""
    query = (
        select(Notice)
        .outerjoin(Location, Location.id == Notice.location_id)
        .where(
            Notice.slug != record.slug,
            Location.slug == record.location if record.location else Notice.location_id.is_(None),
            Notice.ward_code == record.ward_code if record.ward_code else Notice.ward_code.is_(None),
            or_(Notice.ends_at.is_(None), Notice.ends_at > at),
        )
        .options(selectinload(Notice.texts))
    )
    return [notice_record(session, notice) for notice in session.scalars(query)]


def _with_outdated_texts(stored: NoticeRecord, record: NoticeRecord) -> NoticeRecord:
    document = with_outdated_texts(document_of(stored), document_of(record))
    texts = (
        replace(text, state=TextState(document[f"texts.{text.field}.{text.language}"]["state"]))
        for text in record.texts
    )
    return replace(record, texts=tuple(texts))


def _note(
    session: Session,
    record: NoticeRecord,
    action: str,
    changes: Mapping[str, Any],
    *,
    by: str,
    at: datetime,
    why: str | None = None,
) -> Revision:
    """Leave the Revision of a change, and store both."""
    subject = NOTICES.subject(record.slug)
    revision = record_change(session, subject=subject, action=action, changes=changes, by=by, at=at, why=why)
    session.flush()
    return revision
