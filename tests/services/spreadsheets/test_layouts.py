import pytest

from services.imports.problems import BadTables
from services.spreadsheets.layouts import header_of, layouts


@pytest.mark.parametrize(
    ("cells", "layout", "language"),
    [
        (["識別名", "名称（日本語）"], "own", "ja"),
        (["slug", "Name (Japanese)"], "own", "en"),
        (["slug", "name_ja", "hours_mon"], "own", "en"),
        (["ＩＤ", "名称", "名称_カナ"], "facilities", "ja"),
    ],
)
def test_a_header_says_which_sheet_it_is(cells: list[str], layout: str, language: str) -> None:
    header = header_of("a.csv", cells)

    assert (header.layout.name, header.language) == (layout, language)


def test_no_two_columns_of_a_layout_have_a_name_in_common() -> None:
    for layout in layouts():
        names = [{column.key, column.ja, column.en} for column in layout.columns]
        assert len(set().union(*names)) == sum(map(len, names))


def test_an_empty_sheet_has_no_header() -> None:
    with pytest.raises(BadTables, match="slug: is missing"):
        header_of("a.csv", [])
