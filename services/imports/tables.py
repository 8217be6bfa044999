"""Reads the CSV tables of an import, a folder or one zip file, into records."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from services.imports.assembling import assembled
from services.imports.columns import TABLES
from services.imports.problems import BadTables, Problem
from services.imports.records import DirectoryRecords
from services.imports.rows import Row, rows_of
from services.imports.table_checks import found_problems
from services.imports.table_files import table_texts


def read_tables(source: Path) -> DirectoryRecords:
    """Return the records of the tables in `source`, a folder or a zip file.

    A table that is not there is empty, but locations.csv must be. Raises `BadTables` with all that is wrong.
    """
    problems: list[Problem] = []
    texts = table_texts(source, problems)
    problems.extend(list(_file_problems(texts, problems)))
    rows = _all_rows(texts, problems)
    unread = frozenset(problem.file for problem in problems if problem.hides_rows)
    problems.extend(found_problems(rows, unread))
    if problems:
        raise BadTables(problems)
    return assembled(rows)


def _file_problems(texts: dict[str, str], known: list[Problem]) -> Iterator[Problem]:
    seen = {*texts, *(problem.file for problem in known)}
    for file, table in TABLES.items():
        if table.is_required and file not in seen:
            yield Problem(file, "is missing")
    for file in sorted(seen.difference(TABLES)):
        # Other files may lie beside the tables; a misspelt name would silently empty the table it stands for.
        absent = [table for table in TABLES if table not in seen]
        for meant in get_close_matches(file.lower(), absent, n=1, cutoff=0.8):
            yield Problem(file, f"is no table; is {meant} meant?")


def _all_rows(texts: dict[str, str], problems: list[Problem]) -> dict[str, list[Row]]:
    """Return the rows of every table there is; a table without a file has none."""
    return {
        file: rows_of(file, table, texts[file], problems) if file in texts else [] for file, table in TABLES.items()
    }
