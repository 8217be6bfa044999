from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from services.editing.proposals import (
    answer,
    location_of,
    open_proposals,
    proposal_by_id,
    proposals_by,
    propose,
    revise,
    withdraw,
)
from services.errors import InvalidChange, NotAllowed, NotFound, StaleEdit
from services.models import Dataset, Proposal, ProposalState, Revision

if TYPE_CHECKING:
    from tests.services.editing.conftest import Lounge


def actions(lounge: "Lounge", proposal: Proposal) -> list[str]:
    subject = f"proposal/{proposal.id}"
    return list(
        lounge.session.scalars(select(Revision.action).where(Revision.subject == subject).order_by(Revision.id))
    )


def test_nothing_of_a_proposal_is_published(lounge: "Lounge", people: SimpleNamespace) -> None:
    before = lounge.document(), lounge.session.scalar(select(Dataset.version))

    propose(lounge.session, lounge.location, lounge.record(website=None), **people.desk.as_reviewer, version=1)

    assert (lounge.document(), lounge.session.scalar(select(Dataset.version))) == before


def test_a_proposal_keeps_what_it_would_change_and_why(proposal: Proposal, people: SimpleNamespace) -> None:
    assert proposal.changes["website"][1] == "https://example.org/new"
    assert sorted(proposal.changes) == ["phones", "website"]
    assert (proposal.person_id, proposal.why, proposal.state) == (people.desk.person.id, "We moved", "open")


def test_what_differs_in_nothing_is_no_proposal(lounge: "Lounge", people: SimpleNamespace) -> None:
    assert propose(lounge.session, lounge.location, lounge.record(), **people.desk.as_reviewer, version=1) is None


@pytest.mark.parametrize("who", ["neighbour", "consultant"])
def test_who_has_no_part_in_a_place_proposes_nothing(lounge: "Lounge", people: SimpleNamespace, who: str) -> None:
    rights = getattr(people, who).as_reviewer

    with pytest.raises(NotAllowed):
        propose(lounge.session, lounge.location, lounge.record(website=None), **rights, version=1)


def test_a_proposal_is_checked_as_if_it_were_published(lounge: "Lounge", people: SimpleNamespace) -> None:
    with pytest.raises(InvalidChange, match="website: bad_web_address"):
        propose(lounge.session, lounge.location, lounge.record(website="x"), **people.desk.as_reviewer, version=1)


def test_who_saw_an_older_version_is_told(lounge: "Lounge", people: SimpleNamespace) -> None:
    with pytest.raises(StaleEdit):
        propose(lounge.session, lounge.location, lounge.record(website=None), **people.desk.as_reviewer, version=0)


def test_its_author_may_revise_a_proposal(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    record = lounge.record(email="lounge@example.org")

    revise(lounge.session, proposal, record, **people.desk.as_author, version=1, location_version=1, why="Better")

    assert list(proposal.changes) == ["email"]
    assert (proposal.why, proposal.version) == ("Better", 2)
    assert actions(lounge, proposal) == ["proposed", "revised"]


def test_its_author_may_withdraw_a_proposal(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    withdraw(lounge.session, proposal, **people.desk.as_author, version=1)

    assert proposal.state is ProposalState.WITHDRAWN
    assert actions(lounge, proposal) == ["proposed", "withdrawn"]


def test_nobody_else_may_withdraw_it(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        withdraw(lounge.session, proposal, **people.clerk.as_author, version=1)


def test_what_is_withdrawn_cannot_be_revised(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    withdraw(lounge.session, proposal, **people.desk.as_author, version=1)

    with pytest.raises(StaleEdit, match="is withdrawn already"):
        answer(lounge.session, proposal, "Please", **people.desk.as_author, version=2)


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_a_message_says_something_and_not_too_much(
    lounge: "Lounge", proposal: Proposal, people: SimpleNamespace, text: str
) -> None:
    with pytest.raises(InvalidChange, match="message"):
        answer(lounge.session, proposal, text, **people.desk.as_author, version=1)


@pytest.mark.parametrize(
    ("who", "needs_review", "sees"),
    [
        ("clerk", False, True),
        ("clerk", True, False),
        ("neighbour", False, False),
        ("bureau", False, True),
        ("bureau", True, True),
        ("desk", False, False),
    ],
)
def test_reviewers_see_what_they_may_decide_about(
    proposal: Proposal, lounge: "Lounge", people: SimpleNamespace, *, who: str, needs_review: bool, sees: bool
) -> None:
    lounge.location.needs_review = needs_review
    lounge.session.flush()

    found = open_proposals(lounge.session, getattr(people, who).grants)

    assert found == ([proposal] if sees else [])


def test_what_is_decided_waits_no_longer(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    withdraw(lounge.session, proposal, **people.desk.as_author, version=1)

    assert open_proposals(lounge.session, people.bureau.grants) == []


def test_its_author_finds_it_again(lounge: "Lounge", proposal: Proposal, people: SimpleNamespace) -> None:
    assert proposals_by(lounge.session, people.desk.person) == [proposal]
    assert proposals_by(lounge.session, people.clerk.person) == []


@pytest.mark.parametrize(("who", "sees"), [("desk", True), ("clerk", True), ("neighbour", False)])
def test_a_proposal_is_found_by_those_it_concerns(
    lounge: "Lounge", proposal: Proposal, people: SimpleNamespace, *, who: str, sees: bool
) -> None:
    editor = getattr(people, who)
    if sees:
        assert proposal_by_id(lounge.session, proposal.id, by=editor.person, grants=editor.grants) is proposal
        return
    with pytest.raises(NotFound):
        proposal_by_id(lounge.session, proposal.id, by=editor.person, grants=editor.grants)


def test_a_proposal_knows_its_location(lounge: "Lounge", proposal: Proposal) -> None:
    assert location_of(lounge.session, proposal) is lounge.location
