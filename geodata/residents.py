"""How many foreign residents the city and its wards have, by the census and by the resident register.

The census (everyone, on one day in 2020) counts fewer than the register (dates and wards differ).
Compare within one basis only: no function here returns both.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from geodata.tables import table
from geodata.wards import CITY_CODE

Basis = Literal["census", "register"]


@dataclass(frozen=True, slots=True)
class ResidentFigure:
    """The foreign residents of the city (code 14100) or a ward on one day."""

    code: str
    as_of: date
    foreign_residents: int
    is_approximate: bool
    confidence: str
    source: str


def latest_figure(code: str, basis: Basis) -> ResidentFigure | None:
    """Return the newest figure of one area on one basis; None where the register's is not known."""
    figures = [figure for figure in _figures()[basis] if figure.code == code]
    return max(figures, key=lambda figure: figure.as_of, default=None)


def census_by_ward() -> dict[str, int]:
    """Return the foreign residents of each ward on 2020-10-01, under the ward's code."""
    return {figure.code: figure.foreign_residents for figure in _figures()["census"] if figure.code != CITY_CODE}


@cache
def _figures() -> dict[str, list[ResidentFigure]]:
    """Return all figures under their basis."""
    figures: dict[str, list[ResidentFigure]] = {"census": [], "register": []}
    for row in table("residents"):
        figure = ResidentFigure(
            code=row["code"],
            as_of=date.fromisoformat(row["as_of"]),
            foreign_residents=int(row["foreign_residents"]),
            is_approximate=row["approximate"] == "1",
            confidence=row["confidence"],
            source=row["source"],
        )
        figures[row["basis"]].append(figure)
    return figures
