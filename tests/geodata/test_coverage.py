import pytest

from geodata.coords import Point, distance_m
from geodata.coverage import ASSUMPTION, coverage
from geodata.gazetteer import places_named
from geodata.residents import census_by_ward

COUNTER = Point(35.45, 139.63)
# About 0.6, 1.7, 2.8 and 11 km north of the counter.
HOMES = [Point(35.45 + degrees, 139.63) for degrees in (0.005, 0.015, 0.025, 0.1)]


def test_residents_are_spread_evenly_over_the_homes_of_their_ward() -> None:
    figures = coverage([COUNTER], residents={"14104": 100}, homes={"14104": HOMES}).loc["14104"]

    assert [figures[f"within_{kilometres}_km"] for kilometres in (1, 2, 3, 5)] == [25, 50, 75, 75]
    assert [figures[f"share_within_{kilometres}_km"] for kilometres in (1, 2, 3, 5)] == [0.25, 0.5, 0.75, 0.75]


def test_half_of_the_people_have_at_most_the_median_distance() -> None:
    figures = coverage([COUNTER], residents={"14104": 100}, homes={"14104": HOMES}).loc["14104"]

    assert figures["median_distance_m"] == pytest.approx(distance_m(COUNTER, HOMES[1]), rel=0.0002)


def test_the_nearest_of_several_counters_counts() -> None:
    figures = coverage([COUNTER, HOMES[3]], residents={"14104": 100}, homes={"14104": HOMES}).loc["14104"]

    assert figures["within_1_km"] == 50


def test_the_city_is_all_its_people_wherever_they_live() -> None:
    homes = {"14104": HOMES[:1], "14105": HOMES[3:]}

    table = coverage([COUNTER], residents={"14104": 30, "14105": 10}, homes=homes)

    city = table.loc["14100"]
    assert (city["residents"], city["within_1_km"], city["share_within_1_km"]) == (40, 30, 0.75)


def test_a_ward_without_foreign_residents_has_no_share() -> None:
    figures = coverage([COUNTER], residents={"14104": 0}, homes={"14104": HOMES}).loc["14104"]

    assert (figures["residents"], figures["share_within_5_km"]) == (0, 0)


def test_the_assumption_comes_with_the_figures() -> None:
    assert coverage([COUNTER]).attrs == {"assumption": ASSUMPTION}


def test_the_wards_of_the_census_add_up_to_the_city() -> None:
    table = coverage([places_named(name)[0].point for name in ("中山", "鶴見", "関内", "磯子")])

    assert table["residents"].drop("14100").to_dict() == census_by_ward()
    assert table.loc["14100", "within_5_km"] == pytest.approx(table["within_5_km"].drop("14100").sum(), abs=9)


def test_naka_is_nearer_to_a_counter_at_kannai_than_seya() -> None:
    table = coverage([places_named("関内")[0].point])

    assert table.loc["14104", "median_distance_m"] < table.loc["14114", "median_distance_m"] / 5


def test_coverage_needs_a_counter() -> None:
    with pytest.raises(ValueError, match="at least one counter"):
        coverage([])


def test_a_ward_without_homes_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="ward 99999"):
        coverage([COUNTER], residents={"99999": 1})
