import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from geodata.wards import wards
from services import ward_figures
from services.models import Location, WardFigure


def figures(session: Session) -> dict[str, WardFigure]:
    return {figure.ward_code: figure for figure in session.scalars(select(WardFigure))}


def test_every_ward_has_figures(session: Session) -> None:
    assert figures(session).keys() == {ward.code for ward in wards()}


def test_those_near_are_among_the_residents(session: Session) -> None:
    for figure in figures(session).values():
        assert 0 <= figure.within_1_km <= figure.within_3_km <= figure.foreign_residents
        assert figure.median_distance_m > 0
        assert figure.as_of == "2020-10-01"


def test_working_them_out_again_changes_nothing(session: Session) -> None:
    before = {code: (figure.within_3_km, figure.median_distance_m) for code, figure in figures(session).items()}

    assert ward_figures.refresh(session) == 18

    assert {code: (row.within_3_km, row.median_distance_m) for code, row in figures(session).items()} == before


def test_a_counter_that_goes_away_leaves_its_ward_farther_from_help(session: Session) -> None:
    before = figures(session)["14113"].median_distance_m
    session.execute(update(Location).where(Location.slug == "lounge-midori").values(lat=None, lon=None))

    ward_figures.refresh(session)

    assert figures(session)["14113"].median_distance_m > before


@pytest.mark.parametrize("changed", [{"kind": "other"}, {"lat": None, "lon": None}])
def test_without_a_counter_nothing_is_worked_out(session: Session, changed: dict[str, str | None]) -> None:
    session.execute(delete(WardFigure))
    session.execute(update(Location).values(changed))

    assert ward_figures.refresh(session) == 0
    assert figures(session) == {}
