import io
from collections.abc import Mapping
from xml.parsers.expat import ExpatError

import pytest

from services.spreadsheets.safe_xml import UnsafeXml, XmlReader, read_whole

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Noting(XmlReader):
    def __init__(self) -> None:
        self.seen: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.seen.append(f"<{name} {dict(attributes)}")

    def end(self, name: str) -> None:
        self.seen.append(f"{name}>")

    def text(self, text: str) -> None:
        self.seen.append(text)


def noted(document: str) -> list[str]:
    reader = Noting()
    read_whole(io.BytesIO(document.encode()), reader)
    return reader.seen


def test_elements_are_known_under_any_prefix() -> None:
    assert noted(f'<x:c xmlns:x="{MAIN}" r="A1"><x:v>1</x:v></x:c>') == ["<c {'r': 'A1'}", "<v {}", "1", "v>", "c>"]


def test_elements_of_other_vocabularies_are_passed_over() -> None:
    assert noted('<c xmlns="https://example.org/"><v>1</v></c>') == ["1"]


def test_a_document_type_is_refused_before_its_entities_are_read() -> None:
    with pytest.raises(UnsafeXml):
        noted('<!DOCTYPE c [<!ENTITY a "b">]><c/>')


@pytest.mark.parametrize("document", ["", "<c>", "<c></v>", "text"])
def test_what_is_no_xml_is_an_error(document: str) -> None:
    with pytest.raises(ExpatError):
        noted(document)
