from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.imports.bulk_writing import LocationToWrite, written_locations
from services.imports.documents import document_of
from services.imports.records import LocationRecord
from services.imports.stored_rows import StoredLocation, stored_locations
from services.models import Location, OpeningHours, Service, Text

LATER = datetime(2026, 12, 1, tzinfo=UTC)


def all_stored(session: Session) -> dict[str, StoredLocation]:
    return stored_locations(session, session.scalars(select(Location.slug)).all())


def write(session: Session, records: Sequence[LocationRecord]) -> None:
    stored = all_stored(session)
    written_locations(session, [LocationToWrite(record, stored.get(record.slug)) for record in records], at=LATER)


def test_any_location_can_become_any_other(either_session: Session) -> None:
    records = [location.record for location in all_stored(either_session).values()]
    slugs = [record.slug for record in records]
    wanted = [replace(record, slug=slug) for record, slug in zip([*records[7:], *records[:7]], slugs, strict=True)]

    write(either_session, wanted)

    found = all_stored(either_session)
    for record in wanted:
        assert document_of(found[record.slug].record) == document_of(record)
        assert found[record.slug].version == 2


def test_a_new_location_is_stored_whole(either_session: Session) -> None:
    copies = [
        replace(location.record, slug=f"copy-of-{slug}"[:64]) for slug, location in all_stored(either_session).items()
    ]

    write(either_session, copies)

    found = all_stored(either_session)
    for record in copies:
        assert document_of(found[record.slug].record) == document_of(record)


def test_what_stays_the_same_keeps_its_rows(city_session: Session) -> None:
    numbers = [set(city_session.scalars(select(model.id))) for model in (Text, Service, OpeningHours)]
    record = all_stored(city_session)["lounge-tsurumi"].record
    texts = tuple(replace(text, text="Changed") if text.language == "en" else text for text in record.texts)

    write(city_session, [replace(record, website="https://example.org/", texts=texts)])

    assert [set(city_session.scalars(select(model.id))) for model in (Text, Service, OpeningHours)] == numbers
    assert "Changed" in city_session.scalars(select(Text.text).where(Text.language == "en")).all()


def test_an_organization_that_is_not_stored_is_no_guess(city_session: Session) -> None:
    record = all_stored(city_session)["lounge-tsurumi"].record

    with pytest.raises(KeyError):
        write(city_session, [replace(record, organization="nobody")])
