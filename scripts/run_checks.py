#!/usr/bin/env python3
"""Runs every check of the project in order, says how long each took, and fails when one fails or could not run."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
IS_CI = os.environ.get("CI", "") not in {"", "0", "false"}

CHECKS = (
    ("style", [BIN / "ruff", "check", "."]),
    ("format", [BIN / "ruff", "format", "--check", "."]),
    ("layers", [BIN / "lint-imports"]),
    ("types", [BIN / "mypy"]),
    ("catalogues", [BIN / "python", "scripts/translations.py", "check"]),
    ("tests", [BIN / "pytest", "-q", "-n", "2", "-m", "not browser", "--dist", "worksteal"]),
    ("browser tests", [BIN / "pytest", "-q", "-m", "browser"]),
)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
POSTGIS_CONTROL = "/usr/share/postgresql/*/extension/postgis.control"


def main() -> None:
    """Prepare what lies outside Python, then run the checks; stop at the first that fails."""
    prepare()
    for name, command in CHECKS:
        started = time.monotonic()
        print(f"── {name}", flush=True)
        status = subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
        print(f"   {name}: {'passed' if status == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
        if status:
            sys.exit(status)
    print("Everything passed.")


def prepare() -> None:
    """See that Chromium and PostGIS are there; install them where we may, or say what to do."""
    if not any(shutil.which(name) for name in CHROMIUM_NAMES):
        install("chromium", "a real browser for the browser tests")
    if shutil.which("pg_config") or shutil.which("psql"):
        has_postgis = any(Path("/usr/share/postgresql").glob("*/extension/postgis.control"))
        if not has_postgis:
            install(postgis_package(), "PostGIS for the tests on PostgreSQL")


def postgis_package() -> str:
    """Return the name of Debian's package for the newest PostgreSQL that is installed."""
    versions = sorted(int(path.name) for path in Path("/usr/lib/postgresql").glob("[0-9]*"))
    return f"postgresql-{versions[-1]}-postgis-3" if versions else "postgis"


def install(package: str, what_for: str) -> None:
    """Install a package of the system. Exits with one line when that cannot be done."""
    print(f"Installing {package}: {what_for} ...", flush=True)
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        sys.exit(f"{package} is missing: {what_for}. Install it, for example with `sudo apt-get install {package}`.")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package]):
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
