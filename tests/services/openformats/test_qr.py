import numpy as np
import pytest

from services.openformats.qr import qr_drawing
from tests.qr_for_tests import RUN, Squares, read, squares

PAGE = "https://madoguchi.example/ja-easy/locations/lounge-midori"


def drawn(text: str) -> Squares:
    drawing = qr_drawing(text)
    return squares(drawing.side, drawing.path)


@pytest.mark.parametrize("text", [PAGE, "http://127.0.0.1:8000/en/locations/yoke", PAGE * 4])
def test_a_telephone_reads_what_was_written(text: str) -> None:
    assert read(drawn(text)).text == text


def test_a_seventh_of_it_may_be_spoilt() -> None:
    assert read(drawn(PAGE)).ec_level in {"M", "Q", "H"}


def test_around_it_four_squares_are_light() -> None:
    rows, columns = np.nonzero(drawn(PAGE) == 0)
    last = qr_drawing(PAGE).side - 5

    assert (rows.min(), columns.min(), rows.max(), columns.max()) == (4, 4, last, last)


def test_the_path_holds_nothing_but_runs() -> None:
    assert RUN.sub("", qr_drawing(PAGE).path) == ""
