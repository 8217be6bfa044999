from sqlalchemy.orm import Session

from services.imports.schedule_records import OpeningRecord
from services.imports.stored_rows import stored_locations
from services.models import TextState
from services.spreadsheets.drafts import WHENEVER_OPEN, Draft, Entry, entry_of
from services.spreadsheets.spoken_cells import Spoken
from services.timetables import Channel, HolidayRule


def draft_of(session: Session, slug: str = "lounge-kanazawa") -> Draft:
    return Draft(entry_of(stored_locations(session, [slug])[slug]))


def test_a_draft_without_changes_is_the_record_itself(session: Session) -> None:
    draft = draft_of(session)

    assert draft.record() is draft.before.record


def test_the_hours_of_other_days_stay(session: Session) -> None:
    draft = draft_of(session)
    draft.hours[0] = ()

    days = [row.weekday for row in draft.record().schedule.hours]

    assert days == [1, 2, 3, 4, 5]


def test_languages_of_other_columns_stay(session: Session) -> None:
    draft = draft_of(session)
    draft.spoken[WHENEVER_OPEN] = (Spoken("ko", Channel.PHONE),)

    spoken = {(row.language, row.whenever_open) for row in draft.record().languages}

    assert spoken == {("ko", True), ("en", False), ("zh-hans", False), ("zh-hant", False), ("es", False)}


def test_a_text_that_somebody_typed_is_a_person_s_and_an_emptied_one_is_gone(session: Session) -> None:
    draft = draft_of(session)
    draft.texts |= {("name", "en"): "Lounge", ("name", "ko"): ""}

    texts = {(text.field, text.language): text for text in draft.record().texts}

    assert texts["name", "en"].state is TextState.HUMAN
    assert ("name", "ko") not in texts
    assert ("name", "ja") in texts


def test_a_new_location_knows_its_hours_where_a_row_has_some() -> None:
    empty, filled = Draft(Entry("a")), Draft(Entry("b"))
    filled.hours[0] = (OpeningRecord(0, 540, 1020),)

    assert [draft.record().schedule.hours_known for draft in (empty, filled)] == [False, True]
    assert empty.record().schedule.holiday_rule is HolidayRule.UNKNOWN
