"""What people read about the project is there and complete."""

import re
from dataclasses import Field, fields
from pathlib import Path

import pytest

from services.settings import Settings
from tests.sources_for_tests import ROOT, modules, project_files

OPERATING = ROOT / "docs" / "operating.md"
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]+)")
DOCUMENTS = project_files("*.md")


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: setting.name)
def test_every_setting_is_explained_in_code_and_manual(setting: "Field[object]") -> None:
    variable = setting.name.upper()

    assert len(setting.metadata["explanation"]) > len(variable)
    assert f"| `{variable}` |" in OPERATING.read_text()


def test_the_manual_names_no_setting_that_is_gone() -> None:
    documented = set(re.findall(r"^\| `([A-Z][A-Z_]+)` \|", OPERATING.read_text(), re.MULTILINE))

    assert documented == {setting.name.upper() for setting in fields(Settings)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_links_between_files_lead_somewhere(document: Path) -> None:
    targets = LINK.findall((ROOT / document).read_text())

    assert [target for target in targets if not (ROOT / document.parent / target).exists()] == []


def test_the_changelog_says_what_is_new_or_released() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)

    assert headings
    assert all(re.fullmatch(r"\[(Unreleased|\d+\.\d+\.\d+)\].*", heading) for heading in headings)


def test_the_architecture_names_every_module_of_the_directory_and_its_pages() -> None:
    words = set(re.findall(r"\w+", (ROOT / "docs" / "architecture.md").read_text()))
    named = [path for path in modules() if path.parent.as_posix() in {"services", "services/web"}]

    assert named
    assert {path.stem for path in named} - words == {"__init__"}
