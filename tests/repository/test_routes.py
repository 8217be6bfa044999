"""Every route says whom it is for, and none that answers GET writes anything."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.routing import Rule

from app import create_app
from services.settings import Settings
from services.web.audiences import audience_of
from tests.reports_for_tests import ANSWERED

EXAMPLES = {
    "lang": "en",
    "slug": "lounge-midori",
    "code": "14113",
    "part": "1",
    "report_code": ANSWERED,
    "token": "none",
    "number": "1",
}
"""A value for each gap that a route may have."""


ANSWERS = {200, 302, 303, 410}
"""A page, the way to another, the way to sign in, and a mailed link that ended."""


def test_every_route_declares_its_audience(looked_at: Flask) -> None:
    endpoints = {rule.endpoint for rule in looked_at.url_map.iter_rules()}

    assert endpoints
    assert [endpoint for endpoint in endpoints if audience_of(looked_at, endpoint) is None] == []


def address(app: Flask, rule: Rule) -> str:
    """Return an address of a route, its gaps filled with examples."""
    values = {name: EXAMPLES[name] for name in rule.arguments}
    with app.test_request_context():
        return str(app.url_for(rule.endpoint, **values))


def addresses(app: Flask) -> list[str]:
    return [address(app, rule) for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]


def read_only(connection: Any, _record: object) -> None:
    """Let SQLite refuse every statement that writes."""
    connection.execute("PRAGMA query_only=ON")


@pytest.fixture
def sealed(database_url: str) -> Flask:
    """The application over a database that refuses to be written to."""
    app = create_app(Settings(database_url=database_url, page_cache_megabytes=0))
    event.listen(app.extensions["database"].engine, "connect", read_only)
    return app


def test_no_get_writes(sealed: Flask) -> None:
    answers = {address: sealed.test_client().get(address).status_code for address in addresses(sealed)}

    assert answers
    assert {address: status for address, status in answers.items() if status not in ANSWERS} == {}


def test_after_every_get_the_records_are_the_same_bytes(sealed: Flask, tmp_path: Path) -> None:
    database = tmp_path / "madoguchi.db"
    before = hashlib.sha256(database.read_bytes()).digest()

    for address in addresses(sealed):
        sealed.test_client().get(address)
    sealed.extensions["database"].engine.dispose()

    assert hashlib.sha256(database.read_bytes()).digest() == before
