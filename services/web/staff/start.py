"""The first page of staff."""

from flask import Blueprint

from services.permissions import Action
from services.web.audiences import audience
from services.web.staff.guard import me
from services.web.staff.held_roles import held_role
from services.web.staff.pages import staff_page

bp = Blueprint("staff", __name__, url_prefix="/staff")


@bp.get("/")
@audience(Action.SEE_STAFF_PAGES)
def start() -> str:
    """Who somebody is here, and what they look after."""
    return staff_page("staff/start.html", roles=[held_role(grant) for grant in me().grants])
