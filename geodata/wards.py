"""The 18 wards of Yokohama: code, names, and where a map writes them. Needs no GeoPandas."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from geodata.coords import Point
from geodata.tables import name_for, names_in, point_in, table

CITY_CODE: Final = "14100"
"""The code of Yokohama itself, which stands before its wards' codes 14101 to 14118."""


@dataclass(frozen=True, slots=True)
class Ward:
    """One ward. `code` is the national five-digit code; `label_point` lies well inside."""

    code: str
    names: Mapping[str, str]
    label_point: Point

    def name(self, language: str) -> str:
        """Return the ward's name for pages of a language."""
        return name_for(self.names, language)


@cache
def wards() -> tuple[Ward, ...]:
    """Return all wards in the order of their codes."""
    others = {
        row["code"]: {slug: name for slug, name in row.items() if slug != "code"} for row in table("ward_names")
    }
    return tuple(
        Ward(row["code"], MappingProxyType(names_in(row) | others[row["code"]]), point_in(row))
        for row in table("wards")
    )


def ward_by_code(code: str) -> Ward:
    """Return the ward with a code. Raises `UnknownWard`."""
    found = _by_code().get(code)
    if found is None:
        raise UnknownWard(f"{code!r} is not the code of a ward of Yokohama")
    return found


class UnknownWard(LookupError):
    """No ward has that code."""


@cache
def _by_code() -> dict[str, Ward]:
    """Return the wards under their codes."""
    return {ward.code: ward for ward in wards()}
