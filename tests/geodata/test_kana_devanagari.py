import pytest

from geodata.kana_devanagari import in_devanagari
from geodata.moras import moras


@pytest.mark.parametrize(
    ("kana", "name"),
    [
        ("なかやま", "नाकायामा"),
        ("よこはま", "योकोहामा"),
        ("つるみ", "त्सुरुमी"),
        ("みどり", "मिदोरी"),
        ("ほんもく", "होम्मोकु"),
        ("しんばし", "शिम्बाशी"),
        ("はっちょう", "हाच्चो"),
        ("おっぱま", "ओप्पामा"),
        ("きょうと", "क्योतो"),
        ("あおば", "आओबा"),
        ("いずみ", "इजुमी"),
        ("さかえ", "साकाए"),
        ("ふじ", "फुजी"),
        ("こうえん", "कोएन"),
    ],
)
def test_a_name_is_written_in_devanagari_as_is_usual(kana: str, name: str) -> None:
    assert in_devanagari(moras(kana)) == name
