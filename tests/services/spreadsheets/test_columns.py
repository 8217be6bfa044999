import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.imports.stored_rows import stored_locations
from services.models import Location
from services.spreadsheets.columns import own_columns, version_of
from services.spreadsheets.drafts import Draft, Entry, entry_of

SHOWN_ONLY = {"slug", "version", "checked_on"}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_cell_is_read_back_as_what_it_shows(session: Session, language: str) -> None:
    stored = stored_locations(session, session.scalars(select(Location.slug)).all())
    for location in stored.values():
        draft = Draft(entry_of(location))
        for column in own_columns():
            if column.put and column.key not in SHOWN_ONLY and (cell := column.cell(draft.before, language)):
                column.put(draft, cell)
        texts = {text.field + text.language: text.text for text in location.record.texts}

        again = Entry(location.record.slug, draft.record(), location.version, location.checked_on)

        assert {text.field + text.language: text.text for text in again.record.texts} == texts
        assert [column.cell(again, language) for column in own_columns()] == [
            column.cell(draft.before, language) for column in own_columns()
        ]


def test_a_location_that_is_not_stored_shows_its_slug_alone() -> None:
    cells = {column.key: column.cell(Entry("lounge-new"), "ja") for column in own_columns()}

    assert {key: cell for key, cell in cells.items() if cell} == {"slug": "lounge-new"}


def test_a_version_is_a_number() -> None:
    assert version_of("7") == 7
