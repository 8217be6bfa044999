"""What a sheet would change, and what is wrong with it, before anything is written."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from sqlalchemy.orm import Session

from services.imports.problems import BadTables, Problem
from services.spreadsheets.comparing import ComparedRow, Findings, Sheet, compared

MOST_SHOWN = 200
_SHOWN_CHARACTERS = 300
Progress = Callable[[int], None]
"""Is told how many rows are done."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that would change something."""

    row: int
    slug: str
    is_new: bool
    differences: dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a sheet would do; of long lists the first, and how many there are."""

    rows: int
    created: int
    changed: int
    unchanged: int
    changes: tuple[RowChange, ...]
    problems: tuple[Problem, ...]
    problem_count: int
    passed_over: tuple[str, ...]
    """Columns of the national list that we have no place for."""
    digest: str
    """Says whether a second look found the same changes."""

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON can hold it: the outcome of an upload."""
        return {
            **asdict(self),
            "changes": [asdict(change) | {"differences": _clipped(change.differences)} for change in self.changes],
            "problems": [_problem(problem) for problem in self.problems],
        }


def refusal(error: BadTables) -> Preview:
    """Return what is wrong with a file of which no row was read."""
    found = Findings()
    for problem in error.problems:
        found.add(problem)
    return Tally().preview(found)


def _problem(problem: Problem) -> dict[str, Any]:
    """Return a problem as a page shows it, its value cut short."""
    value = problem.value if problem.value is None else problem.value[:_SHOWN_CHARACTERS]
    return {"row": problem.row, "column": problem.column, "value": value, "reason": problem.reason}


def _clipped(value: Any) -> Any:
    """Return differences with long texts cut short: two hundred rows may hold a hundred megabytes."""
    if isinstance(value, str) and len(value) > _SHOWN_CHARACTERS:
        return value[:_SHOWN_CHARACTERS] + "…"
    if isinstance(value, list):
        return [_clipped(part) for part in value]
    if isinstance(value, dict):
        return {name: _clipped(part) for name, part in value.items()}
    return value


class Tally:
    """Counts rows, keeps the first changes, and takes their digest."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.created = self.changed = self.unchanged = 0
        self.changes: list[RowChange] = []
        self._digest = hashlib.sha256()

    def add(self, row: ComparedRow) -> None:
        """Count a row."""
        if not row.differences:
            self.unchanged += 1
            return
        is_new = row.stored is None
        self.created += is_new
        self.changed += not is_new
        change = RowChange(row.number, row.record.slug, is_new, row.differences)
        self._digest.update(orjson.dumps([change.slug, change.differences], option=orjson.OPT_SORT_KEYS))
        if len(self.changes) < MOST_SHOWN:
            self.changes.append(change)

    def preview(self, findings: Findings) -> Preview:
        """Return what was counted."""
        done = self.created + self.changed + self.unchanged
        return Preview(
            rows=done,
            created=self.created,
            changed=self.changed,
            unchanged=self.unchanged,
            changes=tuple(self.changes),
            problems=tuple(findings.problems),
            problem_count=findings.total,
            passed_over=tuple(findings.passed_over),
            digest=self._digest.hexdigest(),
        )


def preview(session: Session, sheet: Sheet, *, on_progress: Progress = lambda _rows: None) -> Preview:
    """Return what `sheet` would change and all that is wrong with it; writes nothing.

    Raises `BadTables` for a file that is no sheet.
    """
    findings, tally, done = Findings(), Tally(), 0
    for batch in compared(session, sheet, findings):
        for row in batch:
            tally.add(row)
        done += len(batch)
        on_progress(done)
    return tally.preview(findings)
