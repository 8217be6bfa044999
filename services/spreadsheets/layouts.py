"""The two layouts of a sheet, and how a header says which it is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.imports.problems import BadTables, Problem
from services.models import Kind
from services.spreadsheets import facilities
from services.spreadsheets.column_kinds import Column
from services.spreadsheets.columns import own_columns
from services.spreadsheets.drafts import Draft
from services.spreadsheets.words import SheetLanguage, folded


@dataclass(frozen=True, slots=True)
class Layout:
    """A set of columns that belong together."""

    name: str
    key: str
    """The column that names a location."""
    columns: tuple[Column, ...]
    together: tuple[str, ...] = ()
    """Columns that mean something only with each other; `finish` makes it of them."""
    finish: Callable[[Draft, Mapping[str, str]], None] | None = None
    kind: Kind | None = None
    """What a new location is where no column says it."""

    def language(self, asked: SheetLanguage) -> SheetLanguage:
        """Return the language of its cells: the national list is in Japanese."""
        return "ja" if self.kind else asked


def layouts() -> tuple[Layout, Layout]:
    """Return our own layout and that of the national list."""
    together = (facilities.DAYS_OPEN, facilities.OPENS, facilities.CLOSES)
    return (
        Layout("own", "slug", own_columns()),
        Layout("facilities", "ID", facilities.facility_columns(), together, facilities.finish, Kind.OTHER),
    )


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line of a sheet says."""

    layout: Layout
    language: SheetLanguage
    columns: tuple[Column, ...]
    """One a cell of the line."""
    names: Mapping[str, str]
    """The names as they stand there, by the keys of columns."""


def header_of(file: str, cells: Sequence[str]) -> Header:
    """Return what a header says. Raises `BadTables` for one that no layout has."""
    found = [_matched(layout, cells) for layout in layouts()]
    layout, columns = max(found, key=lambda each: len([column for column in each[1] if column]))
    problems = list(_problems(file, layout, cells, columns))
    if problems:
        raise BadTables(problems)
    known = tuple(column for column in columns if column)
    names = {column.key: cell for column, cell in zip(known, cells, strict=True)}
    japanese = sum(folded(cell) == folded(column.ja) for column, cell in zip(known, cells, strict=True))
    return Header(layout, layout.language("ja" if 2 * japanese >= len(known) else "en"), known, names)


def _matched(layout: Layout, cells: Sequence[str]) -> tuple[Layout, list[Column | None]]:
    by_name = {folded(name): column for column in layout.columns for name in (column.key, column.en, column.ja)}
    return layout, [by_name.get(folded(cell)) for cell in cells]


def _problems(file: str, layout: Layout, cells: Sequence[str], columns: Sequence[Column | None]) -> Iterator[Problem]:
    seen: set[str] = set()
    for cell, column in zip(cells, columns, strict=True):
        if column is None:
            yield Problem(file, "is no column of this sheet", row=1, value=cell)
        elif column.key in seen:
            yield Problem(file, "is there more than once", row=1, column=cell, value=cell)
        seen |= {column.key} if column else set()
    if layout.key not in seen:
        yield Problem(file, "is missing: it names the location of a row", row=1, column=layout.key)
