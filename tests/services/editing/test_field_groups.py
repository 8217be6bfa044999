import pytest

from services.editing.field_groups import FieldChange, Group, group_of, grouped
from services.editing.record_documents import record_of
from services.imports.documents import document_of
from services.imports.tables import read_tables
from services.settings import ROOT

FIRST_RECORDS = read_tables(ROOT / "services" / "data").locations


@pytest.mark.parametrize(
    ("path", "group"),
    [
        ("texts.name.ja", Group.TEXTS),
        ("texts.address.ja", Group.ADDRESS),
        ("position", Group.ADDRESS),
        ("phones", Group.CONTACT),
        ("exceptions", Group.HOURS),
        ("languages.vi.counter", Group.LANGUAGES),
        ("services.advice.hours", Group.SERVICES),
        ("facts.hours", Group.SOURCES),
        ("checked_on", Group.OTHER),
    ],
)
def test_each_field_is_about_something(path: str, group: Group) -> None:
    assert group_of(path) is group


def test_no_field_of_a_location_is_about_something_else() -> None:
    paths = {path for record in FIRST_RECORDS for path in document_of(record_of(record.slug, document_of(record)))}

    assert {path for path in paths if group_of(path) is Group.OTHER} == set()


def test_changes_stand_in_the_order_of_the_forms() -> None:
    changes = {"phones": [["1"], ["2"]], "texts.name.ja": [None, {"text": "窓口"}], "email": ["a", None]}

    found = grouped(changes)

    assert list(found) == [Group.TEXTS, Group.CONTACT]
    assert found[Group.CONTACT] == (FieldChange("email", "a", None), FieldChange("phones", ["1"], ["2"]))
