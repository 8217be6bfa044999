import pytest

from geodata.kana_thai import in_thai
from geodata.moras import moras


@pytest.mark.parametrize(
    ("kana", "name"),
    [
        ("よこはま", "โยโกฮามะ"),
        ("なかやま", "นากายามะ"),
        ("つるみ", "สึรูมิ"),
        ("かながわ", "คานางาวะ"),
        ("ほどがや", "โฮโดงายะ"),
        ("いそご", "อิโซโงะ"),
        ("とつか", "โทตสึกะ"),
        ("こうなん", "โคนัง"),
        ("こうほく", "โคโฮกุ"),
        ("さかえ", "ซากาเอะ"),
        ("あおば", "อาโอบะ"),
        ("いずみ", "อิซูมิ"),
        ("せんだい", "เซ็นได"),
        ("さいたま", "ไซตามะ"),
        ("さっぽろ", "ซัปโปโระ"),
        ("しんばし", "ชิมบาชิ"),
        ("ほっかいどう", "ฮกไกโด"),
        ("まつ", "มัตสึ"),
        ("けいきゅう", "เคกีว"),
        ("きょうと", "เคียวโตะ"),
    ],
)
def test_a_name_is_written_in_thai_as_is_usual(kana: str, name: str) -> None:
    assert in_thai(moras(kana)) == name
