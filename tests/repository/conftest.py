"""The application as a visitor finds it, for tests that only look."""

from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from services.settings import Settings


@pytest.fixture(scope="session")
def looked_at(first_records: Path) -> Flask:
    """The application over the first records; its tests change nothing."""
    return create_app(Settings(database_url=f"sqlite:///{first_records}", pseudo_language=True))
