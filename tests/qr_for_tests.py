"""QR codes as a telephone reads them: our path drawn as a printer would, and read by an independent reader."""

import re

import numpy as np
import zxingcpp

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")
PIXELS_A_SQUARE = 4

Squares = np.ndarray[tuple[int, int], np.dtype[np.uint8]]


def squares(side: int, path: str) -> Squares:
    """Return the squares of a drawing: 0 is dark, 255 is light."""
    drawn = np.full((side, side), 255, np.uint8)
    for x, y, length, back in (map(int, run) for run in RUN.findall(path)):
        assert length == back
        drawn[y, x : x + length] = 0
    return drawn


def read(drawn: Squares) -> zxingcpp.Barcode:
    """Return what the code says and how much of it may be spoilt."""
    pixels = drawn.repeat(PIXELS_A_SQUARE, axis=0).repeat(PIXELS_A_SQUARE, axis=1)
    (found,) = zxingcpp.read_barcodes(pixels)
    return found
