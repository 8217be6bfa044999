"""Rows to be inserted together: a row may refer to one whose number the database has yet to give."""

from collections import defaultdict
from typing import Any, cast

from sqlalchemy import Connection, Table, insert

from services.database import Base
from services.models import (
    AccessRoute,
    ClosingDay,
    ClosingPeriod,
    ExceptionHours,
    Fact,
    LanguageAvailability,
    LanguageHours,
    Location,
    OpeningHours,
    Phone,
    Schedule,
    ScheduleException,
    Service,
    ServiceTopic,
    Text,
)
from services.models.facts import fact_source


def table_of(model: type[Base]) -> Table:
    """Return the table behind a model."""
    return cast("Table", model.__table__)


class NewRow:
    """A row that others may refer to; its number is known once it is inserted."""

    __slots__ = ("id",)

    id: int

    def __init__(self, number: int | None = None) -> None:
        """Take the number of a row that is there already."""
        if number is not None:
            self.id = number


# A table stands behind those it refers to.
_NUMBERED = tuple(
    map(table_of, (Location, Service, Schedule, ScheduleException, LanguageAvailability, Fact)),
)
_OTHERS = (
    *map(table_of, (Phone, AccessRoute, ServiceTopic, Text, LanguageHours)),
    *map(table_of, (OpeningHours, ClosingDay, ClosingPeriod, ExceptionHours)),
    fact_source,
)


class NewRows:
    """Collects rows of all tables of a location, then inserts each table's rows in one go."""

    def __init__(self) -> None:
        """Begin with no rows."""
        self._rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self._numbers: dict[Table, list[NewRow]] = defaultdict(list)

    def add(self, table: Table, **values: Any) -> None:
        """Add a row that no other refers to; a value may be a `NewRow`."""
        self._rows[table].append(values)

    def add_parent(self, table: Table, **values: Any) -> NewRow:
        """Add a row that others refer to."""
        self._rows[table].append(values)
        added = NewRow()
        self._numbers[table].append(added)
        return added

    def insert(self, connection: Connection) -> None:
        """Insert all rows, parents first."""
        for table in _NUMBERED:
            if rows := self._resolved(table):
                inserted = insert(table).returning(table.c.id, sort_by_parameter_order=True)
                numbers = connection.execute(inserted, rows).scalars()
                for row, number in zip(self._numbers[table], numbers, strict=True):
                    row.id = number
        for table in _OTHERS:
            if rows := self._resolved(table):
                connection.execute(insert(table), rows)

    def _resolved(self, table: Table) -> list[dict[str, Any]]:
        return [
            {name: value.id if isinstance(value, NewRow) else value for name, value in row.items()}
            for row in self._rows[table]
        ]
