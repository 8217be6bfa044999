import pytest

from services.query_texts import Piece, as_typed, name_line, name_patterns, one_width, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("visa Nakayama", ["visa", "Nakayama"]),
        ("visa更新", ["visa", "更新"]),
        ("中山でビザ、税金", ["中山でビザ", "税金"]),
        ("元町・中華街", ["元町", "中華街"]),
        ("วีซ่าNakayama", ["วีซ่า", "Nakayama"]),
        ("요코하마 비자", ["요코하마", "비자"]),
        ("my child's school?", ["my", "child's", "school"]),
        ("226-0019", ["226-0019"]),
        ("- ' !", []),
    ],
)
def test_a_text_is_cut_at_spaces_and_where_its_script_changes(text: str, expected: list[str]) -> None:
    row = list(tokens(text))

    assert [token.text for token in row] == expected
    assert [text[token.start : token.end] for token in row] == expected


@pytest.mark.parametrize(
    ("text", "is_joined", "is_agglutinated"),
    [
        ("中山", True, False),
        ("นากายามะ", True, False),
        ("나카야마", False, True),
        ("नाकायामा", False, True),
        ("Visa", False, False),
    ],
)
def test_scripts_are_told_by_how_they_write_words(text: str, *, is_joined: bool, is_agglutinated: bool) -> None:
    token = next(tokens(one_width(text)))

    assert (token.is_joined, token.is_agglutinated) == (is_joined, is_agglutinated)


def test_half_and_full_width_are_one_and_thai_is_given_back_as_typed() -> None:
    assert one_width(" ＶＩＳＡ　ﾋﾞｻﾞ ") == "VISA ビザ"
    assert as_typed(one_width("สำนักงาน")) == "สำนักงาน"


def test_a_piece_is_unknown_where_nothing_is_known_of_it() -> None:
    assert Piece("x", 0, 1).is_unknown
    assert not Piece("in", 0, 2, is_filler=True).is_unknown


def test_a_name_is_a_line_of_words_that_a_search_finds_by_their_beginnings() -> None:
    line = name_line("みなみ市民活動・多文化共生ラウンジ (Minami Lounge)")

    assert line == " みなみ市民活動 多文化共生らうんじ minami lounge "
    assert [pattern in line for (pattern,) in [*name_patterns("minami loun")][:1]] == [True]
    assert [pattern in line for (pattern,) in [*name_patterns("nami")]] == [False]
    assert all(pattern in line for pattern in [*name_patterns("lounge in minami")][1])
    assert [pattern in line for (pattern,) in name_patterns("文化共生")] == [True]


def test_a_text_without_words_names_nothing() -> None:
    assert list(name_patterns("!?")) == []
