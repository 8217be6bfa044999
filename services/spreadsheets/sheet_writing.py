"""Writes lines of cells as a sheet, one at a time; no cell becomes a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from services.spreadsheets.cell_signs import neutralised

# What XML cannot hold; records never have it, but a broken one must not break the sheet of all.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_csv(target: BinaryIO, lines: Iterable[Sequence[str]]) -> None:
    """Write CSV in UTF-8, with the mark by which Excel knows it."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    for line in lines:
        writer.writerow([neutralised(cell) for cell in line])
    text.flush()
    # The file belongs to whoever opened it.
    text.detach()


def write_xlsx(target: BinaryIO, lines: Iterable[Sequence[str]]) -> None:
    """Write an Excel file of plain strings, its first line and column kept in view."""
    # Half a second and ten megabytes that only who wants an Excel file pays for.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("listings")
    sheet.freeze_panes = "B2"

    def plain(text: str) -> Any:
        cell = WriteOnlyCell(sheet, _UNWRITABLE.sub("", text))
        # The library would take some strings for formulas and errors.
        cell.data_type = "s"
        # So that a program leaves alone what is typed into it: 12/29 is no date of this year.
        cell.number_format = "@"
        return cell

    for line in lines:
        sheet.append([plain(text) if text else None for text in line])
    book.save(target)
