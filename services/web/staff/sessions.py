"""The session cookie of staff, which only their pages read or write.

Residents' pages are kept and shown to everybody, so no cookie may ever come with one.
"""

from flask import Flask, Request, Response
from flask import request as current_request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from services.settings import Settings

PLACES = ("/staff", "/signin", "/desk")
"""Where addresses of staff begin."""


class StaffSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, for the addresses of staff alone."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the visitor's session, and everywhere else an empty one."""
        return super().open_session(app, request) if is_for_staff(request.path) else self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie with answers to staff; everywhere else nothing is written, whatever is in the session."""
        if is_for_staff(current_request.path):
            super().save_session(app, session, response)


def register(app: Flask, settings: Settings) -> None:
    """Give `app` the sessions of staff."""
    app.session_interface = StaffSessions()
    app.permanent_session_lifetime = settings.staff_session_minutes * 60
    app.config.update(
        SESSION_COOKIE_NAME="staff",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_production,
    )


def is_for_staff(path: str) -> bool:
    """Return whether an address is one of staff."""
    return any(path == place or path.startswith(f"{place}/") for place in PLACES)
