"""The licence is there, and everything the program needs to run is free software."""

import re
import tomllib
from email.message import Message
from importlib.metadata import metadata

import pytest
from packaging.requirements import Requirement

from tests.sources_for_tests import ROOT

LOCK = (ROOT / "requirements" / "run.txt").read_text()
# All of these let anybody run, study, change and pass on the program.
FREE = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "LGPL-3.0-only",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "PSF-2.0",
    "Zlib",
}
# Packages that say their licence only as one of Python's classifiers.
FREE_CLASSIFIERS = {
    "License :: OSI Approved :: BSD License",
    "License :: OSI Approved :: MIT License",
    "License :: OSI Approved :: Apache Software License",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)",
}


def locked() -> list[str]:
    """Return the packages that the program needs on this machine."""
    lines = re.findall(r"^([a-z0-9][^\\\n]+?) *\\$", LOCK, re.MULTILINE | re.IGNORECASE)
    found = [Requirement(line) for line in lines]
    return [package.name for package in found if package.marker is None or package.marker.evaluate()]


def is_free(package: Message) -> bool:
    said = package["License-Expression"] or package["License"] or ""
    classifiers = [line for line in package.get_all("Classifier", []) if line.startswith("License ::")]
    names = set(re.findall(r"[\w.-]+", said)) - {"AND", "OR"}
    return (bool(names) and names <= FREE) or (bool(classifiers) and set(classifiers) <= FREE_CLASSIFIERS)


@pytest.mark.parametrize("name", locked())
def test_dependency_is_free_software(name: str) -> None:
    assert is_free(metadata(name)), f"{name}: {metadata(name)['License-Expression'] or metadata(name)['License']}"


def test_our_licence_is_said_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    about = (ROOT / "templates" / "residents" / "about.html").read_text()

    assert "Apache License" in (ROOT / "LICENSE").read_text()
    assert project["license"] == "Apache-2.0"
    assert 'licence="Apache-2.0"' in about
