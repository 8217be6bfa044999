from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import directory_check
from services.confirmations import (
    ALL_GROUPS,
    NothingToTakeBack,
    ages_of,
    calls,
    checks_by_group,
    confirm,
    groups_changed,
    log_call,
    note_checks,
    take_back,
)
from services.freshness import Age
from services.models import CallOutcome, ConfirmedBy, FieldGroup, Location, Revision

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)
LATER = NOON + timedelta(days=40)
TODAY = date(2026, 11, 22)
HOURS, PHONE = FieldGroup.HOURS, FieldGroup.PHONE
CLERK = "clerk@example.org"


@pytest.fixture(params=["lounge-midori"])
def lounge(session: Session, request: pytest.FixtureRequest) -> Location:
    return session.scalars(select(Location).where(Location.slug == request.param)).one()


def confirmed(session: Session, lounge: Location, *groups: FieldGroup, at: datetime = NOON) -> Revision:
    return confirm(session, lounge, groups or ALL_GROUPS, by=CLERK, how=ConfirmedBy.OFFICE, at=at)


def days(session: Session, lounge: Location) -> dict[FieldGroup, date]:
    session.flush()
    return {group: check.checked_on for group, check in checks_by_group(session, lounge).items()}


def test_all_is_confirmed_at_once(session: Session, lounge: Location) -> None:
    confirmed(session, lounge)

    assert days(session, lounge) == dict.fromkeys(FieldGroup, TODAY)
    assert lounge.checked_on == TODAY


def test_a_listing_is_confirmed_when_its_last_group_is_and_as_old_as_its_oldest(
    session: Session, lounge: Location
) -> None:
    confirmed(session, lounge, HOURS)
    assert lounge.checked_on is None

    confirmed(session, lounge, *(ALL_GROUPS - {HOURS}), at=LATER)
    assert lounge.checked_on == TODAY

    confirmed(session, lounge, HOURS, at=LATER)
    assert lounge.checked_on == date(2027, 1, 1)


def test_one_entry_in_the_history_says_who_what_and_how(session: Session, lounge: Location) -> None:
    revision = confirmed(session, lounge, HOURS)

    assert (revision.by, revision.subject, revision.action) == (CLERK, "location/lounge-midori", "confirmed")
    assert revision.changes == {"checks.hours": [None, {"checked_on": "2026-11-22", "by": CLERK, "how": "office"}]}
    assert session.scalars(select(Revision).where(Revision.action == "confirmed")).all() == [revision]


def test_lists_agree_with_the_records_afterwards(session: Session, lounge: Location) -> None:
    confirmed(session, lounge)

    assert directory_check.checked(session).startswith("39 locations")


def test_the_day_of_a_confirmation_is_that_of_the_citys_clocks_unless_another_is_said(
    session: Session, lounge: Location
) -> None:
    confirmed(session, lounge, HOURS, at=datetime(2026, 11, 22, 15, tzinfo=UTC))
    confirm(session, lounge, [PHONE], by=CLERK, how=ConfirmedBy.OFFICE, at=NOON, on=date(2026, 11, 1))

    assert days(session, lounge) == {HOURS: date(2026, 11, 23), PHONE: date(2026, 11, 1)}


def test_a_confirmation_is_taken_back_to_what_was_before(session: Session, lounge: Location) -> None:
    confirmed(session, lounge)
    confirmed(session, lounge, HOURS, at=LATER)

    take_back(session, lounge, by=CLERK, at=LATER)

    assert days(session, lounge) == dict.fromkeys(FieldGroup, TODAY)
    assert lounge.checked_on == TODAY


def test_the_first_confirmation_is_taken_back_to_nothing(session: Session, lounge: Location) -> None:
    confirmed(session, lounge)

    revision = take_back(session, lounge, by=CLERK, at=LATER)

    assert (days(session, lounge), lounge.checked_on) == ({}, None)
    assert (revision.action, revision.changes["checked_on"]) == ("confirmation_undone", ["2026-11-22", None])


def test_what_was_taken_back_or_never_was_is_not_taken_back(session: Session, lounge: Location) -> None:
    with pytest.raises(NothingToTakeBack):
        take_back(session, lounge, by=CLERK, at=NOON)
    confirmed(session, lounge)
    take_back(session, lounge, by=CLERK, at=NOON)

    with pytest.raises(NothingToTakeBack):
        take_back(session, lounge, by=CLERK, at=NOON)


def test_a_check_that_somebody_made_since_is_not_taken_back(session: Session, lounge: Location) -> None:
    confirmed(session, lounge, HOURS)
    note_checks(session, lounge, [HOURS], by="other@example.org", how=ConfirmedBy.OFFICE, on=TODAY)

    with pytest.raises(NothingToTakeBack, match="again since"):
        take_back(session, lounge, by=CLERK, at=LATER)


def test_a_check_that_is_part_of_an_edit_leaves_the_history_to_the_edit(session: Session, lounge: Location) -> None:
    before = session.scalars(select(Revision.id)).all()

    changes = note_checks(session, lounge, [HOURS], by=CLERK, how=ConfirmedBy.OFFICE, on=TODAY)

    assert list(changes) == ["checks.hours"]
    assert session.scalars(select(Revision.id)).all() == before


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["hours", "closing_days"], {HOURS}),
        (["phones", "languages.en.counter"], {PHONE, FieldGroup.LANGUAGES}),
        (["texts.address.en", "lat"], {FieldGroup.ADDRESS}),
        (["texts.name.en", "services.advice.hours", "website", "exceptions"], set()),
    ],
)
def test_an_edit_checks_the_groups_that_it_changes(paths: list[str], expected: set[FieldGroup]) -> None:
    assert groups_changed(paths) == expected


def test_a_call_that_confirms_counts_as_a_check(session: Session, lounge: Location) -> None:
    log_call(session, lounge, CallOutcome.CONFIRMED, by=CLERK, at=NOON, groups=[HOURS])

    check = checks_by_group(session, lounge)[HOURS]
    assert (check.checked_on, check.how) == (TODAY, ConfirmedBy.CALL)


@pytest.mark.parametrize("outcome", [each for each in CallOutcome if each is not CallOutcome.CONFIRMED])
def test_any_other_call_is_noted_and_checks_nothing(session: Session, lounge: Location, outcome: CallOutcome) -> None:
    log_call(session, lounge, outcome, by=CLERK, at=NOON, note="Ask again on Monday")
    session.flush()

    assert [(call.outcome, call.note) for call in calls(session, lounge)] == [(outcome, "Ask again on Monday")]
    assert days(session, lounge) == {}
    assert session.scalars(select(Revision).where(Revision.action == "called")).one().why == "Ask again on Monday"


def test_the_newest_call_comes_first(session: Session, lounge: Location) -> None:
    for at in (NOON, LATER):
        log_call(session, lounge, CallOutcome.NO_ANSWER, by=CLERK, at=at)
    session.flush()

    assert [call.called_at for call in calls(session, lounge)] == [LATER, NOON]


def test_a_note_that_does_not_fit_is_refused(session: Session, lounge: Location) -> None:
    with pytest.raises(ValueError, match="501"):
        log_call(session, lounge, CallOutcome.NO_ANSWER, by=CLERK, at=NOON, note="x" * 501)


def test_a_location_knows_how_old_its_groups_are(session: Session, lounge: Location) -> None:
    confirmed(session, lounge, HOURS)

    found = {each.group: each.age for each in ages_of(session, lounge, TODAY)}

    assert found[HOURS] is Age.FRESH
    assert found[FieldGroup.LANGUAGES] in {Age.DUE, Age.OVERDUE}
