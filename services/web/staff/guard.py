"""Stands before every page of staff: who asks, whether the page is for them, and whether a form is ours."""

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask_wtf.csrf import validate_csrf
from werkzeug.wrappers import Response as AnyResponse
from wtforms import ValidationError

from services.errors import NotAllowed
from services.languages import Language
from services.permissions import Action, Scope, may, may_anywhere
from services.web.audiences import audience_of
from services.web.rendering import visitor_language
from services.web.staff.pages import staff_page
from services.web.staff.sessions import is_for_staff
from services.web.staff.signed_in import SignedIn, signed_in, staff_language

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_SIGNED_OUT, _NOT_OURS, _FORBIDDEN = 401, 400, 403
_WITHOUT_FACTOR = frozenset({"account"})
"""Whoever has no second factor yet may only add one."""
_NOT_TYPED = frozenset({"csrf_token"})


def register(app: Flask) -> None:
    """Have the requests to staff pages of `app` checked, and their answers kept by nobody."""
    app.before_request(_admit)
    app.after_request(_keep_private)
    app.register_error_handler(NotAllowed, _not_allowed)


def me() -> SignedIn:
    """Return who is signed in, on a page that is only for those who are."""
    person = signed_in()
    if person is None:
        raise NotAllowed("nobody is signed in")
    return person


def demand(action: Action, scope: Scope) -> None:
    """Raise `NotAllowed` unless whoever is signed in may do `action` to what `scope` names."""
    if not may(me().grants, action, scope):
        raise NotAllowed(f"{me().email} may not {action} at {scope}")


def _admit() -> AnyResponse | None:
    if not is_for_staff(request.path):
        return None
    person = signed_in()
    g.language = person.language if person else _visitors_language()
    wanted = audience_of(current_app, request.endpoint) if request.endpoint else None
    if isinstance(wanted, Action):
        if person is None:
            return _signed_out()
        if not may_anywhere(person.grants, wanted):
            raise NotAllowed(f"{person.email} may not {wanted}")
        if not person.has_factor and request.blueprint not in _WITHOUT_FACTOR:
            return redirect(url_for("account.overview"), code=303)
    if request.method not in _READING and not _is_ours():
        return Response(_once_more(is_signed_out=False), _NOT_OURS)
    return None


def _visitors_language() -> Language:
    return staff_language(request.args.get("language") or visitor_language().slug)


def _signed_out() -> AnyResponse:
    """Send a reader to the sign-in page; who sent a form gets it back, so that nothing typed is lost."""
    if request.method in _READING:
        return redirect(url_for("signin.start", next=request.full_path.removesuffix("?")), code=303)
    return Response(_once_more(is_signed_out=True), _SIGNED_OUT)


def _is_ours() -> bool:
    """Return whether a form carries the token that only our own pages know."""
    try:
        validate_csrf(request.form.get("csrf_token") or request.headers.get("X-CSRF-Token"))
    except ValidationError:
        return False
    return True


def _once_more(*, is_signed_out: bool) -> str:
    typed = [(name, text) for name, text in request.form.items(multi=True) if name not in _NOT_TYPED]
    return staff_page("staff/once_more.html", typed=typed, is_signed_out=is_signed_out)


def _not_allowed(_error: NotAllowed) -> Response:
    return Response(staff_page("staff/forbidden.html"), _FORBIDDEN)


def _keep_private(answer: Response) -> Response:
    if is_for_staff(request.path):
        answer.headers["Cache-Control"] = "no-store"
    return answer
