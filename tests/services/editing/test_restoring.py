from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from services.editing.history import latest_revision
from services.editing.restoring import record_after, restore, undo
from services.errors import NotFound, StaleEdit
from services.imports.records import PhoneRecord
from services.models import PhoneKind, Revision

if TYPE_CHECKING:
    from tests.services.editing.conftest import Lounge

PHONES = (PhoneRecord(PhoneKind.VOICE, "045-000-0001"),)
CLERK, NOON = "clerk@example.org", datetime(2026, 11, 25, 3, tzinfo=UTC)


def restored(lounge: "Lounge", revision_id: int) -> Revision | None:
    version = lounge.location.version
    revision = restore(
        lounge.session, lounge.location, revision_id, by=CLERK, at=NOON, version=version, why="By mistake"
    )
    lounge.session.commit()
    return revision


def undo_change(lounge: "Lounge", revision: Revision) -> None:
    undo(lounge.session, lounge.location, revision.id, by=CLERK, at=NOON)
    lounge.session.commit()


@pytest.fixture
def first(lounge: "Lounge") -> int:
    """The number of the revision that the first records left."""
    return latest_revision(lounge.session, lounge.location) or 0


@pytest.mark.parametrize(
    "fields", [{"services": ()}, {"schedule": None}, {"languages": ()}, {"phones": (), "routes": ()}, {"facts": ()}]
)
def test_what_was_deleted_comes_back(lounge: "Lounge", first: int, fields: dict[str, Any]) -> None:
    before = lounge.document()
    lounge.change(**fields)

    restored(lounge, first)

    assert lounge.document() == before


def test_a_deleted_text_comes_back_in_the_state_it_had(lounge: "Lounge", first: int) -> None:
    before = lounge.document()
    lounge.change(texts=tuple(text for text in lounge.record().texts if text.language == "ja"))

    restored(lounge, first)

    assert lounge.document() == before


def test_restoring_is_a_change_of_its_own(lounge: "Lounge", first: int) -> None:
    lounge.change(phones=PHONES)

    revision = restored(lounge, first)

    assert revision
    assert (revision.action, revision.by, revision.why) == ("restored", CLERK, "By mistake")
    assert revision.changes["phones"][0] == [{"kind": "voice", "number": "045-000-0001"}]


def test_a_restored_state_can_itself_be_undone(lounge: "Lounge", first: int) -> None:
    lounge.change(phones=PHONES)
    before = lounge.document()
    revision = restored(lounge, first)

    assert revision
    undo_change(lounge, revision)

    assert lounge.document() == before


def test_the_state_that_is_there_already_writes_nothing(lounge: "Lounge", first: int) -> None:
    assert restored(lounge, first) is None


def test_who_saw_an_older_version_restores_nothing(lounge: "Lounge", first: int) -> None:
    with pytest.raises(StaleEdit):
        restore(lounge.session, lounge.location, first, by=CLERK, at=NOON, version=0)


def test_a_revision_that_is_not_there_is_told(lounge: "Lounge") -> None:
    with pytest.raises(NotFound):
        record_after(lounge.session, lounge.location, 0)


def test_undoing_one_change_keeps_what_came_after_it(lounge: "Lounge") -> None:
    before = lounge.record().phones
    mistake = lounge.change(phones=PHONES)
    lounge.change(website="https://example.org/new")

    undo_change(lounge, mistake)

    assert (lounge.record().phones, lounge.record().website) == (before, "https://example.org/new")


def test_undoing_what_was_changed_again_is_told_and_changes_nothing(lounge: "Lounge") -> None:
    mistake = lounge.change(phones=PHONES)
    lounge.change(phones=())

    with pytest.raises(StaleEdit) as raised:
        undo_change(lounge, mistake)

    assert raised.value.conflicts == ("phones",)
