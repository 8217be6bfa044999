"""A page with a map, its cards and made-up places, served under the same content policy as the real ones."""

import html
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import geopandas as gpd
import shapely

from geodata.coords import Point
from geodata.maps import shell_script

ROOT = Path(__file__).resolve().parents[2]
TYPES = {".js": "text/javascript", ".css": "text/css", ".png": "image/png"}

WORDS = {
    "map_label": "Map of the places",
    "open_map": "Open the map",
    "skip_map": "Skip the map",
    "loading": "The map is loading",
    "map_failed": "No map today",
    "places_failed": "No places on the map",
    "try_again": "Try again",
    "street_map": "Street map",
    "tiles_failed": "No streets today",
    "zoom_in": "Closer",
    "zoom_out": "Farther",
    "my_position": "My position",
    "position_failed": "Position not found",
    "position_outside": "Position outside the map",
    "here": "You are here",
    "cluster": "Places here: {count}",
    "close": "Shut",
    "open": "Open now",
    "closed": "Closed now",
    "unknown": "Hours not known",
}

HOSTILE = "${alert(1)} <img src=x onerror=alert(1)>"


def place(number: int, name: str, state: str, at: tuple[float, float] | None) -> dict[str, object]:
    """Return a feature as the list's GeoJSON has it; `at` is longitude and latitude."""
    slug = f"made-up-{number}"
    properties = {"slug": slug, "number": number, "name": name, "name_ja": f"架空 {number}", "url": f"/places/{slug}"}
    return {
        "type": "Feature",
        "id": slug,
        "geometry": {"type": "Point", "coordinates": at} if at else None,
        "properties": properties | {"open": "open", "speaks": {"state": state}},
    }


PLACES = [
    place(1, "First made-up lounge", "now", (139.12, 35.08)),
    place(2, HOSTILE, "later", (139.28, 35.02)),
    place(3, "Third made-up lounge", "unknown", (139.2, 35.05)),
    place(4, "Fourth made-up lounge", "no", (139.2801, 35.0801)),
    place(5, "Fifth made-up lounge", "now", (139.2801, 35.0801)),
    place(6, "A place nobody can point to", "no", None),
]

PAGE = """<!doctype html>
<html lang="en" dir="{dir}"><head><meta charset="utf-8"><title>Made up</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/static/vendor/design-tokens/tokens.css">
<link rel="stylesheet" href="/static/css/map.css"><link rel="stylesheet" href="/page.css">
<script type="module" src="/static/js/map.js"></script></head>
<body><main><ol>{cards}</ol><a href="#map">Map</a>
<section id="map" data-shell="{script}" data-geojson="{geojson}" data-here="{here}" data-words="{words}"></section>
</main></body></html>"""

CARD = """<li data-slug="made-up-{number}"><a href="/places/made-up-{number}">Card {number}</a>
<p data-map-line>Nepali, line {number}</p></li>"""

PAGE_CSS = """
body { margin: 1rem; font: 1rem/1.6 sans-serif; background: Canvas; color: CanvasText; color-scheme: light dark }
@media (min-width: 64rem) {
  main { display: grid; grid-template-columns: 26rem 1fr }
  #map { grid-area: 1 / 2; height: 90vh }
}
"""


def shell(tile_url: str) -> str:
    """Return the script of a made-up city of two wards."""
    wards = [shapely.box(139.1, 35.0, 139.2, 35.1), shapely.box(139.2, 35.0, 139.3, 35.1)]
    return shell_script(
        wards=gpd.GeoDataFrame(geometry=wards, crs=4326),
        land=gpd.GeoDataFrame(geometry=[shapely.box(139.0, 34.9, 139.3, 35.2)], crs=4326),
        stations=[Point(35.04, 139.16), Point(35.07, 139.23)],
        tile_url=tile_url,
        tile_attribution="Made-up survey",
    )


def page(query: dict[str, list[str]]) -> str:
    """Return the page; `query` changes its addresses, its direction and the visitor's position."""
    given = {"dir": "ltr", "script": "/map.js", "geojson": "/places.geojson", "here": ""}
    given |= {key: values[0] for key, values in query.items()}
    cards = "".join(CARD.format(number=number) for number in range(1, 6))
    return PAGE.format(cards=cards, words=html.escape(json.dumps(WORDS)), **given)


class Site(ThreadingHTTPServer):
    """Serves the page; the tiles come from `tiles_origin`, another address."""

    tiles_origin = ""

    @property
    def address(self) -> str:
        """Return the origin of the site."""
        return f"http://127.0.0.1:{self.server_port}"

    def body(self, path: str, query: dict[str, list[str]]) -> tuple[str, bytes] | None:
        """Return type and content of an address, or None where nothing is."""
        file = ROOT / path.lstrip("/")
        if path.startswith("/static/") and file.is_file():
            return TYPES[file.suffix], file.read_bytes()
        made: dict[str, Callable[[], tuple[str, str]]] = {
            "/": lambda: ("text/html", page(query)),
            "/page.css": lambda: ("text/css", PAGE_CSS),
            "/map.js": lambda: ("text/javascript", shell("")),
            "/streets.js": lambda: ("text/javascript", shell(f"{self.tiles_origin}/tiles/{{z}}/{{x}}/{{y}}.png")),
            "/lost-streets.js": lambda: ("text/javascript", shell(f"{self.tiles_origin}/lost/{{z}}/{{x}}/{{y}}.png")),
            "/places.geojson": lambda: ("application/geo+json", json.dumps({"features": PLACES})),
        }
        if path.startswith("/tiles/"):
            return "image/png", (ROOT / "static/vendor/leaflet/images/marker-icon.png").read_bytes()
        if path not in made:
            return None
        kind, text = made[path]()
        return kind, text.encode()


class Answer(BaseHTTPRequestHandler):
    """One request, answered with the strict policy."""

    server: Site

    def do_GET(self) -> None:
        """Answer with what the site has there."""
        address = urlsplit(self.path)
        found = self.server.body(address.path, parse_qs(address.query))
        kind, content = found or ("text/plain", b"nothing here")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            f"img-src 'self' data: {self.server.tiles_origin}",
        )
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Keep the test's output quiet."""


@contextmanager
def served(tiles_origin: str = "") -> Iterator[Site]:
    """Run a site on a free port while the block lasts."""
    site = Site(("127.0.0.1", 0), Answer)
    site.tiles_origin = tiles_origin
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
        thread.join()
