from flask import Flask

from app import create_app
from services.sealing import opened, sealed
from services.settings import Settings
from services.web.staff.secrets_of_site import keys, site


def test_passkeys_are_for_the_public_address(database_url: str) -> None:
    app = create_app(Settings(database_url=database_url, public_url="https://madoguchi.example"))

    with app.test_request_context("/", base_url="http://internal:8000"):
        assert (site().host, site().origin) == ("madoguchi.example", "https://madoguchi.example")


def test_secrets_are_sealed_with_the_keys_of_the_settings(app: Flask) -> None:
    with app.test_request_context():
        assert opened(sealed("a secret", keys()), keys()) == "a secret"
