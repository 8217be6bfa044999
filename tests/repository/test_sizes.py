"""Nothing grows so long that a newcomer loses the thread; the limits are those of the style guide."""

from pathlib import Path

import pytest

from tests.sources_for_tests import ROOT, functions, project_files

MODULE_LINES, FUNCTION_LINES, TEMPLATE_LINES, TEST_LINES = 300, 50, 80, 15
# A migration is one list of tables, written once and never changed.
MODULES = [path for path in project_files("*.py") if "migrations/versions" not in path.as_posix()]
TESTS = [path for path in MODULES if path.parts[0] == "tests"]
TEMPLATES = project_files("templates/*.html")


def lines(path: Path) -> int:
    return len((ROOT / path).read_text().splitlines())


@pytest.mark.parametrize(("paths", "limit"), [(MODULES, MODULE_LINES), (TEMPLATES, TEMPLATE_LINES)])
def test_no_file_is_too_long(paths: list[Path], limit: int) -> None:
    assert paths
    assert {str(path): lines(path) for path in paths if lines(path) > limit} == {}


def test_no_function_is_too_long() -> None:
    long = [(str(path), name) for path in MODULES for name, lines, _ in functions(path) if lines > FUNCTION_LINES]

    assert long == []


def test_no_test_is_too_long() -> None:
    bodies = [(str(path), name, body) for path in TESTS for name, _, body in functions(path)]

    assert [found for found in bodies if found[1].startswith("test_") and found[2] > TEST_LINES] == []
