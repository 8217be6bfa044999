from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.directory import location_by_slug
from services.editing.deciding import accept, ask_back, choices, decline
from services.editing.proposals import answer, propose
from services.errors import InvalidChange, NotAllowed, StaleEdit
from services.imports.records import PhoneRecord
from services.imports.stored_locations import location_record
from services.models import Person, PhoneKind, Proposal, ProposalState, Revision, Role
from services.permissions import Grant

if TYPE_CHECKING:
    from tests.services.editing.conftest import Lounge

OTHER_PHONES = (PhoneRecord(PhoneKind.VOICE, "045-000-0002"),)
NEW = "https://example.org/new"


def test_what_is_accepted_is_published(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    revision = accept(lounge.session, proposal, **people.clerk.as_reviewer, version=1)

    assert lounge.record().website == NEW
    assert revision
    assert (revision.action, revision.by, revision.why) == ("accepted", "clerk@example.org", "We moved")
    assert (proposal.state, proposal.decided_by) == (ProposalState.ACCEPTED, people.clerk.person.id)


def test_a_part_can_be_accepted(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    before = lounge.record().phones

    accept(lounge.session, proposal, **people.clerk.as_reviewer, version=1, only=["website"])

    assert (lounge.record().website, lounge.record().phones) == (NEW, before)
    assert (proposal.state, proposal.accepted_paths) == (ProposalState.ACCEPTED_IN_PART, ["website"])


@pytest.mark.parametrize(("only", "problem"), [([], "only: required"), (["email"], "email: unknown")])
def test_a_part_is_one_of_the_choices(
    lounge: "Lounge", proposal: Proposal, people: SimpleNamespace, *, only: list[str], problem: str
) -> None:
    with pytest.raises(InvalidChange, match=problem):
        accept(lounge.session, proposal, **people.clerk.as_reviewer, version=1, only=only)


def test_other_changes_made_meanwhile_stay(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    lounge.change(email="lounge@example.org")

    accept(lounge.session, proposal, **people.clerk.as_reviewer, version=1)

    assert (lounge.record().email, lounge.record().website) == ("lounge@example.org", NEW)


def test_the_same_changed_meanwhile_is_a_conflict_and_never_overwritten(
    lounge: "Lounge", proposal: Proposal, people: SimpleNamespace
) -> None:
    lounge.change(phones=OTHER_PHONES)

    with pytest.raises(StaleEdit) as raised:
        accept(lounge.session, proposal, **people.clerk.as_reviewer, version=1)

    assert raised.value.conflicts == ("phones",)
    assert lounge.record().phones == OTHER_PHONES


def test_the_rest_of_a_proposal_with_a_conflict_can_be_accepted(
    lounge: "Lounge", proposal: Proposal, people: SimpleNamespace
) -> None:
    lounge.change(phones=OTHER_PHONES)

    accept(lounge.session, proposal, **people.clerk.as_reviewer, version=1, only=["website"])

    assert (lounge.record().phones, lounge.record().website) == (OTHER_PHONES, NEW)


def test_choices_stand_beside_what_is_stored_now(lounge: "Lounge", proposal: Proposal) -> None:
    lounge.change(phones=OTHER_PHONES)

    found = {unit.name: unit for unit in choices(lounge.session, proposal)}

    assert {name: unit.is_conflict for name, unit in found.items()} == {"phones": True, "website": False}
    assert found["phones"].theirs == [{"kind": "voice", "number": "045-000-0002"}]


@pytest.mark.parametrize("who", ["desk", "neighbour", "consultant"])
def test_who_may_not_decide_publishes_nothing(
    lounge: "Lounge", proposal: Proposal, people: SimpleNamespace, who: str
) -> None:
    before = lounge.document()

    with pytest.raises(NotAllowed):
        accept(lounge.session, proposal, **getattr(people, who).as_reviewer, version=1)

    assert lounge.document() == before


def test_nobody_decides_about_their_own(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    promoted = people.desk.as_reviewer | {"grants": (Grant(Role.BUREAU),)}

    with pytest.raises(NotAllowed):
        accept(lounge.session, proposal, **promoted, version=1)


def test_where_the_bureau_looks_on_a_clerk_decides_nothing(
    lounge: "Lounge", proposal: Proposal, people: SimpleNamespace
) -> None:
    lounge.location.needs_review = True
    lounge.session.flush()

    with pytest.raises(NotAllowed):
        decline(lounge.session, proposal, "No", **people.clerk.as_reviewer, version=1)


def test_a_clerk_moves_no_place_into_another_ward(lounge: "Lounge", people: SimpleNamespace) -> None:
    record = lounge.record(ward_code="14117")
    proposal = propose(lounge.session, lounge.location, record, **people.desk.as_reviewer, version=1)

    assert proposal
    with pytest.raises(NotAllowed, match="14117"):
        accept(lounge.session, proposal, **people.clerk.as_reviewer, version=1)


def test_whoever_declines_says_why(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    decline(lounge.session, proposal, "The number is wrong", **people.clerk.as_reviewer, version=1)

    assert proposal.state is ProposalState.DECLINED
    assert [message.text for message in proposal.messages] == ["The number is wrong"]


def test_a_question_goes_back_and_forth(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    ask_back(lounge.session, proposal, "Since when?", **people.clerk.as_reviewer, version=1)
    asked = proposal.state
    answer(lounge.session, proposal, "Since May", **people.desk.as_author, version=2)

    assert (asked, proposal.state) == (ProposalState.ASKED_BACK, ProposalState.OPEN)
    assert [(message.person_id, message.text) for message in proposal.messages] == [
        (people.clerk.person.id, "Since when?"),
        (people.desk.person.id, "Since May"),
    ]


def test_what_is_decided_is_decided_once(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    accept(lounge.session, proposal, **people.clerk.as_reviewer, version=1)

    with pytest.raises(StaleEdit, match="is at version 2"):
        decline(lounge.session, proposal, "No", **people.bureau.as_reviewer, version=1)
    with pytest.raises(StaleEdit, match="is accepted already"):
        decline(lounge.session, proposal, "No", **people.bureau.as_reviewer, version=2)


def test_every_decision_leaves_its_revision(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    accept(lounge.session, proposal, **people.clerk.as_reviewer, version=1)

    revision = lounge.session.scalars(select(Revision).order_by(Revision.id.desc())).first()
    assert revision
    assert (revision.subject, revision.action) == (f"proposal/{proposal.id}", "accepted")
    assert sorted(revision.changes["accepted_paths"][1]) == ["phones", "website"]


@pytest.mark.postgres
def test_of_two_reviewers_at_once_the_second_is_told(
    two_sessions: Callable[[], Session], people_in: Callable[[Session], SimpleNamespace]
) -> None:
    first, second = two_sessions(), two_sessions()
    people = people_in(first)
    lounge = location_by_slug(first, "lounge-midori")
    record = replace(location_record(lounge), website=NEW)
    proposed = propose(first, lounge, record, **people.desk.as_reviewer, version=1)
    first.commit()
    assert proposed
    theirs = second.get_one(Proposal, proposed.id)
    reviewer = people.bureau.as_reviewer | {"by": second.get_one(Person, people.bureau.person.id)}

    accept(first, proposed, **people.clerk.as_reviewer, version=1)
    first.commit()

    with pytest.raises(StaleEdit):
        decline(second, theirs, "No", **reviewer, version=1)
