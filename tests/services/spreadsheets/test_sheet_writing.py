import io

import pytest
from openpyxl import load_workbook

from services.spreadsheets.sheet_lines import lines
from services.spreadsheets.sheet_writing import write_csv, write_xlsx
from tests.sheets_for_tests import sheet_of

CELLS = ["=1+1", "+81", "-1", "@a", "#N/A", "窓口\n二行", 'a"b,c', "'=x", "00123", "１２"]
WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


def written(kind: str, *rows: list[str]) -> bytes:
    target = io.BytesIO()
    WRITERS[kind](target, rows)
    return target.getvalue()


@pytest.mark.parametrize("kind", WRITERS)
def test_every_cell_is_read_back_as_it_was(kind: str) -> None:
    content = written(kind, ["slug", "", "last"], CELLS)

    assert list(lines(sheet_of(content, f"a.{kind}").file)) == [(1, ["slug", "", "last"]), (2, CELLS)]


def test_no_cell_of_a_csv_file_begins_like_a_formula() -> None:
    text = written("csv", CELLS).decode("utf-8-sig")

    assert text.startswith("'=1+1,'+81,'-1,'@a,#N/A,")


def test_formulas_and_errors_are_plain_strings_in_excel() -> None:
    (row,) = load_workbook(io.BytesIO(written("xlsx", CELLS))).active.iter_rows()

    assert {cell.data_type for cell in row} == {"s"}
    assert [cell.value for cell in row] == CELLS


def test_excel_knows_the_csv_file_as_utf8() -> None:
    assert written("csv", ["窓口"]).startswith(b"\xef\xbb\xbf")


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert list(lines(sheet_of(written("xlsx", ["a\x00b\x0bc\ufffe"]), "a.xlsx").file)) == [(1, ["abc"])]
