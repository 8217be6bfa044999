"""What an Excel file says beside its cells: which sheet is the first, its strings, which numbers are dates."""

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from services.spreadsheets.safe_xml import XmlReader, read_whole

MAX_STRINGS = 2_000_000
MAX_STRING_CHARACTERS = 64 * 1024**2
_RELATION_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION_ID = "http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})


class TooMuch(ValueError):
    """A part holds more than any list of places."""


@dataclass(frozen=True, slots=True)
class Book:
    """What is needed to read the cells of the first sheet."""

    sheet: str
    """The member that has the cells."""
    strings: list[str]
    date_styles: frozenset[int]
    counts_from_1904: bool

    def moment(self, number: float) -> str:
        """Return a number that stands for a day or a time, as somebody would write it."""
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel  # noqa: PLC0415

        found = from_excel(number, CALENDAR_MAC_1904 if self.counts_from_1904 else CALENDAR_WINDOWS_1900)
        if isinstance(found, datetime):
            return found.date().isoformat() if found.time() == time() else found.isoformat(" ", "minutes")
        return found.isoformat("minutes") if isinstance(found, time) else str(found)


def book_of(archive: zipfile.ZipFile) -> Book:
    """Read what is not cells. Raises `KeyError` where the first sheet is not there."""
    workbook = _Workbook()
    with archive.open("xl/workbook.xml") as stream:
        read_whole(stream, workbook)
    relations = _Relations()
    with archive.open("xl/_rels/workbook.xml.rels") as stream:
        read_whole(stream, relations)
    target = relations.targets[workbook.sheets[0]]
    names = set(archive.namelist())
    styles, strings = _Styles(), _Strings()
    for member, reader in (("xl/styles.xml", styles), ("xl/sharedStrings.xml", strings)):
        if member in names:
            with archive.open(member) as stream:
                read_whole(stream, reader)
    sheet = posixpath.normpath(posixpath.join("xl", target)) if not target.startswith("/") else target[1:]
    archive.getinfo(sheet)
    return Book(sheet, strings.found, styles.dates(), workbook.counts_from_1904)


class _Workbook(XmlReader):
    def __init__(self) -> None:
        self.sheets: list[str] = []
        self.counts_from_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            self.sheets.append(attributes.get(_RELATION_ID) or attributes.get(_STRICT_RELATION_ID) or "")
        elif name == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904") in {"1", "true"}


class _Relations(XmlReader):
    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            self.targets[attributes["Id"]] = attributes["Target"]


class _Styles(XmlReader):
    """Collects which styles of cells show dates."""

    def __init__(self) -> None:
        self._formats: dict[int, str] = {}
        self._of_style: list[int] = []
        self._is_inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self._formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._is_inside = True
        elif name == "xf" and self._is_inside:
            self._of_style.append(int(attributes.get("numFmtId", 0)))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._is_inside = False

    def dates(self) -> frozenset[int]:
        return frozenset(style for style, number in enumerate(self._of_style) if self._is_date(number))

    def _is_date(self, number: int) -> bool:
        from openpyxl.styles.numbers import is_date_format  # noqa: PLC0415 - only for who brings an Excel file.

        return number in _BUILT_IN_DATES or bool(is_date_format(self._formats.get(number)))


class _Strings(XmlReader):
    """Collects the strings that cells share, without the readings that Japanese ones may carry."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._characters = 0
        self._is_text = self._is_reading = False

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self._is_text = name == "t"
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._is_reading = True

    def text(self, text: str) -> None:
        if self._is_text and not self._is_reading:
            self._characters += len(text)
            if self._characters > MAX_STRING_CHARACTERS:
                raise TooMuch("holds more text than any list of places")
            self._parts.append(text)

    def end(self, name: str) -> None:
        self._is_text = False
        if name == "rPh":
            self._is_reading = False
        elif name == "si":
            self.found.append("".join(self._parts))
            if len(self.found) > MAX_STRINGS:
                raise TooMuch("holds more texts than any list of places")
