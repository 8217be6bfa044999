import pytest

from services.languages import LANGUAGES
from services.models import Kind, Topic
from services.tags import EVERY, LANGUAGES_OPEN, tag

ALL_WORDS = [
    ("any", ""),
    ("languages", "open"),
    *(("kind", kind.value) for kind in Kind),
    *(("topic", topic.value) for topic in Topic),
    *(("ward", f"14{number}") for number in range(100, 160)),
    *(("language", language.slug) for language in LANGUAGES),
]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [("topic", "legal", 6877915), ("language", "vi", 2131149084), ("ward", "14113", 927379043)],
)
def test_a_tag_keeps_its_number_for_ever(kind: str, value: str, expected: int) -> None:
    assert tag(kind, value) == expected


def test_no_two_words_share_a_number() -> None:
    assert len({tag(kind, value) for kind, value in ALL_WORDS}) == len(ALL_WORDS)


def test_numbers_fit_in_32_signed_bits() -> None:
    assert all(-(2**31) <= tag(kind, value) < 2**31 for kind, value in ALL_WORDS)


def test_the_two_fixed_tags_are_words_like_others() -> None:
    assert (tag("any", ""), tag("languages", "open")) == (EVERY, LANGUAGES_OPEN)


def test_an_unknown_kind_of_tag_is_refused() -> None:
    with pytest.raises(ValueError, match="'colour' is no kind of tag"):
        tag("colour", "red")
