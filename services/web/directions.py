"""Links that show the way to a place in the usual map apps; nothing of them is loaded before they are pressed."""

from urllib.parse import urlencode

from services.web.pages import Choice

_ROUGH_M = 100
"""From here on the address finds the door better than the point does."""


def directions(
    lat: float | None, lon: float | None, *, accuracy_m: int | None, address_ja: str | None
) -> tuple[Choice, ...]:
    """Return the links for a place at `lat`, `lon` (degrees, WGS 84), or at its Japanese address; none without both.

    Sources: Google's "Maps URLs", Apple's "Map Links", OpenStreetMap's address of its directions.
    """
    point = None if lat is None or lon is None else f"{lat:.5f},{lon:.5f}"
    is_rough = accuracy_m is None or accuracy_m >= _ROUGH_M
    goal = address_ja if address_ja and (is_rough or point is None) else point
    if goal is None:
        return ()
    links = [
        Choice("Google Maps", "https://www.google.com/maps/dir/?" + urlencode({"api": 1, "destination": goal})),
        Choice("Apple Maps", "https://maps.apple.com/?" + urlencode({"daddr": goal})),
    ]
    if point is not None:
        links.append(Choice("OpenStreetMap", "https://www.openstreetmap.org/directions?" + urlencode({"to": point})))
    return tuple(links)
