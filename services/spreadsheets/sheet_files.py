"""A file that somebody brought, how large it may be, and its refusal."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from services.imports.problems import BadTables, Problem

MAX_CSV_BYTES = 128 * 1024**2
MAX_XLSX_BYTES = 32 * 1024**2
MAX_ROWS = 100_000
MAX_COLUMNS = 300
MAX_CELL_CHARACTERS = 32_767
"""As many as a spreadsheet program keeps in a cell."""

Line = tuple[int, list[str]]
"""The number of a row, as a spreadsheet shows it, and its cells."""


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file under the name that whoever brought it gave it."""

    name: str
    content: Path | bytes

    def opened(self) -> BinaryIO:
        """Return the file from its beginning."""
        return BytesIO(self.content) if isinstance(self.content, bytes) else self.content.open("rb")

    def size(self) -> int:
        """Return its length in bytes."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size

    @property
    def suffix(self) -> str:
        """The end of its name, in small letters."""
        return Path(self.name).suffix.lower()


def refused(file: SheetFile, reason: str, *, row: int | None = None) -> BadTables:
    """Return the refusal of a whole file."""
    return BadTables([Problem(file.name, reason, row=row)])
