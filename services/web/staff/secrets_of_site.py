"""What the site proves itself and keeps secrets with: the keys of the settings, and its own address."""

from typing import cast

from flask import current_app

from services.passkeys import Site, site_of
from services.sealing import Keys, keys_of
from services.settings import Settings
from services.web.addresses import public_address

NAME = "Madoguchi"


def keys() -> Keys:
    """Return the keys that seal secrets at rest."""
    return keys_of(_settings())


def site() -> Site:
    """Return the site as passkeys know it."""
    return site_of(public_address("/"), NAME)


def _settings() -> Settings:
    return cast("Settings", current_app.config["SETTINGS"])
