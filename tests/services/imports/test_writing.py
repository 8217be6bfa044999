from services.imports.records import OrganizationRecord, SourceRecord, TextRecord
from services.imports.writing import write_organization, write_source
from services.models import Organization, Source, Text, TextState

ENGLISH = TextRecord("name", "en", TextState.HUMAN, "Friends")
THAI = TextRecord("name", "th", TextState.MACHINE, "เพื่อน")


def test_every_column_of_a_source_is_written() -> None:
    row = Source()

    write_source(row, SourceRecord("LEAFLET", "Leaflet", None, "2026-04"))

    assert (row.code, row.title, row.url, row.dated) == ("LEAFLET", "Leaflet", None, "2026-04")


def test_a_text_of_the_same_field_and_language_keeps_its_row() -> None:
    old = Text(field="name", language="en", state=TextState.MACHINE, text="Frends")
    row = Organization(slug="friends", texts=[old])

    write_organization(row, OrganizationRecord("friends", (THAI, ENGLISH)))

    assert row.texts[1] is old
    assert [(text.language, text.state, text.text) for text in row.texts] == [
        ("th", TextState.MACHINE, "เพื่อน"),
        ("en", TextState.HUMAN, "Friends"),
    ]


def test_a_text_that_is_no_longer_there_is_let_go() -> None:
    row = Organization(slug="friends", texts=[Text(field="name", language="en", state=TextState.HUMAN, text="Old")])

    write_organization(row, OrganizationRecord("friends"))

    assert row.texts == []
