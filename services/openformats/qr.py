"""QR codes as drawings: an address becomes squares with the quiet zone around them that readers need."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno

_QUIET_MODULES = 4
"""How wide the quiet zone is, after ISO/IEC 18004."""


@dataclass(frozen=True, slots=True)
class QrDrawing:
    """A QR code whose unit is one of its squares, quiet zone included."""

    side: int
    path: str
    """SVG path data of the dark squares: a rectangle for each run of a row."""


@lru_cache(maxsize=256)
def qr_drawing(text: str) -> QrDrawing:
    """Return the QR code of `text`; it can be read with 15 % of it spoilt (level M), or more where that is free."""
    symbol = segno.make_qr(text, error="m")
    return QrDrawing(len(symbol.matrix) + 2 * _QUIET_MODULES, "".join(_runs(symbol)))


def _runs(symbol: segno.QRCode) -> Iterator[str]:
    for y, row in enumerate(symbol.matrix, _QUIET_MODULES):
        x = _QUIET_MODULES
        for is_dark, squares in groupby(row):
            length = len(list(squares))
            if is_dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length
