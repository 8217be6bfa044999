"""The same templates as most Flask applications would have them: an ordinary environment, Flask-Babel's gettext."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import flask_babel
from flask import Flask, g
from jinja2 import Environment, StrictUndefined

from services.settings import ROOT
from services.web.rendering import renderer


@contextmanager
def plain_environment(app: Flask) -> Iterator[Environment]:
    """Give an environment for the request's language, with nothing folded and no macro called directly."""
    flask_babel.Babel(
        app, default_translation_directories=str(ROOT / "translations"), locale_selector=lambda: g.language.catalogue
    )
    ours = renderer().environment(g.language)
    environment = Environment(loader=ours.loader, autoescape=True, undefined=StrictUndefined, cache_size=100)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters = dict(ours.filters)
    functions: dict[str, Any] = {
        "_": flask_babel.gettext,
        "gettext": flask_babel.gettext,
        "ngettext": flask_babel.ngettext,
        "pgettext": flask_babel.pgettext,
    }
    environment.globals = {**ours.globals, **functions}
    yield environment
