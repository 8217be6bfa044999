"""CSV files in the encodings that spreadsheet programs in Japan write."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from services.spreadsheets.cell_signs import as_meant
from services.spreadsheets.sheet_files import MAX_CELL_CHARACTERS, Line, SheetFile, refused

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PIECE = 1 << 20
# What nobody writes: zeros and escapes are in no text, and the others are what CP932 makes of bytes it does not have.
_UNWRITTEN = re.compile("[\0\x1b\x80\uf8f0-\uf8f3]")
# Past this the module stops by itself, in words that nobody understands; the limit of cells is told in ours.
csv.field_size_limit(max(csv.field_size_limit(), 40 * MAX_CELL_CHARACTERS))


def csv_lines(file: SheetFile) -> Iterator[Line]:
    """Yield number and cells of each line; what an export put before formulas is taken away again."""
    encoding = encoding_of(file)
    with file.opened() as stream, io.TextIOWrapper(stream, encoding=encoding, newline="") as text:
        separator = _separator(text.readline())
        text.seek(0)
        reader = csv.reader(text, delimiter=separator, strict=True)
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                yield number, [as_meant(cell.strip()).strip() for cell in cells]
        except csv.Error as error:
            raise refused(file, f"is no row of a CSV table ({error})", row=number + 1) from error


def encoding_of(file: SheetFile) -> str:
    """Return the encoding of a CSV file: UTF-8, UTF-16 or CP932. Raises `BadTables` where it is none of them."""
    with file.opened() as stream:
        beginning = stream.read(4096)
    if not beginning.strip():
        raise refused(file, "is empty")
    candidates = [*_by_mark(beginning), *_by_zeros(beginning)] or ["utf-8", "cp932"]
    for encoding in candidates:
        if _is_readable(file, encoding):
            return encoding
    raise refused(file, "is in none of the encodings UTF-8, UTF-16 and CP932 (Shift_JIS); save it as “CSV UTF-8”")


def _by_mark(beginning: bytes) -> Iterator[str]:
    for mark, encoding in _MARKS:
        if beginning.startswith(mark):
            yield encoding


def _by_zeros(beginning: bytes) -> Iterator[str]:
    """Tell UTF-16 without a mark by the zeros beside the commas of the header."""
    if b"," in beginning or b"\t" in beginning:
        if b",\x00" in beginning or b"\t\x00" in beginning:
            yield "utf-16-le"
        if b"\x00," in beginning or b"\x00\t" in beginning:
            yield "utf-16-be"


def _is_readable(file: SheetFile, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with file.opened() as stream:
            while piece := stream.read(_PIECE):
                if _UNWRITTEN.search(decoder.decode(piece)):
                    return False
            return not _UNWRITTEN.search(decoder.decode(b"", final=True))
    except UnicodeError:
        return False


def _separator(header: str) -> str:
    """Return what stands between cells: Excel's “Unicode text” has tabs."""
    return "\t" if "\t" in header and "," not in header else ","
