import pytest

from services.models import Confidence, Fact, Source
from services.trust import SURE, Judged, Standing, judged, judged_fact

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW
SHOWN, DATED, HIDDEN = Standing.SHOWN, Standing.DATED, Standing.HIDDEN


@pytest.mark.parametrize(
    ("confidence", "sources", "year", "expected"),
    [
        (HIGH, ["CITY"], 2026, SHOWN),
        (HIGH, ["CITY"], 2023, SHOWN),
        (HIGH, ["CITY"], 2022, DATED),
        (HIGH, ["CITY"], None, DATED),
        (MEDIUM, ["CITY"], 2026, DATED),
        (LOW, ["CITY"], 2026, HIDDEN),
        (HIGH, ["memory"], 2026, HIDDEN),
        (HIGH, ["memory", "CITY"], 2026, SHOWN),
        (MEDIUM, ["memory"], 2026, HIDDEN),
        (HIGH, [], 2026, SHOWN),
    ],
)
def test_a_fact_stands_by_its_confidence_its_sources_and_its_year(
    confidence: Confidence, sources: list[str], year: int | None, expected: Standing
) -> None:
    assert judged(confidence, sources, year) == Judged(expected, year)


@pytest.mark.parametrize(
    ("standing", "year", "expected"),
    [(SHOWN, 2026, None), (DATED, 2019, 2019), (DATED, None, -1), (HIDDEN, 2019, None)],
)
def test_a_page_says_the_year_of_what_was_not_confirmed_since(
    standing: Standing, year: int | None, expected: int | None
) -> None:
    assert Judged(standing, year).dated == expected


def test_what_staff_entered_themselves_is_sure() -> None:
    assert judged_fact(None) is SURE
    assert SURE.dated is None


def test_a_stored_fact_is_judged_by_its_stored_sources() -> None:
    remembered = Fact(field="phone", confidence=HIGH, year=2026, sources=[Source(code="memory", title="Memory")])

    assert judged_fact(remembered).standing is HIDDEN
