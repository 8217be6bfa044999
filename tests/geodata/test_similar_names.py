import pytest

from geodata.similar_names import Alike, Spellings

LATIN = ["nakayama", "nakamati", "kikuna"]
NAMES = [*LATIN, "なかやま", "いそご", "나카야마", "新横浜", "北新横浜", "วีซ่า", "パスポート", "паспорт"]


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
        ("나까야마", ["나카야마"]),
        ("วีซา", ["วีซ่า"]),
        ("паспорд", ["паспорт"]),
    ],
)
def test_a_few_mistakes_are_forgiven(written: str, expected: list[str]) -> None:
    assert [alike.name for alike in Spellings(NAMES).nearest([written], limit=3)] == expected


@pytest.mark.parametrize("written", ["", "xyz", "kik", "ikun", "なか", "新横", "qwertyuiop", "привіт"])
def test_short_or_strange_text_is_like_no_name(written: str) -> None:
    assert Spellings(NAMES).nearest([written], limit=3) == []


def test_names_of_another_script_are_never_alike() -> None:
    assert Spellings(["なかや", "nakaya"]).nearest(["나카야"], limit=3) == []


def test_fewest_mistakes_come_first() -> None:
    found = Spellings(["abcdefxy", "abcdefgx"]).nearest(["abcdefgh"], limit=2)

    assert found == [Alike(1, "abcdefgx"), Alike(2, "abcdefxy")]
