from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from services.confirmations import checks_by_group
from services.editing.publishing import checked, document_now, publish, subject_of
from services.errors import InvalidChange
from services.imports.documents import document_of
from services.imports.records import LocationRecord
from services.models import ConfirmedBy, FieldGroup, Listing, Location

Records = Callable[..., LocationRecord]


def test_the_new_state_is_written_under_the_action_that_made_it(
    session: Session, midori: Location, changed: Records, noon: datetime
) -> None:
    revision = publish(session, midori, changed(phones=()), action="restored", by="clerk", at=noon)

    assert revision
    assert (revision.subject, revision.action) == (subject_of(midori), "restored")
    assert list(revision.changes) == ["phones"]


def test_the_listing_is_written_with_it(session: Session, midori: Location, changed: Records, noon: datetime) -> None:
    before = session.get_one(Listing, midori.id).document

    publish(session, midori, changed(phones=(), facts=()), action="changed", by="clerk", at=noon)

    session.expire_all()
    assert session.get_one(Listing, midori.id).document != before


def test_the_document_of_now_is_that_of_the_record(midori: Location, changed: Records) -> None:
    assert document_now(midori) == document_of(changed())


def test_a_source_that_is_not_there_is_told(session: Session, midori: Location, changed: Records) -> None:
    facts = changed().facts
    unsourced = (replace(facts[0], sources=("RUMOUR",)), *facts[1:])

    with pytest.raises(InvalidChange, match=rf"facts\.{facts[0].field}\.sources: unknown"):
        checked(session, midori, changed(facts=unsourced), why=None)


def test_what_an_editor_knows_counts_as_checked_today(
    session: Session, midori: Location, changed: Records, noon: datetime
) -> None:
    version = midori.version

    publish(session, midori, changed(phones=()), action="changed", by="clerk", at=noon, how=ConfirmedBy.OFFICE)

    checks = checks_by_group(session, midori)
    assert {group: (check.checked_on, check.by) for group, check in checks.items()} == {
        FieldGroup.PHONE: (date(2026, 11, 25), "clerk")
    }
    assert midori.version == version + 1


def test_what_nobody_looked_at_counts_as_it_did(
    session: Session, midori: Location, changed: Records, noon: datetime
) -> None:
    publish(session, midori, changed(phones=()), action="restored", by="clerk", at=noon)

    assert checks_by_group(session, midori) == {}
