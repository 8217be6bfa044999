import pytest

from services.pieces_inside import cheapest, inside, known
from services.query_texts import Piece, one_width, tokens


def in_short(row: tuple[Piece, ...]) -> str:
    """Say what each piece is: a word's code, a place's name after @, a filler in brackets, the unknown after ?."""
    said = []
    for piece in row:
        if piece.is_unknown:
            said.append(f"?{piece.text}")
        elif piece.is_filler:
            said.append(f"({piece.text})")
        else:
            said.append(piece.meanings[0].code if piece.meanings else f"@{piece.places[0].names['en']}")
    return " ".join(said)


def read(text: str) -> str:
    (token,) = tokens(one_width(text))
    return in_short(inside(token)[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中山でビザの相談", "@Nakayama (で) residence (の) consultation"),
        ("なかやまでびざのそうだん", "@Nakayama (で) residence (の) consultation"),
        ("緑区役所", "@Midori Ward ward_office"),
        ("横浜市役所", "city_office"),
        ("日本語教室", "japanese_class"),
        ("我在中山找工作", "(我) (在) @Nakayama work"),
        ("有翻译的医院", "(有) interpretation (的) medical"),
        ("หางานแถวนากายามะ", "work (แถว) @Nakayama"),
        ("ภาษีโยโกฮามะกรุงเทพ", "tax_pension @Yokohama ?กรุงเทพ"),
        ("สำนักงานเขตอาโอบะ", "ward_office @Aoba Ward"),
    ],
)
def test_words_and_places_are_found_in_a_run_without_spaces(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["大阪中央", "とまと", "栄養", "川崎市中原区", "名古屋市", "北京", "กรุงเทพ", "หมอน"])
def test_a_short_word_inside_an_unrelated_longer_one_is_no_word(text: str) -> None:
    assert read(text) == f"?{text}"


def test_what_is_unknown_beside_known_words_stays_apart() -> None:
    assert read("大阪のビザ") == "?大阪 (の) residence"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("쓰루미구청에서", "@Tsurumi ward_office"),
        ("비자는", "residence"),
        ("त्सुरुमीमा", "@Tsurumi"),
        ("अस्पतालको", "medical"),
        ("나카야마역에서", "@Nakayama"),
    ],
)
def test_particles_and_words_written_together_come_apart(text: str, expected: str) -> None:
    assert read(text).replace(" (에서)", "") == expected or read(text).startswith(expected)


@pytest.mark.parametrize("text", ["서울", "이도은", "김철수", "때려요", "काठमाडौं", "Maria", "Мария", "visado7"])
def test_a_word_that_known_ones_do_not_make_up_wholly_is_unknown(text: str) -> None:
    assert read(text) == f"?{text}"


@pytest.mark.parametrize(
    ("text", "code"), [("hospitals", "medical"), ("sekolahnya", "school"), ("lawyers'", "legal")]
)
def test_endings_of_latin_words_come_off_where_a_word_is_left(text: str, code: str) -> None:
    assert read(text) == code


def test_a_word_with_its_accent_is_the_word_and_without_it_the_place_of_that_name() -> None:
    word, place = known("baba", "babá", (0, 4)), known("baba", "Baba", (0, 4))

    assert word
    assert place
    assert (word[1][0].meanings[0].code, place[1][0].places[0].names["ja"]) == ("childcare", "馬場")


def test_no_way_to_the_end_is_none() -> None:
    assert cheapest(2, lambda start: [(1, 1, ())] if start == 0 else []) is None
