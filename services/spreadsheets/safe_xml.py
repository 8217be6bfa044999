"""XML from outside, read piece by piece without ever holding it: no entities, no document types, no depth.

The usual readers build trees of what they read; a few bytes of a packed sheet could fill the memory with them.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import IO
from xml.parsers import expat

_PIECE = 1 << 16
_SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


class UnsafeXml(ValueError):
    """It declares what a spreadsheet never needs, or is deeper than one ever is."""


class XmlReader:
    """What a reader does with elements; names are those of spreadsheets, all others are passed over."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""

    def end(self, name: str) -> None:
        """End an element."""

    def text(self, text: str) -> None:
        """Take a part of a text."""


def read_xml(stream: IO[bytes], reader: XmlReader) -> Iterator[None]:
    """Feed a document to `reader`, yielding after each piece.

    Raises `UnsafeXml`, and `xml.parsers.expat.ExpatError` for what is no XML.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    known = {f"{space}}}{name}": name for space in (*_SPREADSHEET, _RELATIONS) for name in _NAMES}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if (short := known.get(name)) is not None:
            reader.start(short, attributes)

    def end(name: str) -> None:
        if (short := known.get(name)) is not None:
            reader.end(short)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    while piece := stream.read(_PIECE):
        parser.Parse(piece)
        yield
    parser.Parse(b"", True)  # noqa: FBT003 - as the library has it.
    yield


def read_whole(stream: IO[bytes], reader: XmlReader) -> None:
    """Feed all of a document to `reader`. Raises as `read_xml`."""
    for _ in read_xml(stream, reader):
        pass


_NAMES = (
    *("sheet", "workbookPr", "Relationship"),
    *("numFmt", "cellXfs", "cellStyleXfs", "xf"),
    *("si", "t", "rPh", "row", "c", "v", "f", "is"),
)
_Refusal = Callable[..., None]


def _refuse(*_: object) -> None:
    raise UnsafeXml("declares a document type")
