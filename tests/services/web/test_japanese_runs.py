import pytest

from services.web.japanese_runs import marked


def japanese(words: str) -> str:
    return f'<span lang="ja" dir="ltr">{words}</span>'


@pytest.mark.parametrize(
    ("language", "text", "markup"),
    [
        ("ne", "नर्सरी (保育園) आदि", f"नर्सरी ({japanese('保育園')}) आदि"),
        ("ko", "‘하지메테’(はじめて, 처음)", f"‘하지메테’({japanese('はじめて')}, 처음)"),
        ("en", "the card (在留カード)", f"the card ({japanese('在留カード')})"),
        (
            "zh-hans",
            "“用日语同乐会”（日本語で楽しむ会）：星期四",
            f"“用日语同乐会”（{japanese('日本語で楽しむ会')}）：星期四",
        ),
        ("zh-hant", "在留卡與護照", "在留卡與護照"),
        ("en", "<b> & (戸籍)", f"&lt;b&gt; &amp; ({japanese('戸籍')})"),
        ("ja", "在留カード", "在留カード"),
        ("ja-easy", "{区|く}", "<ruby>区<rp>(</rp><rt>く</rt><rp>)</rp></ruby>"),
    ],
)
def test_only_japanese_words_in_other_texts_are_marked(language: str, text: str, markup: str) -> None:
    assert marked(text, language) == markup
