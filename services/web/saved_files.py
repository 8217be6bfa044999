"""Which files the pages of a saved copy load, so that a device can keep them, too."""

from dataclasses import dataclass
from functools import cache

from services.settings import ROOT
from services.web.maps import shell_url
from services.web.rendering import static_prefix, static_url

_FOLDERS = ("css", "js", "vendor")
_LOADED = (".css", ".js")
_ICONS = ("icons/mark.svg", "icons/sprite.svg")
_WORKER = "js/offline-worker.js"


@dataclass(frozen=True, slots=True)
class SavedFiles:
    """Files that belong together; `version` is another one when any of them is."""

    version: str
    addresses: tuple[str, ...]


def saved_files() -> SavedFiles:
    """Return all that a page may load: styles, scripts, icons, and the map with its libraries."""
    shell = shell_url()
    version = f"{static_prefix().rpartition('/')[2]}-{shell.rpartition('?')[2]}"
    return SavedFiles(version, (*_of_pages(), shell))


@cache
def _of_pages() -> tuple[str, ...]:
    root = ROOT / "static"
    paths = sorted(path for folder in _FOLDERS for path in (root / folder).rglob("*") if path.suffix in _LOADED)
    names = (path.relative_to(root).as_posix() for path in paths)
    return tuple(static_url(name) for name in (*_ICONS, *names) if name != _WORKER)
