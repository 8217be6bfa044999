import pytest

from geodata.kana_cyrillic import in_cyrillic
from geodata.moras import moras


@pytest.mark.parametrize(
    ("kana", "name"),
    [
        ("つるみ", "Цурумі"),
        ("ほどがや", "Ходоґая"),
        ("かなざわ", "Канадзава"),
        ("いずみ", "Ідзумі"),
        ("しんばし", "Шімбаші"),
        ("こうほく", "Кохоку"),
        ("しょうなん", "Шьонан"),
        ("きょうと", "Кьото"),
        ("ちゅうおう", "Чюо"),
        ("さいたま", "Сайтама"),
        ("さかえ", "Сакае"),
        ("はっちょう", "Хаччьо"),
        ("けんいち", "Кен’ічі"),
        ("せや", "Сея"),
        ("よよぎ", "Йойоґі"),
    ],
)
def test_a_name_is_written_in_cyrillic_as_is_usual(kana: str, name: str) -> None:
    assert in_cyrillic(moras(kana)) == name
