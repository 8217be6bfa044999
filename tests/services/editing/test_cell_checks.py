import pytest

from services.editing.cell_checks import LONGEST_IN_COLUMN, cell_problems, line_problems, text_problems
from services.errors import Flaw
from services.imports.cells import BadCell
from services.imports.columns import TABLES
from services.imports.records import PhoneRecord, TextRecord
from services.models import PhoneKind, TextState

TABLE_OF = {"name_ja": "routes.csv", "as_of": "facts.csv", "note": "facts.csv"}


def text(field: str = "name", language: str = "ja", words: str = "ラウンジ") -> TextRecord:
    return TextRecord(field, language, TextState.HUMAN, words)


def found(*texts: TextRecord, required: tuple[str, ...] = ()) -> list[str]:
    return [str(problem) for problem in text_problems("", texts, required=required)]


@pytest.mark.parametrize("column", LONGEST_IN_COLUMN)
def test_the_length_that_is_told_is_the_one_that_counts(column: str) -> None:
    parser = TABLES[TABLE_OF.get(column, "locations.csv")].columns[column]

    assert parser("x" * LONGEST_IN_COLUMN[column])
    with pytest.raises(BadCell):
        parser("x" * (LONGEST_IN_COLUMN[column] + 1))


def test_a_field_is_held_against_the_column_of_its_name() -> None:
    wrong = cell_problems("phones.0.", "phones.csv", PhoneRecord(PhoneKind.VOICE, "call us"), "number")

    assert [(problem.path, problem.flaw) for problem in wrong] == [("phones.0.number", Flaw.BAD_PHONE_NUMBER)]


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        (text(), []),
        (text(words="x" * 201), ["texts.name.ja: bad_text, longest 200"]),
        (text(words="two\nlines"), ["texts.name.ja: bad_text, longest 200"]),
        (text("note", words="two\nlines"), []),
        (text("note", words="unseen \u202e"), ["texts.note.ja: bad_text, longest 20000"]),
        (text("note", language="xx"), ["texts.note.xx.language: unknown"]),
        (text("note", language="x-rtl"), ["texts.note.x-rtl.language: unknown"]),
        (text("No te"), ["texts.No te.ja.field: bad_code"]),
        (text(words=""), ["texts.name.ja: required"]),
    ],
)
def test_texts_are_held_against_their_length_and_languages(given: TextRecord, problems: list[str]) -> None:
    assert found(given) == problems


def test_a_required_text_must_be_there_in_japanese() -> None:
    assert found(text(language="en"), required=("name",)) == ["texts.name.ja: required"]


def test_a_text_is_there_once() -> None:
    assert found(text(), text()) == ["texts.name.ja: duplicate"]


def test_no_line_at_all_is_fine() -> None:
    assert list(line_problems("why", None, longest=5)) == []
