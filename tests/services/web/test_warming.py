import gc
from collections.abc import Iterator

import pytest
from flask import Flask

from services.languages import offered
from services.web import warming
from services.web.extensions import Database


@pytest.fixture
def warm(app: Flask) -> Iterator[Flask]:
    warming.warm(app)
    yield app
    gc.unfreeze()


def test_every_language_offered_is_ready(warm: Flask) -> None:
    renderer = warm.extensions["renderer"]

    for language in offered():
        assert renderer.environment(language).cache


def test_no_database_is_opened(warm: Flask) -> None:
    database: Database = warm.extensions["database"]

    assert database.engine.pool.checkedin() == 0  # type: ignore[attr-defined]


def test_the_collector_lets_be_what_was_loaded(warm: Flask) -> None:
    assert warm
    assert gc.get_freeze_count() > 0
