import pytest
from flask.testing import FlaskClient

from app import create_app
from services.settings import Settings
from services.web.headers import content_security_policy
from services.web.rendering import static_url


def directives(policy: str) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in policy.split("; "))


@pytest.mark.parametrize(
    ("tile_url", "expected"),
    [
        ("", "'self' data:"),
        ("https://tiles.example.org/{z}/{x}/{y}.png", "'self' data: https://tiles.example.org"),
        ("https://{s}.tiles.example.org/{z}/{x}/{y}.png?key=1", "'self' data: https://*.tiles.example.org"),
        ("http://localhost:8080/{z}/{x}/{y}.png", "'self' data: http://localhost:8080"),
    ],
)
def test_pictures_come_from_here_and_from_where_the_tiles_are(tile_url: str, expected: str) -> None:
    assert directives(content_security_policy(tile_url))["img-src"] == expected


def test_nothing_else_comes_from_elsewhere() -> None:
    policy = directives(content_security_policy("https://tiles.example.org/{z}/{x}/{y}.png"))

    assert policy.pop("img-src")
    assert set(policy.values()) == {"'none'", "'self'"}
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"


@pytest.mark.parametrize(
    "address", ["/", "/en/", "/en/locations.geojson", "/en/nope", "/en/?page=x", "/healthz", "/map.js"]
)
def test_every_answer_carries_the_security_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers

    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=(self)" in headers["Permissions-Policy"]


def test_only_production_insists_on_https(client: FlaskClient, database_url: str) -> None:
    settings = Settings(environment="production", secret_key="k" * 16, database_url=database_url)

    assert "Strict-Transport-Security" not in client.get("/healthz").headers
    assert "Strict-Transport-Security" in create_app(settings).test_client().get("/healthz").headers


@pytest.mark.parametrize("address", ["css/site.css", "js/find.js", "icons/sprite.svg"])
def test_files_carry_the_headers_that_keep_them_what_they_are(client: FlaskClient, address: str) -> None:
    headers = client.get(static_url(address)).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
