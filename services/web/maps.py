"""The map's script: made by folium beforehand, served as a file of ours."""

from flask import Blueprint, Response, current_app

from services.map_shell import shell_path
from services.web.audiences import Audience, audience

bp = Blueprint("maps", __name__)


@bp.get("/map.js")
@audience(Audience.EVERYONE)
def shell() -> Response:
    """The script that draws the city's outlines and stations; its places come as GeoJSON."""
    path = shell_path(current_app.config["SETTINGS"])
    answer = Response(path.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
