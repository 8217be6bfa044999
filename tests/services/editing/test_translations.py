from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.confirmations import checks_by_group
from services.editing.translations import Coverage, TextName, approve, coverage, set_text, unfinished
from services.errors import InvalidChange, StaleEdit
from services.languages import offered
from services.models import Location, Text, TextState

if TYPE_CHECKING:
    from tests.services.editing.conftest import Lounge

CLERK, NOON = "clerk@example.org", datetime(2026, 11, 25, 3, tzinfo=UTC)


def state_of(lounge: "Lounge", language: str, field: str = "name") -> TextState | None:
    found = (text for text in lounge.record().texts if (text.field, text.language) == (field, language))
    return next((text.state for text in found), None)


def write(lounge: "Lounge", name: TextName, text: str, *, is_small_change: bool = False) -> None:
    version = lounge.location.version
    set_text(
        lounge.session,
        lounge.location,
        name,
        text,
        by=CLERK,
        at=NOON,
        version=version,
        is_small_change=is_small_change,
    )


def covered(lounge: "Lounge", language: str) -> Coverage:
    found = coverage(lounge.session, location_ids=[lounge.location.id])
    return next(each for each in found if each.language == language)


def test_a_text_that_somebody_writes_is_a_persons(lounge: "Lounge") -> None:
    write(lounge, TextName("name", "vi"), "Phòng chờ Midori")

    assert state_of(lounge, "vi") is TextState.HUMAN


def test_writing_the_leading_text_outdates_the_others(lounge: "Lounge") -> None:
    write(lounge, TextName("name", "ja"), "新しい名前")

    assert state_of(lounge, "vi") is TextState.OUTDATED


def test_a_small_change_outdates_nothing(lounge: "Lounge") -> None:
    before = state_of(lounge, "vi")

    write(lounge, TextName("name", "ja"), "新しい名前", is_small_change=True)

    assert state_of(lounge, "vi") is before


def test_an_empty_text_is_taken_away(lounge: "Lounge") -> None:
    write(lounge, TextName("name", "vi"), "")

    assert state_of(lounge, "vi") is None


def test_a_text_of_a_service_can_be_written(lounge: "Lounge") -> None:
    service = lounge.record().services[0]

    write(lounge, TextName("name", "vi", service.slug), "Tư vấn")

    texts = lounge.record().services[0].texts
    assert [text.text for text in texts if (text.field, text.language) == ("name", "vi")] == ["Tư vấn"]


@pytest.mark.parametrize("before", [TextState.MACHINE, TextState.OUTDATED])
def test_a_draft_that_is_approved_is_a_persons(lounge: "Lounge", before: TextState) -> None:
    next(text for text in lounge.location.texts if (text.field, text.language) == ("name", "vi")).state = before
    lounge.session.flush()

    revision = approve(lounge.session, lounge.location, TextName("name", "vi"), by=CLERK, at=NOON, version=1)

    assert revision
    assert revision.action == "approved"
    assert state_of(lounge, "vi") is TextState.HUMAN


def test_approving_what_is_current_changes_nothing(lounge: "Lounge") -> None:
    assert approve(lounge.session, lounge.location, TextName("name", "ja"), by=CLERK, at=NOON, version=1) is None


def test_a_text_that_is_not_there_cannot_be_approved(lounge: "Lounge") -> None:
    with pytest.raises(InvalidChange, match=r"texts\.name\.xx: unknown"):
        approve(lounge.session, lounge.location, TextName("name", "xx"), by=CLERK, at=NOON, version=1)


def test_a_text_that_somebody_changed_meanwhile_is_not_approved(lounge: "Lounge") -> None:
    with pytest.raises(StaleEdit):
        approve(lounge.session, lounge.location, TextName("name", "vi"), by=CLERK, at=NOON, version=0)


def test_coverage_tells_each_state(lounge: "Lounge") -> None:
    before = covered(lounge, "vi")

    write(lounge, TextName("name", "ja"), "新しい名前")
    after = covered(lounge, "vi")

    assert after.outdated == before.outdated + 1
    assert before.current + before.machine == after.current + after.machine + 1


def test_a_text_that_is_taken_away_is_missing(lounge: "Lounge") -> None:
    before = covered(lounge, "vi")

    write(lounge, TextName("name", "vi"), "")

    assert covered(lounge, "vi").missing == before.missing + 1


def test_coverage_adds_up_to_the_fields_on_both_databases(either_session: Session) -> None:
    found = coverage(either_session, wards=["14113"])

    totals = {each.current + each.outdated + each.machine + each.missing for each in found}
    assert [each.language for each in found] == [language.slug for language in offered()]
    assert len(totals) == 1
    assert totals.pop() > 0


def test_the_wards_together_are_the_city(either_session: Session) -> None:
    wards = either_session.scalars(select(Location.ward_code).distinct()).all()

    assert coverage(either_session, wards=wards) == coverage(either_session)
    assert coverage(either_session, wards=[])[0].missing == 0


def test_what_waits_is_told_with_its_place_and_state(lounge: "Lounge") -> None:
    write(lounge, TextName("name", "vi"), "")
    write(lounge, TextName("address", "ja"), "横浜市緑区")

    found = unfinished(lounge.session, "vi", wards=["14113"], limit=500)

    ours = {each.name.path: each.state for each in found if each.location == "lounge-midori"}
    assert ours["texts.name.vi"] is None
    assert ours["texts.address.vi"] is TextState.OUTDATED


def test_what_is_current_does_not_wait(either_session: Session) -> None:
    found = unfinished(either_session, "ja", limit=500)

    states = set(either_session.scalars(select(Text.state).where(Text.language == "ja")))
    assert states >= {TextState.SOURCE, TextState.MACHINE}
    assert {each.state for each in found} == {TextState.MACHINE}


def test_who_translates_an_address_has_not_checked_it(lounge: "Lounge") -> None:
    write(lounge, TextName("address", "vi"), "Yokohama")

    assert checks_by_group(lounge.session, lounge.location) == {}
