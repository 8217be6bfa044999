"""Reads one table's text into rows of parsed cells, collecting whatever is wrong on the way."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from services.imports.cells import BadCell
from services.imports.columns import Table
from services.imports.problems import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    file: str
    number: int
    """As a spreadsheet shows it: the header is row 1."""
    cells: Mapping[str, Any]
    """The values by column; a bad cell is left out."""
    written: Mapping[str, str]
    """The cells as they stand in the file."""

    def __getitem__(self, column: str) -> Any:
        """Return the value of a column whose cell is good."""
        return self.cells[column]

    def has(self, *columns: str) -> bool:
        """Return whether the cells of all these columns are good."""
        return all(column in self.cells for column in columns)

    def problem(self, column: str, reason: str) -> Problem:
        """Return what is wrong with the cell of `column`."""
        return Problem(self.file, reason, row=self.number, column=column, value=self.written.get(column))


def rows_of(file: str, table: Table, text: str, problems: list[Problem]) -> list[Row]:
    """Return the rows of a table that are not blank; bad cells are left out and added to `problems`."""
    lines = _numbered_lines(file, text, problems)
    _, header = next(lines, (1, []))
    problems.extend(_header_problems(file, table, header))
    rows = []
    for number, line in lines:
        if not any(line):
            continue
        if len(line) != len(header):
            problems.append(Problem(file, f"has {len(line)} cells; the header has {len(header)}", row=number))
            continue
        rows.append(_row(Row(file, number, {}, dict(zip(header, line, strict=True))), table, problems))
    return rows


def _numbered_lines(file: str, text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield number and stripped cells of each line, until one that is no CSV."""
    number = 0
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
            yield number, [cell.strip() for cell in line]
    except csv.Error as error:
        problems.append(Problem(file, f"is no row of a CSV table ({error})", row=number + 1))


def _header_problems(file: str, table: Table, header: list[str]) -> Iterator[Problem]:
    allowed = ", ".join(table.columns)
    for column in dict.fromkeys(header):
        if column not in table.columns:
            yield Problem(file, f"is no column of this table; its columns are {allowed}", row=1, value=column)
        elif header.count(column) > 1:
            yield Problem(file, "is there more than once", row=1, column=column, value=column)
    for column in table.columns:
        if column not in header:
            yield Problem(file, "is missing", row=1, column=column)


def _row(unread: Row, table: Table, problems: list[Problem]) -> Row:
    """Return the row with its good cells parsed."""
    cells = {}
    for column, parser in table.columns.items():
        if column not in unread.written:
            continue
        try:
            cells[column] = parser(unread.written[column])
        except BadCell as error:
            problems.append(unread.problem(column, str(error)))
    return replace(unread, cells=cells)
