import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.web.saved_files import SavedFiles, saved_files

IMPORTED = re.compile(r'from "\./([\w-]+\.js)"')
NAMED = re.compile(r'vendored\("([^"]+)"\)')


@pytest.fixture
def files(app: Flask) -> SavedFiles:
    with app.test_request_context("/en/"):
        return saved_files()


def test_every_file_is_there(files: SavedFiles, client: FlaskClient) -> None:
    answers = {address: client.get(address).status_code for address in files.addresses}

    assert len(answers) > 20
    assert {address: status for address, status in answers.items() if status != 200} == {}


def test_what_a_script_loads_is_among_them(files: SavedFiles, client: FlaskClient) -> None:
    scripts = [client.get(address).text for address in files.addresses if "/static/" in address and ".js" in address]
    named = {name for script in scripts for pattern in (IMPORTED, NAMED) for name in pattern.findall(script)}

    assert {"map-view.js", "leaflet/leaflet.css"} <= named
    assert [name for name in named if not any(address.endswith(f"/{name}") for address in files.addresses)] == []


def test_the_map_s_outlines_are_among_them_and_the_worker_itself_is_not(files: SavedFiles) -> None:
    assert any(address.startswith("/map.js?") for address in files.addresses)
    assert not any("worker" in address for address in files.addresses)


def test_each_file_changes_its_address_with_its_content(files: SavedFiles) -> None:
    digest, _, shell = files.version.partition("-")

    assert all(digest in address or shell in address for address in files.addresses)
