"""Writes the map's script; run as a process of its own by services/map_shell.py."""

import sys
from pathlib import Path

from geodata.boundaries import land, ward_outlines
from geodata.gazetteer import stations
from geodata.maps import shell_script


def main() -> None:
    """Write the script to the path that is the first argument; then follow the tiles' address and source."""
    path, tile_url, tile_attribution = sys.argv[1:]
    script = shell_script(
        wards=ward_outlines(),
        land=land(),
        stations=[station.point for station in stations()],
        tile_url=tile_url,
        tile_attribution=tile_attribution,
    )
    Path(path).write_text(script, encoding="utf-8")


if __name__ == "__main__":
    main()
