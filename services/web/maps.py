"""The map's script: made by folium beforehand, served as a file of ours."""

from functools import cache

from flask import Blueprint, Response, current_app, request

from services.map_shell import shell_name, shell_path
from services.settings import Settings
from services.web.addresses import address
from services.web.audiences import Audience, audience

bp = Blueprint("maps", __name__)


def shell_url() -> str:
    """Return the script's address, which is another one for another script."""
    return f"{address('maps.shell')}?{_name(current_app.config['SETTINGS'])}"


@cache
def _name(settings: Settings) -> str:
    """Return the script's name, worked out once: every page with a map asks."""
    return shell_name(settings)


@bp.get("/map.js")
@audience(Audience.EVERYONE)
def shell() -> Response:
    """The script that draws the city's outlines and stations; its places come as GeoJSON."""
    settings = current_app.config["SETTINGS"]
    answer = Response(shell_path(settings).read_bytes(), content_type="text/javascript; charset=utf-8")
    is_named = request.query_string.decode(errors="replace") == _name(settings)
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_named else "public, max-age=3600"
    return answer
