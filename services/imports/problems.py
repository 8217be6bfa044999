"""What is wrong with the tables of an import, said so that whoever filled them finds the cell."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.errors import BadRecord

SHOWN_PROBLEMS = 20
_SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right."""

    file: str
    reason: str
    """Says what it may be, as the end of a sentence that begins with the value."""
    row: int | None = None
    """As a spreadsheet numbers it: the header is row 1. Empty: the whole file."""
    column: str | None = None
    """Empty: the whole row."""
    value: str | None = None

    @property
    def hides_rows(self) -> bool:
        """Whether rows of the file could not be read, so that nobody can say what it does not hold."""
        return self.column is None or self.row == 1

    def __str__(self) -> str:
        """Say it in one line: `hours.csv row 5, opens: '9am' may be a time such as 09:00`."""
        row = f" row {self.row}" if self.row else ""
        column = f", {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: {self._quoted_value}{self.reason}"

    @property
    def _quoted_value(self) -> str:
        if self.value is None:
            return ""
        is_long = len(self.value) > _SHOWN_CHARACTERS
        return f"{self.value[:_SHOWN_CHARACTERS] + '…' if is_long else self.value!r} "


class BadTables(BadRecord):
    """Tables hold what cannot be imported; `problems` has all of it, the message the first of it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Put the problems in the order of files and rows."""
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.row or 0)))
        lines = [str(problem) for problem in self.problems[:SHOWN_PROBLEMS]]
        if (more := len(self.problems) - SHOWN_PROBLEMS) > 0:
            lines.append(f"and {more} more")
        super().__init__("\n".join(lines))
