from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from services.editing.history import (
    changes_between,
    document_after,
    latest_revision,
    merged_since,
    revision_by_id,
    revisions,
    undone,
)
from services.errors import NotFound
from services.imports.records import PhoneRecord
from services.models import PhoneKind, Revision

if TYPE_CHECKING:
    from tests.services.editing.conftest import Lounge

PHONES = (PhoneRecord(PhoneKind.VOICE, "045-000-0001"),)
ADDRESS = "https://example.org/new"


def test_the_newest_comes_first_page_by_page(lounge: "Lounge") -> None:
    made = [lounge.change(website=f"https://example.org/{number}").id for number in range(3)]

    first = revisions(lounge.session, lounge.location, limit=2)
    rest = revisions(lounge.session, lounge.location, before=first[-1].id)

    assert [each.id for each in first] == [made[2], made[1]]
    assert [each.action for each in rest] == ["changed", "created"]


def test_a_form_can_keep_the_newest_revision(lounge: "Lounge") -> None:
    revision = lounge.change(phones=PHONES)

    assert latest_revision(lounge.session, lounge.location) == revision.id


def test_the_state_after_each_revision_can_be_read(lounge: "Lounge") -> None:
    states = [lounge.document()]
    only_names = tuple(text for text in lounge.record().texts if text.field == "name")
    for fields in ({"phones": PHONES}, {"services": ()}, {"schedule": None}, {"texts": only_names}):
        lounge.change(**fields)
        states.append(lounge.document())

    history = revisions(lounge.session, lounge.location)
    assert [document_after(lounge.session, lounge.location, each.id) for each in history] == states[::-1]


def test_the_differences_of_two_states_leave_out_what_came_and_went(lounge: "Lounge") -> None:
    before = lounge.record()
    older = latest_revision(lounge.session, lounge.location) or 0
    lounge.change(phones=PHONES)
    lounge.change(website=ADDRESS)
    newer = lounge.change(phones=before.phones)

    found = changes_between(lounge.session, lounge.location, older, newer.id)

    assert found["website"] == [before.website, ADDRESS]
    assert "phones" not in found


def test_what_no_document_has_is_passed_over() -> None:
    newest = {"checked_on": [None, "2026-11-25"], "website": ["old", "new"], "email": [None, "a@example.org"]}

    assert undone({"website": "new", "email": "a@example.org"}, [newest]) == {"website": "old"}


def test_a_revision_of_another_location_is_not_found(lounge: "Lounge") -> None:
    other = lounge.session.scalars(select(Revision).where(Revision.subject == "location/lounge-naka")).first()

    assert other
    with pytest.raises(NotFound):
        revision_by_id(lounge.session, lounge.location, other.id)


def test_a_form_that_is_too_old_is_merged_with_what_was_saved_meanwhile(lounge: "Lounge") -> None:
    seen, mine = latest_revision(lounge.session, lounge.location) or 0, lounge.record(website=ADDRESS)
    lounge.change(phones=PHONES)

    merged = merged_since(lounge.session, lounge.location, mine, seen=seen)

    assert merged.conflicts == ()
    assert merged.document["website"] == ADDRESS
    assert merged.document["phones"] == [{"kind": "voice", "number": "045-000-0001"}]


def test_both_versions_of_a_conflict_are_there_to_choose_from(lounge: "Lounge") -> None:
    seen, mine = (
        latest_revision(lounge.session, lounge.location) or 0,
        lounge.record(website="https://example.org/me"),
    )
    lounge.change(website=ADDRESS)

    (conflict,) = merged_since(lounge.session, lounge.location, mine, seen=seen).conflicts

    assert (conflict.name, conflict.theirs, conflict.mine) == ("website", ADDRESS, "https://example.org/me")
