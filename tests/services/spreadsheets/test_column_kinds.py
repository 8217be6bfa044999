import pytest

from services.imports.cells import BadCell
from services.models import Kind, PhoneKind
from services.spreadsheets.column_kinds import (
    phone_numbers,
    phones_column,
    put_numbers,
    put_value,
    text_column,
    value_column,
    word_column,
)
from services.spreadsheets.drafts import Draft, Entry
from services.spreadsheets.words import KINDS

NEW = Entry("lounge-new")


def test_a_value_is_written_as_in_the_tables() -> None:
    draft = Draft(NEW)

    value_column("postal_code", "郵便番号", "Postal code").put(draft, "226-0013")

    assert draft.values == {"postal_code": "226-0013"}
    with pytest.raises(BadCell):
        put_value("lat")(draft, "north")


def test_a_word_stands_for_its_code() -> None:
    draft = Draft(NEW)

    word_column("kind", "種別", "Kind", lambda: KINDS).put(draft, "区役所")

    assert draft.values == {"kind": Kind.WARD_OFFICE}


def test_voice_numbers_stand_before_the_fax() -> None:
    draft = Draft(NEW)

    phones_column(PhoneKind.FAX, "fax", "FAX", "Fax").put(draft, "045-000-0003")
    phones_column(PhoneKind.VOICE, "phone", "電話", "Phone").put(draft, "045-000-0001; 045-000-0002")

    assert [phone.number[-1] for phone in draft.values["phones"]] == ["1", "2", "3"]


def test_a_number_is_named_only_once() -> None:
    with pytest.raises(BadCell, match="only once"):
        phones_column(PhoneKind.VOICE, "phone", "電話", "Phone").put(Draft(NEW), "045-1;045-1")


def test_no_numbers_are_none() -> None:
    draft = Draft(NEW)

    put_numbers(draft, PhoneKind.VOICE, ())

    assert (draft.values["phones"], phone_numbers(NEW, PhoneKind.VOICE)) == ((), ())


def test_an_emptied_text_is_empty_and_a_long_one_is_refused() -> None:
    column, draft = text_column("name", "zh-hans", "名称", "Name"), Draft(NEW)

    column.put(draft, "")

    assert (column.key, draft.texts) == ("name_zh_hans", {("name", "zh-hans"): ""})
    with pytest.raises(BadCell):
        column.put(draft, "x" * 20_001)
