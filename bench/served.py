"""How many pages a second the program serves, against fixed bytes from the same server and Flask."""

from collections.abc import Iterator
from pathlib import Path

from bench.cities import City
from bench.report import Line
from bench.servers import loaded, serving

_FROM_ANYWHERE = Path(__file__).with_name("different.lua")
_WARM = "/en/?speaks=en"
_WARM_GOAL = 0.8
_DIFFERENT_GOAL = 600
_LARGE = 100_000


def measured(city: City) -> Iterator[Line]:
    """Load a server on this city with pages it has kept, pages it must make, GeoJSON and one location."""
    with serving("services.serve", settings={"DATABASE_URL": city.url}) as server:
        size = len(server.body(_WARM))
        kept = loaded(server.address + _WARM)
        made = loaded(server.address + "/en/", script=_FROM_ANYWHERE)
        geojson = loaded(server.address + "/en/locations.geojson", script=_FROM_ANYWHERE)
        location = loaded(server.address + "/en/locations/example-7")
    with serving("bench.fixed_bytes", "--size", str(size), settings={}, ready="/") as server:
        floor = loaded(server.address + "/").a_second
    goal = f"ratio ≥ {_WARM_GOAL}"
    yield Line("find page, kept", kept.a_second, "/s", city.number, floor, goal, kept.a_second >= _WARM_GOAL * floor)
    is_met = made.a_second >= _DIFFERENT_GOAL if city.number >= _LARGE else None
    name = "find page, each one different"
    yield Line(name, made.a_second, "/s", city.number, floor, f"≥ {_DIFFERENT_GOAL}", is_met)
    yield Line(f"{name}: p99", made.p99_ms, "ms", city.number)
    yield Line("GeoJSON, each one different", geojson.a_second, "/s", city.number, floor)
    yield Line("location page, kept", location.a_second, "/s", city.number, floor)
