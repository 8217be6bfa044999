"""Writes the map's script; run as a process of its own by services/map_shell.py."""

import sys
from pathlib import Path

from geodata import maps


def main() -> None:
    """Write the script to the path that is the first argument; then follow the tiles' address and source."""
    path, tile_url, tile_attribution = sys.argv[1:]
    Path(path).write_text(maps.city_script(tile_url=tile_url, tile_attribution=tile_attribution), encoding="utf-8")


if __name__ == "__main__":
    main()
