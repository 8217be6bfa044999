"""Names with furigana that the tables cannot give."""

import pytest

from geodata.gazetteer_tables import stations_and_neighbours
from services.furigana import plain
from services.web.easy_names import line_name

LINES = sorted({place.qualifiers[0]["ja"] for place in stations_and_neighbours()})


@pytest.mark.parametrize("name", LINES)
def test_line_gains_its_reading_and_keeps_its_name(name: str) -> None:
    assert "{" in line_name(name)
    assert plain(line_name(name)).replace(" ", "") == name


def test_line_that_is_not_known_stays_as_it_is() -> None:
    assert line_name("新しい線") == "新しい線"
