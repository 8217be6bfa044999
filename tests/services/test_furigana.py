import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.furigana import plain, ruby

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
