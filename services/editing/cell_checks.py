"""Single fields that somebody filled in, held against what the importer's columns allow."""

from collections.abc import Iterable, Iterator

from services.errors import FieldProblem, Flaw
from services.imports.cells import MAX_TEXT_CHARACTERS, BadCell, words
from services.imports.columns import TABLES
from services.imports.records import TextRecord

Problems = Iterator[FieldProblem]

LONGEST_WHY = 500
LONGEST_MESSAGE = 2_000
_LONGEST_NAME = 200
_NAMES = ("name", "title")

LONGEST_IN_COLUMN = {"name_kana": 200, "line_id": 64, "name_ja": 100, "as_of": 60, "note": MAX_TEXT_CHARACTERS}
"""Columns of free text, with what their parsers allow."""
_FLAWS = {
    "slug": Flaw.BAD_CODE,
    "field": Flaw.BAD_CODE,
    "postal_code": Flaw.BAD_POSTAL_CODE,
    "email": Flaw.BAD_EMAIL,
    "website": Flaw.BAD_WEB_ADDRESS,
    "number": Flaw.BAD_PHONE_NUMBER,
    "lat": Flaw.BAD_NUMBER,
    "lon": Flaw.BAD_NUMBER,
    "position_accuracy_m": Flaw.BAD_NUMBER,
    "walk_minutes": Flaw.BAD_NUMBER,
    "year": Flaw.BAD_NUMBER,
    "first": Flaw.BAD_DATE,
    "last": Flaw.BAD_DATE,
}


def cell_problems(owner: str, file: str, record: object, *columns: str) -> Problems:
    """Yield what is wrong with fields of `record` that are columns of a table of the importer too.

    `owner` is what their paths begin with. An empty field is never wrong here.
    """
    for column in columns:
        value = getattr(record, column)
        try:
            if value is not None:
                TABLES[file].columns[column](str(value))
        except BadCell:
            yield _problem(owner + column, column)


def _problem(path: str, column: str) -> FieldProblem:
    if column in LONGEST_IN_COLUMN:
        return FieldProblem(path, Flaw.BAD_TEXT, {"longest": LONGEST_IN_COLUMN[column]})
    return FieldProblem(path, _FLAWS.get(column, Flaw.UNKNOWN))


def text_problems(owner: str, texts: Iterable[TextRecord], *, required: Iterable[str]) -> Problems:
    """Yield what is wrong with texts; the `required` fields must be there in Japanese."""
    written = set()
    for text in texts:
        path = f"{owner}texts.{text.field}.{text.language}"
        if (text.field, text.language) in written:
            yield FieldProblem(path, Flaw.DUPLICATE)
        written.add((text.field, text.language))
        yield from cell_problems(f"{path}.", "texts.csv", text, "field", "language")
        is_name = text.field in _NAMES
        longest = _LONGEST_NAME if is_name else MAX_TEXT_CHARACTERS
        yield from line_problems(path, text.text, longest=longest, lines=not is_name)
    for field in required:
        if (field, "ja") not in written:
            yield FieldProblem(f"{owner}texts.{field}.ja", Flaw.REQUIRED)


def line_problems(path: str, text: str | None, *, longest: int, lines: bool = False) -> Problems:
    """Yield what is wrong with a text of at most `longest` characters; `lines` allows several. None is fine."""
    if text is None:
        return
    if not text:
        yield FieldProblem(path, Flaw.REQUIRED)
        return
    try:
        words(longest, lines=lines)(text)
    except BadCell:
        yield FieldProblem(path, Flaw.BAD_TEXT, {"longest": longest})
