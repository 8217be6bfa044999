import io
import zipfile

import pytest
from openpyxl import Workbook

from services.spreadsheets import xlsx_parts
from services.spreadsheets.xlsx_parts import Book, TooMuch, book_of
from tests.sheets_for_tests import xlsx_of


def book(content: bytes) -> Book:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return book_of(archive)


def saved(workbook: Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def test_the_first_sheet_that_is_not_hidden_is_read() -> None:
    workbook = Workbook()
    workbook.active.sheet_state = "hidden"
    workbook.create_sheet("second")

    assert book(saved(workbook)).sheet == "xl/worksheets/sheet2.xml"


def test_which_styles_are_dates_is_known() -> None:
    workbook = Workbook()
    for number_format in ("0.00", "yyyy/m/d", "@", "mm-dd-yy", "h:mm"):
        cell = workbook.active.cell(workbook.active.max_row + 1, 1, 1)
        cell.number_format = number_format

    assert book(saved(workbook)).date_styles == {2, 4, 5}


@pytest.mark.parametrize(("from_1904", "expected"), [(False, "2026-12-29"), (True, "2030-12-30")])
def test_days_count_from_where_the_file_says(from_1904: object, expected: str) -> None:
    found = Book("", [], frozenset(), counts_from_1904=bool(from_1904))

    assert found.moment(46385) == expected


def test_more_text_than_any_list_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_parts, "MAX_STRING_CHARACTERS", 3)
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>abcd</t></si></sst>'

    with pytest.raises(TooMuch):
        book(xlsx_of("", {"xl/sharedStrings.xml": strings}))
