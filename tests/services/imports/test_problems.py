from services.errors import BadRecord
from services.imports.problems import BadTables, Problem


def test_a_problem_names_file_row_column_value_and_what_it_may_be() -> None:
    problem = Problem("hours.csv", "may be a time such as 09:00", row=5, column="opens", value="9am")

    assert str(problem) == "hours.csv row 5, opens: '9am' may be a time such as 09:00"


def test_a_long_value_is_cut() -> None:
    assert str(Problem("texts.csv", "may be short", value="x" * 100)) == f"texts.csv: '{'x' * 60}…' may be short"


def test_the_message_has_the_first_twenty_and_how_many_more() -> None:
    bad = BadTables(Problem("hours.csv", "is wrong", row=row) for row in range(30, 0, -1))

    lines = str(bad).splitlines()

    assert isinstance(bad, BadRecord)
    assert len(bad.problems) == 30
    assert (lines[0], lines[19], lines[20]) == (
        "hours.csv row 1: is wrong",
        "hours.csv row 20: is wrong",
        "and 10 more",
    )
