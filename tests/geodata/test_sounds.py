import pytest

from geodata.folding import fold
from geodata.sounds import sound_key

ALIKE = [
    "Йокогама Йокохама Иокогама Йокогамі Йокогаму",
    "Цурумі Цуруми Тсурумі",
    "Цудзукі Цузуки Цудзуки",
    "Канаґава Канагава Канагаві",
    "Шін-Йокогама Син-Йокохама",
    "Тоцука Тоцуці Тоцуку Тоцуки",
    "Чіґасакі Тігасакі Тигасаки",
    "Хіґаші Хігасі Хигаси",
    "โยโกฮามะ โยโกฮามา โยโกฮาม่า โยะโกะฮะมะ",
    "สึรูมิ ซึรุมิ ทสึรุมิ ทซึรูมิ",
    "คานางาวะ คะนะงะวะ คานากาวา",
    "โทตสึกะ โทสึกะ โททสึกะ",
    "อาโอบะได อาโอบาดาอิ",
    "योकोहामा योकोहमा",
    "त्सुरुमी चुरुमी सुरुमी छुरुमि",
    "कानागावा कनागावा",
    "मिदोरी मिडोरी",
    "साकाए साकाये",
    "होदोगाया होडोगाया",
    "쓰루미 츠루미 쯔루미",
    "가나가와 카나카와 카나가와",
    "도쓰카 토츠카",
    "요코하마 요꼬하마",
    "고난추오 코난츄오",
]
APART = [
    ("Мідорі", "Мінамі"),
    ("Тоцука", "Ходоґая"),
    ("Канаґава", "Канадзава"),
    ("มิโดริ", "มินามิ"),
    ("คานางาวะ", "คานาซาวะ"),
    ("मिदोरी", "मिनामी"),
    ("कानागावा", "कानाजावा"),
    ("미도리", "미나미"),
    ("고호쿠", "고난"),
]


@pytest.mark.parametrize("spellings", ALIKE)
def test_usual_spellings_of_a_name_sound_alike(spellings: str) -> None:
    assert len({sound_key(fold(spelling)) for spelling in spellings.split()}) == 1
    assert sound_key(fold(spellings.split(maxsplit=1)[0]))


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_names_sound_different(one: str, other: str) -> None:
    assert sound_key(fold(one)) != sound_key(fold(other))


@pytest.mark.parametrize(
    "text", ["", "Nakayama", "中山", "なかやま", "नाक", "때려", "Мед", "นา", "Ка", "가", "Цуруmi"]
)
def test_what_is_short_or_in_another_script_has_no_key(text: str) -> None:
    assert sound_key(fold(text)) is None
