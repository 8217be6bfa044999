from services.imports.cells import minutes, words
from services.imports.columns import Table
from services.imports.rows import Row, rows_of

TABLE = Table({"place": words(20, lines=True), "opens": minutes}, key=("place",))


def read(text: str) -> tuple[list[Row], list[str]]:
    problems = []
    rows = rows_of("t.csv", TABLE, text, problems)
    return rows, [str(problem) for problem in problems]


def test_columns_may_stand_in_any_order_with_spaces_around() -> None:
    rows, problems = read("opens, place\n 09:00 , A \n")

    assert problems == []
    assert (rows[0]["place"], rows[0]["opens"]) == ("A", 540)


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    rows, problems = read('place,opens\n"two\nlines",09:00\n\n,\nB,10:00\nC,noon\n')

    assert [(row.number, row["place"]) for row in rows] == [(2, "two\nlines"), (5, "B"), (6, "C")]
    assert problems[0].startswith("t.csv row 6, opens: 'noon' may be a time")


def test_line_ends_of_any_system_are_read() -> None:
    rows, problems = read("place,opens\r\nA,09:00\r\nB,09:00\r\n")

    assert ([row["place"] for row in rows], problems) == (["A", "B"], [])


def test_a_column_that_is_unknown_missing_or_doubled_is_said() -> None:
    _, problems = read("place,place,closes\nA,A,09:00\n")

    assert problems == [
        "t.csv row 1, place: 'place' is there more than once",
        "t.csv row 1: 'closes' is no column of this table; its columns are place, opens",
        "t.csv row 1, opens: is missing",
    ]


def test_an_empty_table_lacks_its_header() -> None:
    assert read("") == ([], ["t.csv row 1, place: is missing", "t.csv row 1, opens: is missing"])


def test_a_row_with_more_or_fewer_cells_than_the_header_is_said() -> None:
    rows, problems = read("place,opens\nA\nB,09:00,09:00\n")

    assert rows == []
    assert problems == ["t.csv row 2: has 1 cells; the header has 2", "t.csv row 3: has 3 cells; the header has 2"]


def test_a_quote_that_never_ends_is_said_with_its_row() -> None:
    rows, problems = read('place,opens\nA,09:00\n"B,09:00\n')

    assert [row["place"] for row in rows] == ["A"]
    assert problems[0].startswith("t.csv row 3: is no row of a CSV table")
