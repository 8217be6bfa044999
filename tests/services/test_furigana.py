import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from services.furigana import in_kana, plain, ruby, with_reading

STATION = "<ruby>駅<rp>(</rp><rt>えき</rt><rp>)</rp></ruby>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nakayama", "Nakayama"),
        ("{駅|えき}", STATION),
        ("{駅|えき}と{駅|えき}", f"{STATION}と{STATION}"),
        ("<b>{駅|えき}</b>", f"&lt;b&gt;{STATION}&lt;/b&gt;"),
        ("a < b", "a &lt; b"),
        ('{<i>|"}', "<ruby>&lt;i&gt;<rp>(</rp><rt>&#34;</rt><rp>)</rp></ruby>"),
        ("{駅}", "{駅}"),
        ("{駅|}", "{駅|}"),
        ("", ""),
    ],
)
def test_furigana_is_drawn_as_ruby_and_everything_else_escaped(text: str, expected: str) -> None:
    assert str(ruby(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{横浜|よこはま}{市|し}の{窓口|まどぐち}", "横浜市の窓口"),
        ("{駅}", "{駅}"),
        ("Nakayama", "Nakayama"),
        ("", ""),
    ],
)
def test_plain_text_keeps_the_words_and_drops_the_readings(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(alphabet="{|}<>&\"'駅a"))
def test_no_text_brings_markup_of_its_own(text: str) -> None:
    drawn = str(ruby(text))

    for ours in ("<ruby>", "</ruby>", "<rp>", "</rp>", "<rt>", "</rt>"):
        drawn = drawn.replace(ours, "")
    assert "<" not in drawn
    assert '"' not in drawn


def test_text_in_kana_keeps_the_readings_and_drops_the_kanji() -> None:
    assert in_kana("{地図|ちず}を {開|ひら}く") == "ちずを ひらく"


@pytest.mark.parametrize(
    ("name", "reading", "expected"),
    [
        ("中山", "なかやま", "{中山|なかやま}"),
        ("センター北", "せんたーきた", "センター{北|きた}"),
        ("いずみ中央", "いずみちゅうおう", "いずみ{中央|ちゅうおう}"),
        ("保土ケ谷区", "ほどがやく", "{保土ケ谷区|ほどがやく}"),
        ("日ノ出町", "ひのでちょう", "{日ノ出町|ひのでちょう}"),
        ("日本大通り", "にほんおおどおり", "{日本大通|にほんおおどお}り"),
        ("たまプラーザ", "たまぷらーざ", "たまプラーザ"),
        ("新駅", "", "新駅"),
    ],
)
def test_name_gets_its_reading_over_its_kanji_only(name: str, reading: str, expected: str) -> None:
    assert with_reading(name, reading) == expected


def test_text_and_markup_that_read_alike_are_told_apart() -> None:
    assert str(ruby(Markup("<b>"))) == "<b>"
    assert str(ruby("<b>")) == "&lt;b&gt;"
