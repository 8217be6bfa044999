"""What a worker costs: memory of its own after a mixed load, and the time from its start to the first answer."""

from collections.abc import Iterator
from itertools import cycle, islice

from bench.cities import City
from bench.report import Line
from bench.servers import Server, private_megabytes, serving

_REQUESTS = 200
_GOAL_MB = 60
_GOAL_S = 1.0
# Without the page of a ward: it lists all of the ward's places, and a ward of 5,555 is no ward.
_MIXED = (
    "/en/",
    "/en/?lat=35.46&lon=139.62&speaks=en",
    "/en/?q=Nakayama&speaks=ko",
    "/en/?topic=legal&when=any",
    "/en/locations.geojson?lat=35.51&lon=139.55&speaks=zh-hans",
    "/en/locations/example-7",
    "/ja/?q=Example+Counter+3",
    "/en/about",
    "/ja-easy/?speaks=vi",
    "/en/offline.json",
)


def measured(city: City) -> Iterator[Line]:
    """Start a server, ask it for all sorts of pages, and look at its largest worker; the floor is Flask alone."""
    with serving("bench.fixed_bytes", "--size", "1000", settings={}, ready="/") as server:
        floor_s, floor_mb = server.first_answer_s, _largest(server)
    with serving("services.serve", settings={"DATABASE_URL": city.url}) as server:
        first_s = server.first_answer_s
        for path in islice(cycle(_MIXED), _REQUESTS):
            server.body(path)
        megabytes = _largest(server)
    is_small, is_soon = megabytes <= _GOAL_MB, first_s <= _GOAL_S
    yield Line("memory of a worker", megabytes, "MB", city.number, floor_mb, f"≤ {_GOAL_MB}", is_small)
    yield Line("time to the first answer", first_s, "s", city.number, floor_s, f"≤ {_GOAL_S:g}", is_soon)


def _largest(server: Server) -> float:
    return max(private_megabytes(pid) for pid in server.workers())
