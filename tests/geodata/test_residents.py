from datetime import date

from geodata.residents import census_by_ward, latest_figure
from geodata.wards import CITY_CODE, wards


def test_the_census_counts_every_ward() -> None:
    assert set(census_by_ward()) == {ward.code for ward in wards()}


def test_the_wards_of_the_census_add_up_to_the_city() -> None:
    assert sum(census_by_ward().values()) == latest_figure(CITY_CODE, "census").foreign_residents == 88_067


def test_the_newest_figure_of_the_register_is_given() -> None:
    naka = latest_figure("14104", "register")

    assert (naka.as_of, naka.foreign_residents, naka.is_approximate) == (date(2025, 11, 30), 19_600, True)


def test_a_census_figure_is_never_taken_for_the_registers() -> None:
    assert latest_figure("14118", "census").foreign_residents == 3_122
    assert latest_figure("14118", "register") is None


def test_every_figure_says_where_it_comes_from() -> None:
    figures = [
        latest_figure(code, basis) for code in (CITY_CODE, *census_by_ward()) for basis in ("census", "register")
    ]

    assert [figure.code for figure in figures if figure and not (figure.source and figure.confidence)] == []
