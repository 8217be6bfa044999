import pytest

from services.spreadsheets.cell_signs import as_meant, neutralised

DANGEROUS = ["=1+1", "+81-45", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("https://example.org")', "'=1", "''@a"]


@pytest.mark.parametrize("cell", DANGEROUS)
def test_what_looks_like_a_formula_begins_with_an_apostrophe(cell: str) -> None:
    assert neutralised(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [*DANGEROUS, "", "'", "'tis", "a=1", "045-000-0000", "山田", "'山田"])
def test_what_was_neutralised_is_taken_back_exactly(cell: str) -> None:
    assert as_meant(neutralised(cell)) == cell


def test_other_cells_stay_as_they_are() -> None:
    assert neutralised("'tis 1=1") == "'tis 1=1"
