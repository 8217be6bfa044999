import pytest

from geodata.moras import moras, words
from geodata.tables import table


def spelt(kana: str) -> str:
    return " ".join(mora.romaji + ("-" if mora.is_long else "") for mora in moras(kana))


@pytest.mark.parametrize(
    ("kana", "expected"),
    [
        ("なかやま", "na ka ya ma"),
        ("つるみ", "tsu ru mi"),
        ("しんよこはま", "shi n yo ko ha ma"),
        ("こうほく", "ko- ho ku"),
        ("おおぐち", "o- gu chi"),
        ("かみおおおか", "ka mi o- o ka"),
        ("きょう", "kyo-"),
        ("じゅう", "ju-"),
        ("せんたー", "se n ta-"),
        ("ニッパ", "ni  pa"),
        ("へいわ", "he i wa"),
        ("さかえ", "sa ka e"),
    ],
)
def test_kana_are_read_mora_by_mora(kana: str, expected: str) -> None:
    assert spelt(kana) == expected


@pytest.mark.parametrize("text", ["中山", "Nakayama", "ゔ", "な か", "2ちょうめ"])
def test_what_is_no_kana_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no kana that stands for a sound"):
        moras(text)


@pytest.mark.parametrize(
    ("kana", "romaji", "expected"),
    [
        ("しんよこはま", "Shin-Yokohama", ["shin", "yokohama"]),
        ("つるみいちば", "Tsurumi-Ichiba", ["tsurumi", "ichiba"]),
        ("せんたーみなみ", "Center Minami", ["senta", "minami"]),
        ("はざわよこはまこくだい", "Hazawa-Yokohama-Kokudai", ["hazawa", "yokohama", "kokudai"]),
        ("こうなんちゅうおう", "Konan-Chuo", ["konan", "chuo"]),
        ("なかやま", "Nakayama", ["nakayama"]),
        ("こどものくに", "Somewhere Else", ["kodomonokuni"]),
    ],
)
def test_a_name_ends_its_words_where_its_romanised_form_does(kana: str, romaji: str, expected: list[str]) -> None:
    assert ["".join(mora.romaji for mora in word) for word in words(kana, romaji)] == expected


def test_a_vowel_that_is_romanised_twice_belongs_to_two_syllables() -> None:
    assert not any(mora.is_long for mora in words("ふくうら", "Fukuura")[0])


def test_every_reading_of_the_tables_is_read() -> None:
    names = [(row["kana"], row["en"]) for name in ("stations", "towns") for row in table(name)]

    assert all(sum(map(len, words(kana, romaji))) for kana, romaji in names)
