import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from services.imports.assembling import assembled
from services.imports.columns import TABLES
from services.imports.documents import document_of
from services.imports.records import AnyRecord, DirectoryRecords, LanguageRecord
from services.imports.rows import rows_of
from services.imports.table_rows import table_rows
from services.imports.tables import read_tables
from services.settings import ROOT
from services.timetables import Channel


def all_of(records: DirectoryRecords) -> list[AnyRecord]:
    return [*records.sources, *records.organizations, *records.locations, *records.notices]


def read_back(rows: Iterable[tuple[str, list[str]]]) -> DirectoryRecords:
    tables = defaultdict(list)
    for file, cells in rows:
        tables[file].append(cells)
    read = {}
    for file, table in TABLES.items():
        text = io.StringIO(newline="")
        csv.writer(text).writerows([list(table.columns), *tables[file]])
        read[file] = rows_of(file, table, text.getvalue(), [])
    return assembled(read)


@pytest.mark.parametrize("of", ["first records", "tables of a test"])
def test_rows_make_the_records_that_they_were_made_of(tables: Callable[..., Path], of: str) -> None:
    records = read_tables(ROOT / "services" / "data" if of == "first records" else tables())

    again = read_back(chain.from_iterable(map(table_rows, all_of(records))))

    assert [document_of(record) for record in all_of(again)] == [document_of(record) for record in all_of(records)]


def test_a_language_of_which_nobody_knows_the_times_is_left_out(tables: Callable[..., Path]) -> None:
    location = read_tables(tables()).locations[0]
    unknown = LanguageRecord("th", Channel.PHONE, whenever_open=False)
    with_unknown = replace(location, languages=(unknown,))

    assert [cells for file, cells in table_rows(with_unknown) if file == "languages.csv"] == []
