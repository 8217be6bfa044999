from hypothesis import given
from hypothesis import strategies as st

from services.codes import SYMBOLS, grouped, new_code, read_code

LENGTHS = st.integers(min_value=4, max_value=20)
CODES = LENGTHS.map(new_code)


@given(LENGTHS)
def test_a_new_code_has_its_length_and_reads_as_itself(length: int) -> None:
    code = new_code(length)

    assert len(code) == length
    assert read_code(grouped(code), length) == code


@given(CODES, st.data())
def test_every_single_wrong_character_is_noticed(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 1))
    for wrong in set(SYMBOLS) - {code[place]}:
        assert read_code(code[:place] + wrong + code[place + 1 :], len(code)) is None


@given(CODES)
def test_every_exchange_of_neighbours_is_noticed(code: str) -> None:
    for place in range(len(code) - 1):
        first, second = code[place], code[place + 1]
        exchanged = code[:place] + second + first + code[place + 2 :]
        assert first == second or read_code(exchanged, len(code)) is None


@given(CODES)
def test_a_missing_or_an_added_character_is_noticed(code: str) -> None:
    assert read_code(code[:-1], len(code)) is None
    assert read_code(code + code[0], len(code)) is None


@given(CODES, st.sampled_from(["o0", "q0", "d0", "i1", "l1", "z2", "s5", "g6", "b8"]))
def test_letters_that_look_like_a_symbol_are_read_as_it(code: str, alike: str) -> None:
    letter, symbol = alike

    assert read_code(code.replace(symbol, letter), len(code)) == code


@given(CODES, st.sampled_from([" ", "-", "－", "ー", "‑", "  ", "_", "\t"]))
def test_case_and_what_stands_between_do_not_matter(code: str, between: str) -> None:
    assert read_code(between.join(code.lower()) + "\n", len(code)) == code


def test_full_width_signs_and_the_digits_of_other_scripts_are_read() -> None:
    code = new_code()
    full_width = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    devanagari = "".join(chr(0x0966 + int(sign)) if sign.isdigit() else sign for sign in code)

    assert (read_code(full_width), read_code(devanagari)) == (code, code)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_code_or_none(text: str) -> None:
    code = read_code(text)

    assert code is None or (len(code) == 8 and set(code) <= set(SYMBOLS))


def test_codes_are_grouped_for_reading() -> None:
    assert grouped("K7M40XP0") == "K7M4-0XP0"
    assert grouped("K7M40XP0HR") == "K7M4-0XP0-HR"
