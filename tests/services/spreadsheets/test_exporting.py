import io

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from services.spreadsheets.sheet_lines import lines
from tests.sheets_for_tests import exported, previewed, rows_in, sheet_of


@pytest.mark.parametrize("layout", ["own", "facilities"])
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_what_is_exported_and_brought_back_changes_nothing(
    session: Session, file_format: str, language: str, layout: str
) -> None:
    content = exported(session, file_format, layout=layout, language=language)

    found = previewed(session, sheet_of(content, f"listings.{file_format}"))

    assert (found.unchanged, found.created, found.changed, found.problem_count) == (39, 0, 0, 0)


def test_it_changes_nothing_on_the_other_database_either(either_session: Session) -> None:
    found = previewed(either_session, sheet_of(exported(either_session)))

    assert (found.unchanged, found.problem_count) == (39, 0)


def test_a_sheet_of_one_language_may_have_the_words_and_headers_of_the_other(session: Session) -> None:
    english = exported(session, language="en").decode("utf-8-sig").splitlines(keepends=True)
    japanese = exported(session, language="ja").decode("utf-8-sig").splitlines(keepends=True)

    found = previewed(session, sheet_of("".join([japanese[0], *english[1:]]).encode()))

    assert (found.unchanged, found.problem_count) == (39, 0)


def test_csv_and_excel_have_the_same_cells(session: Session) -> None:
    in_csv = list(lines(sheet_of(exported(session)).file))
    in_excel = list(lines(sheet_of(exported(session, "xlsx"), "listings.xlsx").file))

    assert in_csv == in_excel


def test_only_the_locations_that_are_asked_for_are_written(session: Session) -> None:
    rows = rows_in(exported(session, slugs=["lounge-naka", "nowhere", "lounge-aoba"]))

    assert [row["識別名"] for row in rows] == ["lounge-naka", "lounge-aoba"]


def test_a_clerk_reads_hours_and_languages_in_words(session: Session) -> None:
    row = next(row for row in rows_in(exported(session)) if row["識別名"] == "lounge-kanazawa")
    center = next(row for row in rows_in(exported(session)) if row["識別名"] == "center-multicultural")

    assert (row["種別"], row["区"], row["言語（木曜）"]) == (
        "国際交流ラウンジ",
        "金沢区",
        "英語 窓口 09:00-17:00; スペイン語 窓口 13:00-17:00",
    )
    assert center["土曜の時間"] == "第2・4週 10:00-13:00 (受付12:30まで)"


def test_no_cell_of_an_excel_file_is_a_formula(session: Session) -> None:
    sheet = load_workbook(io.BytesIO(exported(session, "xlsx"))).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}

    assert kinds == {"s"}


def test_progress_is_told_up_to_the_last_location(session: Session) -> None:
    told: list[int] = []

    exported(session, on_progress=told.append)

    assert told == [39]
