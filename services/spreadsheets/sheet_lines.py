"""A sheet as lines of cells, whatever its kind; what is no sheet is refused."""

from collections.abc import Iterator

from services.spreadsheets.csv_lines import csv_lines
from services.spreadsheets.sheet_files import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_CSV_BYTES,
    MAX_ROWS,
    MAX_XLSX_BYTES,
    Line,
    SheetFile,
    refused,
)
from services.spreadsheets.xlsx_lines import xlsx_lines

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def lines(file: SheetFile) -> Iterator[Line]:
    """Yield the lines that are not blank, one at a time. Raises `BadTables` for what is no sheet, or too large."""
    _check_kind(file)
    read = xlsx_lines if file.suffix == ".xlsx" else csv_lines
    found = 0
    for number, cells in read(file):
        if not any(cells):
            continue
        found += 1
        if found > MAX_ROWS:
            raise refused(file, f"has more than {MAX_ROWS:,} rows")
        yield number, _checked(file, number, cells)


def _check_kind(file: SheetFile) -> None:
    with file.opened() as stream:
        beginning = stream.read(8)
    is_zip = beginning.startswith(_ZIP)
    if beginning == _OLD_EXCEL:
        raise refused(file, "is an old or a protected Excel file; save it as .xlsx without a password")
    if file.suffix not in {".csv", ".xlsx"}:
        raise refused(file, "is neither .csv nor .xlsx")
    if file.suffix == ".xlsx" and not is_zip:
        raise refused(file, "is no Excel file, though its name ends in .xlsx")
    if file.suffix == ".csv" and is_zip:
        raise refused(file, "is a zip or an Excel file, though its name ends in .csv")
    most = MAX_XLSX_BYTES if is_zip else MAX_CSV_BYTES
    if file.size() > most:
        raise refused(file, f"is larger than {most:,} bytes")


def _checked(file: SheetFile, number: int, cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise refused(file, f"has more than {MAX_COLUMNS} columns", row=number)
    if any(len(cell) > MAX_CELL_CHARACTERS for cell in cells):
        raise refused(file, f"has a cell of more than {MAX_CELL_CHARACTERS:,} characters", row=number)
    return cells
