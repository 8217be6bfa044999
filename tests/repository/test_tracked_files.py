"""No file names the machine it was written on or a registry, and the locks name each file by its content."""

import json
import re
from pathlib import Path

import pytest

from tests.sources_for_tests import ROOT, project_files

LOCKS = project_files("requirements/*.txt")
PICTURES = {".png", ".jpg", ".woff2"}
# This file has to name what it looks for.
TEXTS = [path for path in project_files() if path.suffix not in PICTURES and path.name != "test_tracked_files.py"]
# Home folders, workplaces and download servers of packages.
FOREIGN = re.compile(
    rb"(?<![\w.])/(?:root|work|tmp)/|/home/\w+|/Users/\w+|registry\.npmjs|registry\.yarnpkg|pypi\.org/simple|files\.pythonhosted"
    rb"|--(?:extra-)?index-url"
)


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = {str(path): FOREIGN.search((ROOT / path).read_bytes()) for path in TEXTS}

    assert {path: match[0] for path, match in found.items() if match} == {}


@pytest.mark.parametrize("lock", LOCKS, ids=str)
def test_every_locked_package_has_a_hash_and_none_an_address(lock: Path) -> None:
    text = (ROOT / lock).read_text()
    entries = [entry for entry in re.split(r"\n(?=[a-zA-Z0-9])", text) if "==" in entry]

    assert len(entries) > 10
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


def test_the_browser_lock_has_hashes_and_no_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = {name: package for name, package in packages.items() if name}

    assert installed
    assert [name for name, package in installed.items() if "integrity" not in package] == []
    assert [name for name, package in installed.items() if "resolved" in package] == []
