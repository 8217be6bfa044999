from urllib.parse import parse_qs, urlsplit

import pytest

from services.web.directions import directions

DOOR = {"lat": 35.51447, "lon": 139.53974}
JAPANESE = "横浜市緑区中山"


def goals(lat: float | None, lon: float | None, *, accuracy_m: int | None, address_ja: str | None) -> dict[str, str]:
    links = directions(lat, lon, accuracy_m=accuracy_m, address_ja=address_ja)
    queries = {link.label: parse_qs(urlsplit(link.url).query) for link in links}
    return {
        label: next(values[0] for name, values in query.items() if name in {"destination", "daddr", "to"})
        for label, query in queries.items()
    }


@pytest.mark.parametrize(
    ("accuracy_m", "address", "goal"),
    [
        (20, JAPANESE, "35.51447,139.53974"),
        (20, None, "35.51447,139.53974"),
        (100, JAPANESE, JAPANESE),
        (None, JAPANESE, JAPANESE),
        (500, None, "35.51447,139.53974"),
    ],
)
def test_an_app_is_given_what_finds_the_door_best(accuracy_m: int | None, address: str | None, goal: str) -> None:
    found = goals(DOOR["lat"], DOOR["lon"], accuracy_m=accuracy_m, address_ja=address)

    assert found == {"Google Maps": goal, "Apple Maps": goal, "OpenStreetMap": "35.51447,139.53974"}


def test_without_a_point_the_address_leads_there() -> None:
    found = goals(None, None, accuracy_m=None, address_ja=JAPANESE)

    assert found == {"Google Maps": JAPANESE, "Apple Maps": JAPANESE}


def test_where_nothing_is_known_nothing_leads() -> None:
    assert directions(None, None, accuracy_m=None, address_ja=None) == ()
