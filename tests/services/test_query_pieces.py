import pytest

from services.query_pieces import pieces
from services.query_texts import one_width


def places(text: str) -> list[str]:
    return [piece.places[0].label("en") for piece in pieces(one_width(text)) if piece.places]


def codes(text: str) -> list[str]:
    return [piece.meanings[0].code for piece in pieces(one_width(text)) if piece.meanings]


def unknown(text: str) -> list[str]:
    return [piece.text for piece in pieces(one_width(text)) if piece.is_unknown]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1-6-15 Nakayama, Midori-ku, Yokohama visa", "Nakayama 1-chome"),
        ("横浜市緑区中山1-6-15 ビザ", "Nakayama 1-chome"),
        ("226-0019 visa", "226-0019"),
        ("Yokohama Nakayama tax", "Nakayama"),
        ("center minami passport", "Center Minami"),
        ("弘明寺 (京急本線)", "Gumyoji"),
        ("лікар в Накаямі", "Nakayama"),
        ("वीजा योकोहमामा", "Yokohama"),
        ("병원 요꼬하마에서", "Yokohama"),
        ("ใกล้โยโกฮาม่า", "Yokohama"),
        ("estación de Tsurumi visa", "Tsurumi"),
        ("Midori ku tax", "Midori Ward"),
    ],
)
def test_one_place_is_read_among_other_words(text: str, place: str) -> None:
    assert places(text) == [place]
    assert unknown(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lost my job", ["work"]),
        ("Japanese class", ["japanese_class"]),
        ("residence card school", ["residence", "school"]),
        ("kantor distrik Aoba", ["ward_office"]),
        ("visa更新", ["residence"]),
    ],
)
def test_the_longest_words_are_read(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("text", ["pizza", "Osaka", "weather tomorrow in Kyoto"])
def test_what_nothing_is_known_of_is_unknown(text: str) -> None:
    assert unknown(text)
    assert codes(text) == places(text) == []


def test_pieces_keep_their_offsets() -> None:
    text = "visa in Nakayama"

    assert [text[piece.start : piece.end] for piece in pieces(text)] == ["visa", "in", "Nakayama"]
