"""Reads a sheet batch by batch and compares each row with what is stored; memory does not grow with the sheet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.editing.consequences import without_answered_facts
from services.imports.cells import BadCell
from services.imports.columns import TABLES
from services.imports.documents import differences, document_of, fields_that_differ
from services.imports.problems import Problem
from services.imports.records import LocationRecord
from services.imports.stored import BATCH_ROWS
from services.imports.stored_rows import StoredLocation, stored_locations
from services.models import Organization
from services.permissions import Scope
from services.spreadsheets.columns import version_of
from services.spreadsheets.drafts import Draft, Entry, entry_of
from services.spreadsheets.layouts import Header, header_of
from services.spreadsheets.row_checks import found_in
from services.spreadsheets.sheet_files import Line, SheetFile
from services.spreadsheets.sheet_lines import lines

Refusal = Callable[[Scope, bool], str | None]
"""What keeps whoever brings the sheet from changing a listing there, which may need review; None: nothing."""

MOST_PROBLEMS = 500
_SLUG = TABLES["locations.csv"].columns["slug"]
_BELONGS_TO_NEW = ("kind", "ward_code")


@dataclass
class Findings:
    """What is wrong with a sheet, and which of its columns were passed over; the first few, and how many."""

    problems: list[Problem] = field(default_factory=list)
    total: int = 0
    passed_over: dict[str, None] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Count a problem, and keep it if it is among the first."""
        self.total += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One good row beside what is stored."""

    number: int
    record: LocationRecord
    stored: StoredLocation | None
    differences: dict[str, list[Any]]
    """Path → [before, after], as in the history; empty: the row changes nothing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and the circumstances in which it is read."""

    file: SheetFile
    refusal: Refusal = lambda _scope, _needs_review: None


def compared(
    session: Session, sheet: Sheet, findings: Findings, *, to_write: bool = False
) -> Iterator[Sequence[ComparedRow]]:
    """Yield the good rows of a sheet in batches, adding what is wrong with the others to `findings`.

    With `to_write`, nobody else may change these locations until the transaction ends. Raises `BadTables` for a
    file that is no sheet.
    """
    found = lines(sheet.file)
    header = header_of(sheet.file.name, next(found, (1, []))[1])
    reader = _Reader(sheet, header, findings, frozenset(session.scalars(select(Organization.slug))))
    while batch := list(islice(found, BATCH_ROWS)):
        named = [(line, slug) for line in batch if (slug := reader.slug_of(line)) is not None]
        stored = stored_locations(session, [slug for _, slug in named], to_write=to_write)
        rows = (reader.row(line, slug, stored.get(slug)) for line, slug in named)
        yield [row for row in rows if row is not None]


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(self, sheet: Sheet, header: Header, findings: Findings, organizations: frozenset[str]) -> None:
        self._sheet = sheet
        self._header = header
        self._findings = findings
        self._organizations = organizations
        self._first_rows: dict[str, int] = {}
        self._slug_at = [column.key for column in header.columns].index(header.layout.key)

    def slug_of(self, line: Line) -> str | None:
        """Return the slug that a line names; None after a problem."""
        number, cells = line
        text = cells[self._slug_at] if self._slug_at < len(cells) else ""
        slug = text.lower() if self._header.layout.kind else text
        try:
            _SLUG(slug)
        except BadCell as error:
            self._problem(number, self._header.layout.key, str(error), text)
            return None
        if slug in self._first_rows:
            self._problem(number, self._header.layout.key, f"is in row {self._first_rows[slug]} already", text)
            return None
        self._first_rows[slug] = number
        if len(cells) > (most := len(self._header.columns)):
            self._problem(number, None, f"has {len(cells)} cells; the header has {most}")
            return None
        return slug

    def row(self, line: Line, slug: str, stored: StoredLocation | None) -> ComparedRow | None:
        """Return a row beside what is stored; None after a problem."""
        number, cells = line
        entry = entry_of(stored) if stored else Entry(slug)
        if stored and not self._may_write(number, stored, stored.record.ward_code):
            return None
        before = self._findings.total
        draft, by_key = self._draft(number, cells, entry)
        if self._findings.total > before:
            return None
        if stored is None and not self._is_whole(number, draft):
            return None
        record, changes = _compared(draft.record(), stored)
        if changes:
            self._check(number, draft, record, by_key)
            if stored is None or record.ward_code != stored.record.ward_code:
                self._may_write(number, stored, record.ward_code)
        if self._findings.total > before:
            return None
        return ComparedRow(number, record, stored, changes)

    def _draft(self, number: int, cells: Sequence[str], entry: Entry) -> tuple[Draft, dict[str, str]]:
        """Take over every cell that is not what an export would show."""
        draft, together, by_key = Draft(entry), False, {}
        layout, language = self._header.layout, self._header.language
        for position, column in enumerate(self._header.columns):
            text = cells[position] if position < len(cells) else ""
            by_key[column.key] = text
            shown = column.cell(entry, language)
            if text == shown or _same(text, shown) or column.key == layout.key:
                continue
            if column.put is None:
                if column.key != "version":
                    self._findings.passed_over[self._header.names[column.key]] = None
                continue
            try:
                column.put(draft, text)
            except BadCell as error:
                self._problem(number, column.key, str(error), text)
                continue
            together = together or column.key in layout.together
        if together and layout.finish:
            try:
                layout.finish(draft, by_key)
            except BadCell as error:
                self._problem(number, layout.together[-1], str(error), by_key.get(layout.together[-1]))
        if layout.kind and not entry.record:
            draft.values.setdefault("kind", layout.kind)
        return draft, by_key

    def _is_whole(self, number: int, draft: Draft) -> bool:
        missing = [key for key in _BELONGS_TO_NEW if key not in draft.values]
        for key in missing:
            self._problem(number, key, "must be there: the location is new")
        return not missing

    def _check(self, number: int, draft: Draft, record: LocationRecord, by_key: dict[str, str]) -> None:
        for key, reason in found_in(draft, record):
            self._problem(number, key, reason, by_key.get(key))
        if record.organization and record.organization not in self._organizations:
            self._problem(number, "organization", "is no organization of the directory", record.organization)
        version = by_key.get("version")
        if version and draft.before.version is not None:
            try:
                is_old = version_of(version) != draft.before.version
            except BadCell as error:
                self._problem(number, "version", str(error), version)
                return
            if is_old:
                self._problem(
                    number, "version", "is no more: somebody changed the listing since; export it anew", version
                )

    def _may_write(self, number: int, stored: StoredLocation | None, ward_code: str) -> bool:
        scope = Scope(ward_code, stored.id if stored else None)
        reason = self._sheet.refusal(scope, stored is not None and stored.needs_review)
        if reason:
            self._problem(number, self._header.layout.key, reason)
        return reason is None

    def _problem(self, number: int, key: str | None, reason: str, value: str | None = None) -> None:
        name = self._header.names.get(key, key) if key else None
        self._findings.add(Problem(self._sheet.file.name, reason, row=number, column=name, value=value))


def _compared(record: LocationRecord, stored: StoredLocation | None) -> tuple[LocationRecord, dict[str, list[Any]]]:
    """Return the record without doubts that the row has answered, and what differs from what is stored."""
    if stored is None:
        return record, differences({}, document_of(record))
    if record is stored.record:
        return record, {}
    fields = {*fields_that_differ(stored.record, record), "facts"}
    before = document_of(stored.record, fields)
    after = without_answered_facts(before, document_of(record, fields))
    facts = tuple(fact for fact in record.facts if f"facts.{fact.field}" in after)
    return replace(record, facts=facts), differences(before, after)


def _same(text: str, shown: str) -> bool:
    """Return whether a cell says what was exported, but for white space that programs change by themselves."""
    return text.replace("\r\n", "\n").strip() == shown.replace("\r\n", "\n").strip()
