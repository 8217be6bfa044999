"""Our styles fit every direction of reading and every script, and load nothing from elsewhere."""

import re

import pytest

from tests.sources_for_tests import ROOT, project_files

STYLESHEETS = project_files("static/css/*.css")
FORBIDDEN = {
    "a side where a direction of reading belongs": (
        r"(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b|(?<![\w-])(?:left|right)\s*:"
    ),
    "text aligned to a side": r"(?:text-align|float|clear)\s*:\s*(?:left|right)\b",
    "spaced letters": r"letter-spacing",
    "italics": r"font-style\s*:\s*(?:italic|oblique)",
    "something from another server": r"url\(\s*[\"']?(?:https?:)?//",
}


@pytest.mark.parametrize(("what", "pattern"), FORBIDDEN.items())
def test_no_stylesheet_has(what: str, pattern: str) -> None:
    assert STYLESHEETS
    assert [str(path) for path in STYLESHEETS if re.search(pattern, (ROOT / path).read_text())] == [], what
