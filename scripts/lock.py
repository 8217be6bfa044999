#!/usr/bin/env python3
"""Resolves the dependencies of pyproject.toml anew into requirements/, every file named by its digest.

The lists must install wherever their reader gets packages from, so one that holds an address is refused.
"""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).with_name("uv")
COMPILE = (
    *("pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-header", "--no-emit-index-url", "--no-annotate", "-q"),
)
LISTS = {"run.txt": (), "dev.txt": ("--group", "dev")}
"""File under requirements/, and what uv is told beside."""
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+")


def main() -> None:
    """Write both lists, or neither: exit 1 with one line when one cannot be resolved or holds an address."""
    with TemporaryDirectory() as folder:
        made = {
            name: resolved(Path(folder) / name, ROOT / "requirements" / name, more) for name, more in LISTS.items()
        }
    for name, text in made.items():
        (ROOT / "requirements" / name).write_text(text, encoding="utf-8")
        print(f"requirements/{name}: {len(packages(text))} packages")


def resolved(target: Path, before: Path, more: tuple[str, ...]) -> str:
    """Return a list of packages; versions stay as they were `before` where the dependencies allow it."""
    if before.exists():
        target.write_bytes(before.read_bytes())
    status = subprocess.run([str(UV), *COMPILE, *more, "-o", str(target)], cwd=ROOT, check=False).returncode
    if status:
        sys.exit(f"{before.name} cannot be resolved: uv ended with {status}")
    text = target.read_text(encoding="utf-8")
    if found := ADDRESS.search(text):
        sys.exit(f"{before.name} would hold an address, {found[0]}: nothing was written")
    return text


def packages(text: str) -> list[str]:
    """Return the names of the packages of a list."""
    return re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)


if __name__ == "__main__":
    main()
