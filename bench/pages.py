"""Processor time of pages made without any cache, and of the same template with plain Flask-Babel."""

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from time import process_time

from flask import Flask, request
from werkzeug.test import EnvironBuilder

from app import create_app
from bench import synthetic
from bench.cities import City
from bench.plain_babel import plain_environment
from bench.report import Line
from bench.servers import ACCEPTED
from services.finding import find
from services.settings import Settings
from services.web.extensions import now, session
from services.web.find_page import find_page
from services.web.heads import NOT_FOUND
from services.web.pages import FindPage
from services.web.parameters import find_query, given
from services.web.rendering import render, renderer

_ROUNDS = 3
_TIMES = 100
_DIFFERENT = 200
_GOAL_MS = 2.0
_GOAL_SHARE = 0.25
_READER = "ja"
_FIND = "/en/?lat={lat:.6f}&lon={lon:.6f}"
_LINES = {
    "find page": _FIND + "&speaks=en",
    "find page, no language asked for": _FIND,
    "find page, at night": _FIND + "&speaks=en&when=2026-11-24T03:10",
    "find page, rare language": _FIND + "&speaks=uk",
    "find page, need and ward": _FIND + "&speaks=en&topic=legal&ward=14113",
    "find page, by name": "/en/?q=Example+Counter+{number}",
    "GeoJSON": "/en/locations.geojson?lat={lat:.6f}&lon={lon:.6f}&speaks=en",
    "location page": "/en/locations/example-{number}",
}
_WITH_GOAL = "find page"
_OWN = "/{slug}/?lat={{lat:.6f}}&lon={{lon:.6f}}&speaks=en"
_SCRIPTS = {"ne": "Nepali", "th": "Thai"}
_GOAL_OTHER = 1.2


def measured(city: City) -> Iterator[Line]:
    """Ask the application for pages that differ each time, in this process; the floor is its plainest answer."""
    app = create_app(Settings(database_url=city.url, page_cache_megabytes=0))
    floor_ms = _milliseconds(_asker(app, "/healthz", city.number))
    for name, pattern in _LINES.items():
        taken_ms = _milliseconds(_asker(app, pattern, city.number))
        goal, is_met = (f"≤ {_GOAL_MS:g}", taken_ms <= _GOAL_MS) if name == _WITH_GOAL else ("", None)
        yield Line(f"{name}, CPU without cache", taken_ms, "ms", city.number, floor_ms, goal, is_met)
    yield from _in_other_languages(app, city)
    yield _against_plain_babel(app, city)


def _in_other_languages(app: Flask, city: City) -> Iterator[Line]:
    """Compare the find page for those who read other scripts with the English one, which here is the "floor"."""
    english_ms = _milliseconds(_asker(app, _OWN.format(slug="en"), city.number))
    for slug, name in _SCRIPTS.items():
        taken_ms = _milliseconds(_asker(app, _OWN.format(slug=slug), city.number))
        is_met = taken_ms <= _GOAL_OTHER * english_ms
        measure = f"find page in {name}, against English, CPU without cache"
        yield Line(measure, taken_ms, "ms", city.number, english_ms, f"ratio ≤ {_GOAL_OTHER}", is_met)


def _asker(app: Flask, pattern: str, number: int) -> Callable[[], None]:
    """Return what asks for the next of some pages, as the server would: through everything, packed for a browser."""
    points = islice(synthetic.points(seed=7), _DIFFERENT)
    addresses = [
        pattern.format(lat=lat, lon=lon, number=place % number + 1) for place, (lat, lon) in enumerate(points)
    ]
    asked = cycle([EnvironBuilder(each, headers={"Accept-Encoding": ACCEPTED}).get_environ() for each in addresses])

    def ask() -> None:
        environ = dict(next(asked))
        b"".join(app(environ, _begin))

    return ask


def _begin(status: str, _headers: object, _error: object = None) -> Callable[[bytes], object]:
    """Take the status of an answer, which must be a good one."""
    if not status.startswith("200"):
        raise SystemExit(f"a page answers {status}")
    return lambda _written: None


def _against_plain_babel(app: Flask, city: City) -> Line:
    """Compare the template alone on one and the same page; here the "floor" is what Flask-Babel costs."""
    with app.test_request_context(_FIND.format(lat=35.46, lon=139.62).replace("en", _READER)):
        app.preprocess_request()
        page = _page()
        given_values = {"page": page, "notices": (), "head": NOT_FOUND, "data": ""}
        ours_ms = _milliseconds(lambda: render("residents/find.html", **given_values))
        with plain_environment(app) as environment:
            template = environment.get_template("residents/find.html")
            offered = [(language, f"/{language.slug}/") for language in renderer().languages]
            plain_ms = _milliseconds(lambda: template.render(now=now(), offered=offered, **given_values))
    is_met = ours_ms <= _GOAL_SHARE * plain_ms
    measure = "template of 20 cards, against plain Flask-Babel"
    return Line(measure, ours_ms, "ms", city.number, plain_ms, f"ratio ≤ {_GOAL_SHARE}", is_met)


def _page() -> FindPage:
    found = find(session(), find_query(request.args, now()), spoken_for=_READER)
    return find_page(found, given(request.args))


def _milliseconds(work: Callable[[], object]) -> float:
    """Return the processor time of one piece of work, the best of a few rounds."""
    for _ in range(10):
        work()
    rounds = []
    for _ in range(_ROUNDS):
        started = process_time()
        for _ in range(_TIMES):
            work()
        rounds.append(1_000 * (process_time() - started) / _TIMES)
    return min(rounds)
