#!/usr/bin/env python3
"""Copies the browser files that pages load from node_modules to static/vendor, with their licences.

Run it after `npm ci`; it says what it copied and leaves alone what is there already.
"""

import shutil
import sys
from filecmp import cmp
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

FILES = {
    "leaflet/LICENSE": "leaflet/LICENSE",
    "leaflet/dist/leaflet.css": "leaflet/leaflet.css",
    "leaflet/dist/leaflet.js": "leaflet/leaflet.js",
    # leaflet.css names these three; without them a store of hashed files would miss them.
    "leaflet/dist/images/layers.png": "leaflet/images/layers.png",
    "leaflet/dist/images/layers-2x.png": "leaflet/images/layers-2x.png",
    "leaflet/dist/images/marker-icon.png": "leaflet/images/marker-icon.png",
    "leaflet.markercluster/MIT-LICENCE.txt": "leaflet.markercluster/LICENSE",
    "leaflet.markercluster/dist/MarkerCluster.css": "leaflet.markercluster/markercluster.css",
    "leaflet.markercluster/dist/leaflet.markercluster.js": "leaflet.markercluster/markercluster.js",
    "leaflet.locatecontrol/LICENSE.md": "leaflet.locatecontrol/LICENSE",
    "leaflet.locatecontrol/dist/L.Control.Locate.min.css": "leaflet.locatecontrol/locatecontrol.css",
    "leaflet.locatecontrol/dist/L.Control.Locate.min.js": "leaflet.locatecontrol/locatecontrol.js",
    "@digital-go-jp/design-tokens/LICENSE": "design-tokens/LICENSE",
    "@digital-go-jp/design-tokens/dist/tokens.css": "design-tokens/tokens.css",
}
"""File in node_modules, and its name under static/vendor."""


def main() -> None:
    """Copy what is missing or differs; exit 1 with one line when a package is not installed."""
    missing = [source for source in FILES if not (NODE_MODULES / source).is_file()]
    if missing:
        sys.exit(f"node_modules has no {missing[0]}: run `npm ci` first")
    copied = [target for source, target in FILES.items() if copy_if_changed(NODE_MODULES / source, VENDOR / target)]
    sys.stdout.write(f"static/vendor: {len(copied)} of {len(FILES)} files copied\n")


def copy_if_changed(source: Path, target: Path) -> bool:
    """Copy one file unless the same is there; say whether it was copied."""
    if target.is_file() and cmp(source, target, shallow=False):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return True


if __name__ == "__main__":
    main()
