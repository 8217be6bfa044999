from sqlalchemy import event, select
from sqlalchemy.orm import Session

from services.imports.documents import document_of
from services.imports.stored_locations import location_record
from services.imports.stored_rows import stored_locations
from services.models import Location
from services.whole_locations import WHOLE_LOCATION


def test_plain_rows_give_the_same_records_as_mapped_objects(either_session: Session) -> None:
    rows = either_session.scalars(select(Location).options(*WHOLE_LOCATION)).all()

    stored = stored_locations(either_session, [row.slug for row in rows])

    assert len(stored) == 39
    for row in rows:
        assert document_of(stored[row.slug].record) == document_of(location_record(row))
        assert (stored[row.slug].id, stored[row.slug].version) == (row.id, row.version)


def test_what_has_order_keeps_it(city_session: Session) -> None:
    row = city_session.scalars(select(Location).where(Location.slug == "lounge-naka").options(*WHOLE_LOCATION)).one()
    record = location_record(row)

    stored = stored_locations(city_session, ["lounge-naka"])["lounge-naka"].record

    assert (stored.phones, stored.routes) == (record.phones, record.routes)
    assert [service.slug for service in stored.services] == [service.slug for service in record.services]


def test_a_batch_costs_the_same_statements_as_one_location(city_session: Session) -> None:
    statements: list[str] = []
    event.listen(city_session.get_bind(), "before_cursor_execute", lambda *call: statements.append(call[2]))
    stored_locations(city_session, ["passport-center-minami"])
    for_one = len(statements)

    stored_locations(city_session, city_session.scalars(select(Location.slug)).all())

    assert len(statements) == 2 * for_one


def test_who_is_not_stored_is_not_there(city_session: Session) -> None:
    assert stored_locations(city_session, ["nowhere"]) == {}
