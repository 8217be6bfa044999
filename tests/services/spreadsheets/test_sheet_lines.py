import pytest

from services.imports.problems import BadTables
from services.spreadsheets import sheet_lines
from services.spreadsheets.sheet_files import MAX_CELL_CHARACTERS, MAX_COLUMNS
from services.spreadsheets.sheet_lines import lines
from tests.sheets_for_tests import sheet_of, xlsx_of

EXCEL = xlsx_of('<row><c t="inlineStr"><is><t>slug</t></is></c></row>')


def read(content: bytes, name: str = "a.csv") -> list[tuple[int, list[str]]]:
    return list(lines(sheet_of(content, name).file))


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (EXCEL, "a.csv", "is a zip or an Excel file"),
        (b"slug\n", "a.xlsx", "is no Excel file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xlsx", "old or a protected Excel file"),
        (b"slug\n", "a.ods", "neither .csv nor .xlsx"),
        (EXCEL, "a.xlsm", "neither .csv nor .xlsx"),
        (b"PK\x03\x04", "a.xlsx", "damaged"),
        (b"", "a.csv", "is empty"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(BadTables, match=reason):
        read(content, name)


def test_blank_lines_are_passed_over_and_the_others_keep_their_numbers() -> None:
    assert read(b"slug,name\n\n,,,\na,b,,\n") == [(1, ["slug", "name"]), (4, ["a", "b"])]


def test_millions_of_empty_lines_say_nothing() -> None:
    assert read(b"slug\n" + b",\n" * 1_000_000) == [(1, ["slug"])]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a," * MAX_COLUMNS + b"a\n", "columns"),
        (b"slug\n" + b"x" * (MAX_CELL_CHARACTERS + 1) + b"\n", "row 2: has a cell"),
        (b"slug\n" + b"x" * 1_000_000 + b"\n", "row 2: has a cell"),
    ],
)
def test_what_no_honest_sheet_has_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(BadTables, match=reason):
        read(content)


@pytest.mark.parametrize(("limit", "most"), [("MAX_ROWS", 1), ("MAX_CSV_BYTES", 3)])
def test_a_sheet_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    monkeypatch.setattr(sheet_lines, limit, most)

    with pytest.raises(BadTables, match=r"(more than 1 rows)|(larger than 3 bytes)"):
        read(b"slug\na\n")
