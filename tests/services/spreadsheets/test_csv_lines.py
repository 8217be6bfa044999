import pytest

from services.imports.problems import BadTables
from services.spreadsheets.csv_lines import csv_lines, encoding_of
from tests.sheets_for_tests import sheet_of

TABLE = "slug,名称\nlounge-a,みどり〜ラウンジ①\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"])
def test_the_encodings_of_spreadsheet_programs_are_recognised(encoding: str) -> None:
    text = TABLE.replace("〜", "～")

    found = list(csv_lines(sheet_of(text.encode(encoding)).file))

    assert found == [(1, ["slug", "名称"]), (2, ["lounge-a", "みどり～ラウンジ①"])]


def test_utf16_with_a_mark_of_the_other_order_is_recognised() -> None:
    content = b"\xfe\xff" + TABLE.encode("utf-16-be")

    assert list(csv_lines(sheet_of(content).file))[1][1][0] == "lounge-a"


def test_the_unicode_text_of_excel_has_tabs() -> None:
    content = TABLE.replace(",", "\t").encode("utf-16")

    assert next(iter(csv_lines(sheet_of(content).file))) == (1, ["slug", "名称"])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"slug,\xff\xfe\xfd\n",
        b"slug,a\x00b\n",
        "slug,窓口\n".encode("iso2022_jp") + b"\xff",
        "slug,窓口\n".encode("utf-16")[:-1],
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    ],
)
def test_what_is_in_no_known_encoding_is_refused(content: bytes) -> None:
    with pytest.raises(BadTables):
        encoding_of(sheet_of(content).file)


@pytest.mark.parametrize("content", ['slug,a\n"b', 'slug\n"a"b\n', "slug\n" + "x" * 2_000_000])
def test_what_is_no_row_is_refused_with_its_number(content: str) -> None:
    with pytest.raises(BadTables, match="row 2"):
        list(csv_lines(sheet_of(content.encode()).file))
