"""Keeps the map's script up to date: folium makes it in a process of its own, which serves nothing."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from services.settings import INSTANCE, ROOT, Settings

_MADE_FROM = (
    "maps.py",
    "data/wards.geojson",
    "data/land.geojson",
    "data/stations.csv",
)


def shell_path(settings: Settings) -> Path:
    """Return the file with the map's script for these settings, making it first where it is missing or old.

    folium and GeoPandas take 50 MB that a worker would never give back, so another process imports them.
    """
    path = INSTANCE / f"map-{shell_name(settings)}.js"
    if not path.exists():
        _make(path, settings)
    return path


def shell_name(settings: Settings) -> str:
    """Return the name of the script for these settings: a digest of what it is made from."""
    digest = hashlib.sha256(f"{settings.tile_url}\n{settings.tile_attribution}".encode())
    for name in _MADE_FROM:
        digest.update((ROOT / "geodata" / name).read_bytes())
    return digest.hexdigest()[:16]


def _make(path: Path, settings: Settings) -> None:
    INSTANCE.mkdir(parents=True, exist_ok=True)
    # Written beside and renamed, so that nobody is served half a script.
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    command = [sys.executable, "-m", "services.map_shell_maker", str(unfinished)]
    subprocess.run([*command, settings.tile_url, settings.tile_attribution], cwd=ROOT, check=True)  # noqa: S603 - our own module.
    unfinished.replace(path)
