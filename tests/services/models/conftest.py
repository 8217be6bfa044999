from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session


@pytest.fixture
def session(either_session: Session) -> Iterator[Session]:
    """A session whose changes nobody keeps."""
    yield either_session
    either_session.rollback()
