import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.confirmation_links import asked_by_token
from services.confirmations import confirm
from services.models import ConfirmedBy, Location, Mail, Reminder, Role
from services.permissions import Grant
from services.reminders import ESCALATED_AFTER, Reminded, remind
from tests.accounts_for_tests import AT, KEY, invited, joined

SITE = "https://madoguchi.example.org/confirm/"
BUREAU = Grant(Role.BUREAU)
Send = Callable[..., Reminded]


@pytest.fixture
def send(session: Session) -> Send:
    """Remind, some time after the first moment."""

    def sent(later: timedelta = timedelta()) -> Reminded:
        done = remind(session, address=lambda token: SITE + token, secret=KEY, at=AT + later)
        session.flush()
        return done

    return sent


def lounge_id(session: Session) -> int:
    return session.scalars(select(Location.id).where(Location.slug == "lounge-midori")).one()


def mails(session: Session) -> dict[str, str]:
    return {mail.recipient: mail.body for mail in session.scalars(select(Mail).order_by(Mail.id))}


def test_a_ward_is_told_of_all_its_due_listings_in_one_mail(session: Session, send: Send) -> None:
    joined(session)

    done = send()

    (body,) = mails(session).values()
    assert done.mails == 1
    assert "みどり国際交流ラウンジ" in body
    assert body.count(SITE) == 2


def test_the_desk_of_a_place_is_asked_before_its_ward(session: Session, send: Send) -> None:
    joined(session)
    joined(session, "desk@example.org", Grant(Role.LOUNGE_CONTRIBUTOR, location_id=lounge_id(session)))

    send()

    told = mails(session)
    assert "みどり国際交流ラウンジ" in told["desk@example.org"]
    assert "みどり国際交流ラウンジ" not in told["kim@example.org"]


def test_where_there_is_neither_the_bureau_is_asked(session: Session, send: Send) -> None:
    joined(session, "bureau@example.org", BUREAU)

    assert mails(session) == {}
    assert send().without_anybody == ()
    assert mails(session)["bureau@example.org"].count(SITE) == 39


def test_where_there_is_nobody_at_all_that_is_said_and_asked_again_later(session: Session, send: Send) -> None:
    assert len(send().without_anybody) == 39

    joined(session)
    assert send(timedelta(days=1)).mails == 1


@pytest.mark.parametrize("later", [timedelta(), timedelta(days=1), ESCALATED_AFTER - timedelta(seconds=1)])
def test_the_same_is_not_asked_twice(session: Session, send: Send, later: timedelta) -> None:
    joined(session)
    send()

    assert send(later).mails == 0


def test_after_two_weeks_without_an_answer_the_bureau_is_told_once(session: Session, send: Send) -> None:
    joined(session)
    joined(session, "bureau@example.org", BUREAU)
    send()
    confirm(session, session.get_one(Location, lounge_id(session)), by="kim@example.org", how=ConfirmedBy.MAIL, at=AT)

    done = send(ESCALATED_AFTER)

    told = session.scalars(select(Mail).where(Mail.queued_at > AT)).all()
    assert [mail.recipient for mail in told] == ["bureau@example.org"]
    assert "Nobody has answered our first mail" in told[0].body
    assert "みどり国際交流ラウンジ" not in told[0].body
    assert done.escalated == 38
    assert send(2 * ESCALATED_AFTER).mails == 0


def test_nobody_is_asked_who_has_not_joined(session: Session, send: Send) -> None:
    invited(session)

    assert send().mails == 0


def test_every_link_in_a_mail_works_for_whoever_got_it(session: Session, send: Send) -> None:
    clerk = joined(session)
    send()

    tokens = re.findall(f"{re.escape(SITE)}(\\S+)", mails(session)[clerk.email])
    asked = [asked_by_token(session, token, secret=KEY, at=AT) for token in tokens]

    assert {each.location.slug for each in asked} == {"lounge-midori", "ward-midori"}
    assert {each.person for each in asked} == {clerk}


def test_a_mail_is_in_the_language_of_its_reader(session: Session, send: Send) -> None:
    joined(session).language = "ja"

    send()

    mail = session.scalars(select(Mail)).one()
    assert (mail.language, mail.subject[:7]) == ("ja", "掲載内容の確認")


def test_each_location_is_noted_with_the_day_on_which_it_was_due(session: Session, send: Send) -> None:
    joined(session)
    send()

    rows = session.scalars(select(Reminder)).all()
    assert len(rows) == 2
    assert not any(row.is_escalation for row in rows)
