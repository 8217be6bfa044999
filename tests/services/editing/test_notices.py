from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.editing.notices import change_notice, create_notice, end_notice, new_slug, notice_record
from services.errors import InvalidChange, NotAllowed, StaleEdit
from services.imports.documents import document_of
from services.imports.records import NoticeRecord, TextRecord
from services.models import Notice, Revision, Role, Severity, TextState
from services.permissions import Grant

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
BUREAU = (Grant(Role.BUREAU),)
MIDORI = (Grant(Role.WARD_EDITOR, ward_code="14113"),)
AOBA = (Grant(Role.WARD_EDITOR, ward_code="14117"),)
DESK = (Grant(Role.LOUNGE_CONTRIBUTOR, location_id=1),)
TEXTS = (
    TextRecord("title", "ja", TextState.HUMAN, "台風のため休みます"),
    TextRecord("title", "en", TextState.HUMAN, "Closed because of a typhoon"),
    TextRecord("title", "vi", TextState.MACHINE, "Đóng cửa vì bão"),
)
TYPHOON = NoticeRecord("typhoon", Severity.EMERGENCY, None, None, NOON - HOUR, NOON + HOUR, TEXTS)
BY_BUREAU = {"by": "bureau@example.org", "grants": BUREAU, "at": NOON}


@pytest.fixture
def typhoon(session: Session) -> Notice:
    notice = create_notice(session, TYPHOON, **BY_BUREAU)
    session.commit()
    return notice


def newest(session: Session) -> Revision:
    return session.scalars(select(Revision).order_by(Revision.id.desc()).limit(1)).one()


def test_a_notice_is_stored_whole(session: Session, typhoon: Notice) -> None:
    session.expire_all()

    assert document_of(notice_record(session, typhoon)) == document_of(TYPHOON)


def test_a_notice_is_seen_on_the_next_request(
    client: FlaskClient, session: Session, at_city_time: Callable[[str], None]
) -> None:
    at_city_time("2026-11-25T12:00")
    client.get("/en/")

    create_notice(session, TYPHOON, **BY_BUREAU)
    session.commit()

    assert "Closed because of a typhoon" in client.get("/en/").text


def test_a_notice_leaves_its_revision(session: Session, typhoon: Notice) -> None:
    kept = newest(session)

    assert (kept.subject, kept.action, kept.by) == (f"notice/{typhoon.slug}", "created", "bureau@example.org")
    assert kept.changes["severity"] == [None, "emergency"]


@pytest.mark.parametrize(
    ("scope", "allowed"),
    [
        ({}, [BUREAU]),
        ({"ward_code": "14113"}, [BUREAU, MIDORI]),
        ({"location": "lounge-midori"}, [BUREAU, MIDORI]),
        ({"location": "lounge-aoba"}, [BUREAU, AOBA]),
    ],
)
def test_each_speaks_for_their_own_place(session: Session, *, scope: dict[str, str], allowed: list[Any]) -> None:
    for grants in (BUREAU, MIDORI, AOBA, DESK):
        record = replace(TYPHOON, slug=new_slug(NOON), **scope)
        try:
            create_notice(session, record, by="somebody", grants=grants, at=NOON)
        except NotAllowed:
            assert grants not in allowed
        else:
            assert grants in allowed
        session.rollback()


def test_nobody_moves_a_notice_to_where_they_may_not_speak(session: Session) -> None:
    notice = create_notice(session, replace(TYPHOON, ward_code="14113"), by="clerk", grants=MIDORI, at=NOON)

    with pytest.raises(NotAllowed):
        change_notice(session, notice, TYPHOON, by="clerk", grants=MIDORI, at=NOON, version=1)


def test_a_notice_for_no_known_place_is_told(session: Session) -> None:
    with pytest.raises(InvalidChange, match="location: unknown"):
        create_notice(session, replace(TYPHOON, location="nowhere"), **BY_BUREAU)


def test_the_same_notice_twice_is_told(session: Session, typhoon: Notice) -> None:
    with pytest.raises(InvalidChange, match=f"overlap, other {typhoon.slug}"):
        create_notice(session, replace(TYPHOON, slug="again"), **BY_BUREAU)


def test_a_changed_title_outdates_its_translations(session: Session, typhoon: Notice) -> None:
    retold = (replace(TEXTS[0], text="台風のため三時に閉めます"), *TEXTS[1:])

    change_notice(session, typhoon, replace(TYPHOON, texts=retold), **BY_BUREAU, version=1, why="Later")

    states = {text.language: text.state for text in typhoon.texts}
    assert states == {"ja": TextState.HUMAN, "en": TextState.OUTDATED, "vi": TextState.OUTDATED}
    assert (typhoon.version, newest(session).action, newest(session).why) == (2, "changed", "Later")


def test_who_saw_an_older_notice_is_told(session: Session, typhoon: Notice) -> None:
    change_notice(session, typhoon, replace(TYPHOON, severity=Severity.CHANGE), **BY_BUREAU, version=1)

    with pytest.raises(StaleEdit):
        change_notice(session, typhoon, TYPHOON, **BY_BUREAU, version=1)


def test_a_notice_in_which_nothing_differs_is_not_written(session: Session, typhoon: Notice) -> None:
    assert change_notice(session, typhoon, TYPHOON, **BY_BUREAU, version=1) is None
    assert typhoon.version == 1


def test_a_notice_stays_the_one_it_is(session: Session, typhoon: Notice) -> None:
    with pytest.raises(ValueError, match="another notice"):
        change_notice(session, typhoon, replace(TYPHOON, slug="other"), **BY_BUREAU, version=1)


def test_a_notice_can_be_ended(session: Session, typhoon: Notice) -> None:
    revision = end_notice(session, typhoon, **BY_BUREAU, version=1)

    assert typhoon.ends_at == NOON
    assert (revision.action, list(revision.changes)) == ("ended", ["ends_at"])


def test_a_notice_that_has_not_begun_is_taken_away_and_remembered(session: Session) -> None:
    notice = create_notice(session, replace(TYPHOON, starts_at=NOON + HOUR / 2), **BY_BUREAU)

    revision = end_notice(session, notice, **BY_BUREAU, version=1)

    assert session.scalars(select(Notice.slug).where(Notice.slug == "typhoon")).all() == []
    assert revision.changes["texts.title.ja"][0]["text"] == "台風のため休みます"


def test_what_has_ended_stays_as_it_was(session: Session, typhoon: Notice) -> None:
    later = BY_BUREAU | {"at": NOON + 2 * HOUR}

    with pytest.raises(InvalidChange, match="ends_at: already_ended"):
        end_notice(session, typhoon, **later, version=1)


def test_slugs_of_new_notices_tell_the_citys_day_and_differ() -> None:
    late = datetime(2026, 11, 25, 16, tzinfo=UTC)

    assert new_slug(late).startswith("notice-2026-11-26-")
    assert new_slug(late) != new_slug(late)
