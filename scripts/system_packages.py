"""Installs what the tests need from the system: as root on Debian by apt-get, elsewhere by saying what is missing."""

import os
import shutil
import subprocess
from functools import cache

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class CannotInstall(Exception):
    """A package is missing and cannot be installed from here."""


def install(*packages: str, what_for: str) -> None:
    """Install packages of the system. Raises `CannotInstall`, saying what to do by hand."""
    names = " ".join(packages)
    by_hand = f"{what_for} is missing; install it, for example with `sudo apt-get install {names}`"
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise CannotInstall(by_hand)
    print(f"Installing {names}: {what_for} ...", flush=True)
    _know_packages()
    done = _apt_get("install", "-y", "-qq", "--no-install-recommends", *packages)
    if done.returncode:
        raise CannotInstall(f"{by_hand} (apt-get: {_last_line(done.stderr)})")


@cache
def _know_packages() -> None:
    """Bring the list of packages up to date; where that fails, the old list may still do."""
    _apt_get("update", "-qq")


def _apt_get(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(["apt-get", *arguments], check=False, env=environment, capture_output=True, text=True)


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1]


def see_to_chromium() -> None:
    """See that there is a browser. Raises `CannotInstall`."""
    if not any(shutil.which(name) for name in CHROMIUM_NAMES):
        install("chromium", what_for="Chromium, for the tests in a browser,")
