import io
import struct
import tracemalloc
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook

from services.imports.problems import BadTables
from services.spreadsheets import xlsx_lines
from services.spreadsheets.xlsx_lines import xlsx_lines as read
from tests.sheets_for_tests import XLSX_NAMES, sheet_of, xlsx_of

SHEET = XLSX_NAMES[-1]
BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet>&c;</worksheet>'
FILE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>'


def lines(content: bytes) -> list[tuple[int, list[str]]]:
    return list(read(sheet_of(content, "a.xlsx").file))


def made(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_cells_are_read_as_somebody_would_write_them_into_a_table() -> None:
    row = ["窓口", 20, 35.516011, True, date(2026, 12, 29), time(9, 30), datetime(2026, 1, 2, 3, 4), None, "z"]  # noqa: DTZ001 - Excel knows no zones.

    assert lines(made(row)) == [
        (1, ["窓口", "20", "35.516011", "yes", "2026-12-29", "09:30", "2026-01-02 03:04", "", "z"])
    ]


def test_rows_and_cells_may_be_left_out() -> None:
    cells = '<row r="3"><c r="B3" t="str"><v>b</v></c><c t="str"><v>c</v></c></row><row><c t="str"><v>d</v></c></row>'

    assert lines(xlsx_of(cells)) == [(3, ["", "b", "c"]), (4, ["d"])]


def test_readings_of_japanese_words_are_no_part_of_them() -> None:
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>\xe7\xaa\x93</t></r>'
        b"<r><t>\xe5\x8f\xa3</t></r><rPh><t>\xe3\x83\x9e\xe3\x83\x89</t></rPh></si></sst>"
    )

    found = lines(xlsx_of('<row><c t="s"><v>0</v></c></row>', {"xl/sharedStrings.xml": strings}))

    assert found == [(1, ["窓口"])]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("<row><c><f>1+1</f><v>2</v></c></row>", "a formula in row 1"),
        ('<row r="2000000000"><c><v>1</v></c></row>', "more than 1,048,576 rows"),
        ('<row r="-1"><c><v>1</v></c></row>', "rows"),
        ('<row><c r="XFD1"><v>1</v></c></row>', "more than 300 columns"),
        ("<row>" + "<c/>" * 17_000 + "</row>", "more than 300 columns"),
        (f'<row><c t="str"><v>{"x" * 1_000_000}</v></c></row>', "more than 32,767 characters"),
        ('<row><c t="s"><v>7</v></c></row>', "damaged"),
        ("<row><c><v>many</v></c></row>", "damaged"),
        ('<row r="a"/>', "damaged"),
        ("<row>", "damaged"),
    ],
)
def test_cells_that_are_not_taken_are_refused(cells: str, reason: str) -> None:
    with pytest.raises(BadTables, match=reason):
        lines(xlsx_of(cells))


@pytest.mark.parametrize("bomb", [BOMB, FILE, BOMB.decode().encode("utf-16"), FILE.decode().encode("utf-16")])
@pytest.mark.parametrize("member", [*XLSX_NAMES[1:], "xl/styles.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused_in_every_part_and_encoding(bomb: bytes, member: str) -> None:
    with pytest.raises(BadTables, match="declares a document type"):
        lines(xlsx_of("", {member: bomb}))


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"xl/vbaProject.bin": b"macro"}, "macros"),
        ({SHEET: b"<worksheet>" + b" " * 8_000_000 + b"</worksheet>"}, "times its size"),
        ({f"junk/{number}": b"" for number in range(201)}, "parts"),
        ({"XL/WORKBOOK.XML": b""}, "each once"),
        ({SHEET: b"\x00\x01"}, "damaged"),
        ({"xl/_rels/workbook.xml.rels": b"<a/>"}, "damaged"),
    ],
)
def test_a_zip_file_that_is_no_honest_excel_file_is_refused(more: dict[str, bytes], reason: str) -> None:
    with pytest.raises(BadTables, match=reason):
        lines(xlsx_of("", more))


def test_a_zip_file_of_something_else_is_no_excel_file() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("hours.csv", "days\n")

    with pytest.raises(BadTables, match="no Excel file"):
        lines(target.getvalue())


@pytest.mark.parametrize("limit", ["MAX_MEMBER_BYTES", "MAX_TOTAL_BYTES"])
def test_what_would_unpack_too_large_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(xlsx_lines, limit, 100)

    with pytest.raises(BadTables, match="would unpack to"):
        lines(xlsx_of("<row/>" * 100))


def test_a_bomb_that_lies_about_its_size_is_damaged() -> None:
    content = bytearray(xlsx_of("<row/>" * 100_000))
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 100)

    with pytest.raises(BadTables, match="damaged"):
        lines(bytes(content))


@pytest.mark.parametrize("cut", [10, 300, -1, -30])
def test_a_file_that_was_cut_off_is_damaged(cut: int) -> None:
    with pytest.raises(BadTables, match="damaged"):
        lines(made(["slug"])[:cut])


def test_any_number_of_empty_rows_takes_no_memory() -> None:
    rows = (f'<row r="{number}"><c r="A{number}" s="{number % 7}"/></row>' for number in range(2, 200_000))
    content = xlsx_of('<row r="1"><c t="str"><v>slug</v></c></row>' + "".join(rows))
    tracemalloc.start()

    assert lines(content) == [(1, ["slug"])]
    assert tracemalloc.get_traced_memory()[1] < 4_000_000
    tracemalloc.stop()
