import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from services.editing.locking import lock
from services.errors import NotFound, StaleEdit
from services.models import Location


def test_the_newest_version_may_be_changed(session: Session, midori: Location) -> None:
    lock(session, midori, version=midori.version)


def test_who_saw_an_older_version_is_told(session: Session, midori: Location) -> None:
    with pytest.raises(StaleEdit, match="is at version 1; the editor saw version 0") as raised:
        lock(session, midori, version=0)

    assert raised.value.version == 1


def test_who_read_an_older_version_in_this_session_is_told(session: Session, midori: Location) -> None:
    newer = update(Location).where(Location.id == midori.id).values(version=2)
    session.execute(newer, execution_options={"synchronize_session": False})

    with pytest.raises(StaleEdit):
        lock(session, midori, version=2)


def test_what_is_gone_is_told(session: Session, midori: Location) -> None:
    session.execute(
        delete(Location).where(Location.id == midori.id), execution_options={"synchronize_session": False}
    )

    with pytest.raises(NotFound):
        lock(session, midori, version=midori.version)
