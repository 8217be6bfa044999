"""Templates run no script of their own, trust no text, and never put readings where none can be drawn."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources_for_tests import ROOT, project_files

TEMPLATES = project_files("templates/*.html")
PAGES = [
    path for path in TEMPLATES if "layouts/page.html" in (ROOT / path).read_text() and "layouts" not in path.parts
]
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# A private character stands for each piece of Jinja, whose quotes would end an attribute too early.
FIRST_MARK = 0xE000
ATTRIBUTE = re.compile(r"""\s([a-z][\w:-]*)="([^"]*)\"""")
PLAIN_ELEMENT = re.compile(r"<(title|option)\b[^>]*>(.*?)</\1>", re.DOTALL)
MESSAGE = re.compile(r"\b(?:_|n?gettext|pgettext)\(")
# Values of a page that may hold furigana.
READING = re.compile(r"\b(?:text|label|question|station|ward_name|language_name)\b")
WITHOUT_READING = re.compile(r"\|\s*(?:plain|kana)\s*\}\}")
FORBIDDEN = {
    "inline script": r'<script(?![^>]*\b(?:src=|type="application/ld\+json"))',
    "inline style": r"<style\b|\sstyle=",
    "script in an attribute": r"\son[a-z]+=|javascript:",
    "trusted text": r"\|\s*safe\b|autoescape\s+false",
    "address of another server": r"""(?:src|href)="(?:https?:)?//""",
}


def source(path: Path) -> str:
    return (ROOT / path).read_text()


@pytest.mark.parametrize(("what", "pattern"), FORBIDDEN.items())
def test_no_template_has(what: str, pattern: str) -> None:
    assert [str(path) for path in TEMPLATES if re.search(pattern, source(path))] == [], what


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_every_page_fills_title_and_main(path: Path) -> None:
    blocks = set(re.findall(r"\{% block (\w+)", source(path)))

    assert {"title", "main"} <= blocks


def plain_places(text: str) -> Iterator[str]:
    """Yield each expression that stands where no reading can be drawn: in an attribute, a title or an option."""
    pieces = JINJA.findall(text)
    marks = iter(range(FIRST_MARK, FIRST_MARK + len(pieces)))
    markup = JINJA.sub(lambda _: chr(next(marks)), text)
    values = [value for _, value in ATTRIBUTE.findall(markup)] + [value for _, value in PLAIN_ELEMENT.findall(markup)]
    for value in values:
        yield from (
            pieces[ord(char) - FIRST_MARK] for char in value if FIRST_MARK <= ord(char) < FIRST_MARK + len(pieces)
        )


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_words_in_attributes_titles_and_options_are_plain(path: Path) -> None:
    words = [piece for piece in plain_places(source(path)) if MESSAGE.search(piece) or READING.search(piece)]

    assert [piece for piece in words if piece.startswith("{{") and not WITHOUT_READING.search(piece)] == []


def test_the_check_finds_a_message_in_an_attribute() -> None:
    markup = '<a {% if x %}b="1"{% endif %} title="{{ _("Say \\"hi\\"") }}">{{ _("Shown") }}</a>'

    assert [piece for piece in plain_places(markup) if MESSAGE.search(piece)] == ['{{ _("Say \\"hi\\"") }}']
