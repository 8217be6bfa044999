import pytest

from geodata.kana_hangul import in_hangul
from geodata.moras import moras
from geodata.tables import table


@pytest.mark.parametrize(
    ("kana", "name"),
    [
        ("なかやま", "나카야마"),
        ("つるみ", "쓰루미"),
        ("かながわ", "가나가와"),
        ("とつか", "도쓰카"),
        ("ちがさき", "지가사키"),
        ("しんばし", "신바시"),
        ("にっぱ", "닛파"),
        ("さかえ", "사카에"),
        ("しょうなん", "쇼난"),
        ("ちょうじゃ", "조자"),
        ("いずみ", "이즈미"),
        ("こうほく", "고호쿠"),
    ],
)
def test_a_name_is_written_in_hangul_as_is_usual(kana: str, name: str) -> None:
    assert in_hangul(moras(kana)) == name


def test_the_rule_writes_most_stations_as_their_companies_do() -> None:
    # What is left are words kept apart (고엔 and 코엔), and names of companies' own, such as 센터 기타.
    names = [(row["kana"], row["ko"]) for row in table("stations")]
    different = [name for kana, name in names if in_hangul(moras(kana)) != name.replace(" ", "")]

    assert len(different) < len(names) / 5
