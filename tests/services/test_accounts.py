from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.accounts import (
    change_grants,
    change_person,
    close_account,
    find_person,
    find_signed_in,
    grants_of,
    people,
    person_by_id,
    reopen_account,
)
from services.errors import InvalidChange, LastAdministrator, NotFound
from services.models import Dataset, Location, Person, Revision, Role
from services.permissions import Grant
from services.signing_in import compare, sign_in
from tests.accounts_for_tests import ADMINISTRATOR, AT, CLERK, PASSWORD, history, invited, joined


def close(session: Session, person: Person) -> None:
    close_account(session, person, by="tests", at=AT)


def last_revision(session: Session) -> Revision:
    session.flush()
    return session.scalars(select(Revision).order_by(Revision.id.desc()).limit(1)).one()


def make_clerk(session: Session, person: Person) -> None:
    change_grants(session, person, [CLERK], by="tests", at=AT)


def test_a_person_is_found_by_number_and_by_address(session: Session) -> None:
    person = joined(session)

    assert person_by_id(session, person.id) is find_person(session, " KIM@example.org") is person
    assert find_person(session, "lee@example.org") is None
    with pytest.raises(NotFound, match="no person 999"):
        person_by_id(session, 999)


def test_roles_are_changed_to_those_named_and_the_history_tells_which(session: Session) -> None:
    person = joined(session)
    midori = session.scalars(select(Location.id).where(Location.slug == "lounge-midori")).one()
    wanted = {CLERK, Grant(Role.WARD_EDITOR, "14101"), Grant(Role.LOUNGE_CONTRIBUTOR, None, midori)}

    change_grants(session, person, wanted, by="boss@example.org", at=AT)
    kept = last_revision(session)

    assert set(grants_of(person)) == wanted
    assert kept.changes == {
        "grants": [
            ["ward_editor 14113"],
            [f"lounge_contributor location {midori}", "ward_editor 14101", "ward_editor 14113"],
        ]
    }
    assert kept.by == "boss@example.org"


def test_the_same_roles_again_are_no_change(session: Session) -> None:
    person = joined(session)

    make_clerk(session, person)

    assert history(session, person) == ["invited", "joined"]


def test_roles_that_cannot_be_held_change_nothing(session: Session) -> None:
    person = joined(session)

    with pytest.raises(InvalidChange):
        change_grants(session, person, [Grant(Role.WARD_EDITOR)], by="tests", at=AT)

    assert grants_of(person) == (CLERK,)


@pytest.mark.parametrize("leave", [close, make_clerk])
def test_the_last_administrator_stays(session: Session, leave: Callable[[Session, Person], None]) -> None:
    last = joined(session, "last@example.org", ADMINISTRATOR)
    close(session, joined(session, "gone@example.org", ADMINISTRATOR))
    invited(session, "invited@example.org", ADMINISTRATOR)

    with pytest.raises(LastAdministrator, match=r"last@example\.org"):
        leave(session, last)

    assert last.left_at is None
    assert grants_of(last) == (ADMINISTRATOR,)


@pytest.mark.parametrize("leave", [close, make_clerk])
def test_one_of_two_administrators_may_go(session: Session, leave: Callable[[Session, Person], None]) -> None:
    joined(session, "stays@example.org", ADMINISTRATOR)
    goes = joined(session, "goes@example.org", ADMINISTRATOR)

    leave(session, goes)

    assert (goes.left_at is not None, ADMINISTRATOR in grants_of(goes)) in {(True, True), (False, False)}


def test_who_left_is_signed_out_and_cannot_come_back_in(session: Session) -> None:
    person = joined(session)
    key = person.session_key

    close(session, person)

    assert find_signed_in(session, person.id, key) is None
    assert find_signed_in(session, person.id, person.session_key) is None
    assert not sign_in(session, compare(session, email=person.email, password=PASSWORD), at=AT).is_right


def test_a_reopened_account_is_as_it_was_but_signed_out(session: Session) -> None:
    person = joined(session)
    key = person.session_key
    close(session, person)

    reopen_account(session, person, by="tests", at=AT)

    assert sign_in(session, compare(session, email=person.email, password=PASSWORD), at=AT).is_right
    assert find_signed_in(session, person.id, key) is None
    assert history(session, person) == ["invited", "joined", "closed", "reopened"]


def test_name_and_language_are_changed_and_recorded(session: Session) -> None:
    person = joined(session)

    change_person(session, person, name=" 金 ", language="ja", by=person.email, at=AT)
    kept = last_revision(session)

    assert (person.name, person.language) == ("金", "ja")
    assert kept.changes == {"name": ["Kim", "金"], "language": ["en", "ja"]}


def test_everybody_is_listed_by_name_and_those_who_left_come_last(session: Session) -> None:
    gone, lee, kim = (joined(session, f"{name}@example.org") for name in ("gone", "lee", "kim"))
    for person, name in ((gone, "Ai"), (lee, "Lee"), (kim, "Kim")):
        change_person(session, person, name=name, language="ja", by="tests", at=AT)
    close(session, gone)
    session.flush()

    assert people(session) == [kim, lee, gone]


def test_what_happens_to_accounts_leaves_finished_pages_in_place(session: Session) -> None:
    before = session.scalar(select(Dataset.version))

    close(session, joined(session))
    session.commit()

    assert session.scalar(select(Dataset.version)) == before


def test_the_history_of_an_account_holds_no_secret(session: Session) -> None:
    person = joined(session)
    sign_in(session, compare(session, email=person.email, password="wrong words"), at=AT)
    told = str(
        session.execute(select(func.group_concat(Revision.changes)).where(Revision.subject.like("person/%"))).all()
    )

    assert "sign_in" in "".join(history(session, person))
    assert not [secret for secret in (PASSWORD, "wrong words", person.session_key, "argon2") if secret in told]
