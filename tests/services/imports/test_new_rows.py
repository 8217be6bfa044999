from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.imports.new_rows import NewRow, NewRows, table_of
from services.models import Phone, PhoneKind, Service, ServiceTopic, Topic
from tests.records_for_tests import stored_location


def test_a_row_may_refer_to_one_that_is_inserted_with_it(session: Session) -> None:
    location = NewRow(stored_location(session).id)
    new = NewRows()
    services = [
        new.add_parent(table_of(Service), location_id=location, slug=slug, position=0, is_free=None) for slug in "abc"
    ]
    new.add(table_of(ServiceTopic), service_id=services[1], topic=Topic.WORK)

    new.insert(session.connection())

    answered = select(Service.slug).join(ServiceTopic).where(Service.location_id == location.id)
    assert session.scalars(answered).all() == ["b"]
    assert len({service.id for service in services}) == 3


def test_nothing_is_inserted_before_it_is_told(session: Session) -> None:
    location = stored_location(session)
    new = NewRows()
    before = session.scalar(select(func.count()).select_from(Phone))

    new.add(table_of(Phone), location_id=location.id, position=0, number="045-000-0001", kind=PhoneKind.VOICE)

    assert session.scalar(select(func.count()).select_from(Phone)) == before
