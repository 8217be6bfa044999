"""Wires the application: settings, database, templates, pages and commands; nothing imports this."""

import sys

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from services import account_commands, cli, sheet_commands, upkeep
from services.clock import use_timezone
from services.errors import BadSetting
from services.languages import offered
from services.settings import ROOT, Settings, settings_from
from services.usage import Tally
from services.web import (
    confirming,
    failures,
    headers,
    health,
    maps,
    offline,
    reports,
    residents,
    search_engines,
    take_away,
)
from services.web.delivery import Delivery
from services.web.extensions import Database
from services.web.packed_files import PackedFiles
from services.web.rendering import Renderer, static_prefix
from services.web.saved_copies import SavedCopies
from services.web.staff import wiring as staff
from services.web.visit_limits import VisitLimits

_TEN_MINUTES_S = 600


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application for `settings`, by default those of the environment."""
    settings = settings or _settings()
    use_timezone(settings.city_timezone)
    app = Flask(__name__, static_folder=None)
    app.config.update(SECRET_KEY=settings.secret_key, SETTINGS=settings)
    database = Database(settings)
    database.init_app(app)
    app.extensions["saved_copies"] = SavedCopies()
    VisitLimits(settings).init_app(app)
    Renderer(app, offered(with_pseudo=settings.pseudo_language))
    # These have added their pages to the blueprint of `residents`, so it is one; `offline` adds the saved copy.
    of_residents = {residents.bp, take_away.bp, reports.bp}
    for blueprint in (
        residents.root,
        *of_residents,
        confirming.bp,
        maps.bp,
        search_engines.bp,
        offline.bp,
        health.bp,
    ):
        app.register_blueprint(blueprint)
    staff.register(app, settings)
    failures.register(app)
    headers.register(app, settings)
    cli.register(app)
    upkeep.register(app)
    account_commands.register(app)
    sheet_commands.register(app)
    _wrap(app, settings, database)
    return app


def _settings() -> Settings:
    try:
        return settings_from()
    except BadSetting as error:
        # Whoever starts the program wants the sentence, not the way it took through the code.
        sys.exit(f"Madoguchi cannot start: {error}")


def _wrap(app: Flask, settings: Settings, database: Database) -> None:
    """Put what needs no view before Flask: finished pages, files, and what the proxies say."""
    tally = app.extensions["tally"] = Tally()
    delivery = Delivery(app.wsgi_app, database.engine, megabytes=settings.page_cache_megabytes, tally=tally)
    kept_for_ever = f"/{static_prefix()}/"
    files = WhiteNoise(
        delivery,
        root=ROOT / "static",
        prefix=static_prefix(),
        max_age=_TEN_MINUTES_S,
        immutable_file_test=lambda _path, url: url.startswith(kept_for_ever),
        add_headers_function=headers.add_to_file,
    )
    # Those who wrote a file's plain name, as error pages do, get it too.
    files.add_files(str(ROOT / "static"), prefix="static")
    packed = PackedFiles(files, kept_for_ever)
    proxies = settings.trusted_proxies
    app.wsgi_app = ProxyFix(packed, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
