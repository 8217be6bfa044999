"""Excel files, read row by row; what would cost more than it could say is refused."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from xml.parsers.expat import ExpatError

from services.spreadsheets.safe_xml import UnsafeXml, XmlReader, read_xml
from services.spreadsheets.sheet_files import MAX_CELL_CHARACTERS, MAX_COLUMNS, Line, SheetFile, refused
from services.spreadsheets.xlsx_parts import Book, TooMuch, book_of

MAX_MEMBERS = 200
MAX_MEMBER_BYTES = 128 * 1024**2
MAX_TOTAL_BYTES = 192 * 1024**2
MAX_RATIO = 200
"""So much smaller than its contents an honest file gets by packing; others are bombs."""
_SMALL_BYTES = 4 * 1024**2
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_ENCRYPTED = 0x1
_REFERENCE = re.compile("([A-Z]{1,3})[0-9]*", re.ASCII)


class NotACell(ValueError):
    """A cell holds what is not taken: a formula, or far too much; the message says which."""


def xlsx_lines(file: SheetFile) -> Iterator[Line]:
    """Yield number and cells of each row of the first sheet. Raises `BadTables`."""
    try:
        with file.opened() as stream, zipfile.ZipFile(stream) as archive:
            _check_members(file, archive)
            book = book_of(archive)
            reader = _Rows(book)
            with archive.open(book.sheet) as sheet:
                for _ in read_xml(sheet, reader):
                    yield from reader.taken()
    except (TooMuch, NotACell, UnsafeXml) as error:
        raise refused(file, str(error)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ExpatError, NotImplementedError) as error:
        raise refused(file, f"is a damaged Excel file ({error})") from error
    except (ArithmeticError, LookupError, OSError, ValueError) as error:
        raise refused(file, f"is a damaged Excel file ({type(error).__name__})") from error


def _check_members(file: SheetFile, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = {member.filename.lower() for member in members}
    if "[content_types].xml" not in names:
        raise refused(file, "is a zip file, but no Excel file")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise refused(file, "holds macros; save it as .xlsx")
    if len(members) > MAX_MEMBERS or len(names) < len(members):
        raise refused(file, f"holds {len(members)} parts; an Excel file has at most {MAX_MEMBERS}, each once")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise refused(file, "is encrypted; save it without a password")
    # No more is read of a member than it declares.
    total = sum(member.file_size for member in members)
    if total > MAX_TOTAL_BYTES or any(member.file_size > MAX_MEMBER_BYTES for member in members):
        raise refused(file, f"would unpack to {total:,} bytes; at most {MAX_TOTAL_BYTES:,} are read")
    if any(member.file_size > max(_SMALL_BYTES, MAX_RATIO * member.compress_size) for member in members):
        raise refused(file, f"has a part that would unpack to more than {MAX_RATIO} times its size")


class _Rows(XmlReader):
    """Collects the rows that are whole."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._done: list[Line] = []
        self._row = self._column = 0
        self._cells: dict[int, str] = {}
        self._kind, self._style = "", 0
        self._parts: list[str] = []
        self._characters = 0
        self._is_value = self._is_reading = False

    def taken(self) -> list[Line]:
        """Return the rows since the last call."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name in {"v", "t"}:
            self._is_value = not self._is_reading
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column, self._cells = 0, {}
            if not 0 < self._row <= _LAST_ROW:
                raise NotACell(f"has more than {_LAST_ROW:,} rows")
        elif name == "f":
            raise NotACell(f"holds a formula in row {self._row}; paste its value instead")
        elif name == "rPh":
            self._is_reading = True

    def text(self, text: str) -> None:
        if self._is_value:
            self._characters += len(text)
            if self._characters > MAX_CELL_CHARACTERS:
                raise NotACell(f"has a cell of more than {MAX_CELL_CHARACTERS:,} characters in row {self._row}")
            self._parts.append(text)

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._is_value = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            if self._cells:
                last = max(self._cells)
                self._done.append((self._row, [self._cells.get(column, "") for column in range(1, last + 1)]))
        elif name == "rPh":
            self._is_reading = False

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
        self._parts, self._characters = [], 0
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _number_of(found[1]) if found else self._column + 1
        if self._column > _LAST_COLUMN:
            raise NotACell(f"has more than {MAX_COLUMNS} columns in row {self._row}")

    def _end_cell(self) -> None:
        text = self._value("".join(self._parts)).strip() if self._parts else ""
        if text:
            if self._column > MAX_COLUMNS:
                raise NotACell(f"has more than {MAX_COLUMNS} columns in row {self._row}")
            self._cells[self._column] = text

    def _value(self, text: str) -> str:
        """Return a cell as somebody would write it into a CSV table."""
        if self._kind == "s":
            return self._book.strings[int(text)]
        if self._kind == "b":
            return "yes" if text == "1" else "no"
        if self._kind != "n":
            return text
        number = float(text)
        if self._style in self._book.date_styles:
            return self._book.moment(number)
        return str(int(number)) if number.is_integer() else repr(number)


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
