import pytest

from geodata.similar_names import similar_names

NAMES = ["nakayama", "nakamati", "kikuna", "なかやま", "いそご", "나카야마", "新横浜", "北新横浜"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("nakayma", ["nakayama"]),
        ("nakaayma", ["nakayama"]),
        ("kikuma", ["kikuna"]),
        ("なかやな", ["なかやま"]),
        ("いそこ", ["いそご"]),
        ("나카야머", ["나카야마"]),
        ("新横兵", ["新横浜"]),
    ],
)
def test_a_few_mistakes_are_forgiven(written: str, expected: list[str]) -> None:
    assert similar_names([written], NAMES, limit=3) == expected


@pytest.mark.parametrize("written", ["", "xyz", "kik", "なか", "新横", "qwertyuiop", "привіт"])
def test_short_or_strange_text_is_like_no_name(written: str) -> None:
    assert similar_names([written], NAMES, limit=3) == []


def test_names_of_another_script_are_never_alike() -> None:
    assert similar_names(["나카야"], ["なかや", "nakaya"], limit=3) == []


def test_fewest_mistakes_come_first() -> None:
    assert similar_names(["abcdefgh"], ["abcdefxy", "abcdefgx"], limit=2) == ["abcdefgx", "abcdefxy"]
