"""Adds the pages of staff to the application, with what stands before all of them."""

from flask import Flask

from services.settings import Settings
from services.web.staff import account, guard, listings, people, report_queue, second_step, sessions, signin, start


def register(app: Flask, settings: Settings) -> None:
    """Give `app` the pages of staff."""
    sessions.register(app, settings)
    guard.register(app)
    for pages in (start, signin, second_step, account, listings, report_queue, people):
        app.register_blueprint(pages.bp)
