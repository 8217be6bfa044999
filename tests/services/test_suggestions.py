import pytest

from services.suggestions import suggestions
from services.understanding import understood


def offered(text: str, reader: str = "en") -> list[str]:
    return [
        one.text(one.place.label("en") if one.place else one.word) for one in understood(text, reader).suggestions
    ]


@pytest.mark.parametrize(
    ("text", "reader", "suggestion"),
    [
        ("passprot", "en", "passport"),
        ("I need a passprot in Nakayama", "en", "I need a passport in Nakayama"),
        ("hosptial", "es", "hospital"),
        ("โรงพยาบาน", "th", "โรงพยาบาล"),
        ("visa Nakayma", "en", "visa Nakayama"),
        ("Shin Yokohma", "en", "Shin Yokohama"),
        ("재류카트 갱신", "ko", "재류카드 갱신"),
        ("贺见区", "zh-hans", "Tsurumi Ward"),
        ("签正续签", "zh-hans", "签证续签"),
        ("пасорт", "uk", "паспорт"),
        ("राहदनी", "ne", "राहदानी"),
    ],
)
def test_a_mistyped_word_brings_the_search_with_the_word_that_was_meant(
    text: str, reader: str, suggestion: str
) -> None:
    assert suggestion in offered(text, reader)


@pytest.mark.parametrize(
    "text", ["visa in Nakayama", "пізза", "pizza", "大阪", "Tanaka Taro", "weather", "12345", ""]
)
def test_what_is_known_or_like_nothing_brings_none(text: str) -> None:
    assert offered(text) == []


def test_each_need_is_offered_once_and_in_the_readers_language() -> None:
    assert offered("pasaport", "es")[0] == "pasaporte"
    assert len({one.word for one in understood("pasaport", "es").suggestions}) <= 3


def test_no_unknown_piece_needs_no_suggestion() -> None:
    assert suggestions("visa", [], "en") == ()
