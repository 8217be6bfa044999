"""Works out how far the foreign residents of each ward live from a counter, for the ward pages."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.models import COUNTERS, Location, WardFigure

_CENSUS_DAY = "2020-10-01"


def refresh(session: Session) -> int:
    """Write every ward's figures anew; return how many. GeoPandas is imported only here, by commands."""
    from geodata.coords import Point  # noqa: PLC0415
    from geodata.coverage import coverage  # noqa: PLC0415
    from geodata.wards import wards  # noqa: PLC0415

    query = select(Location.lat, Location.lon).where(Location.kind.in_(COUNTERS), Location.lat.is_not(None))
    counters = [Point(lat, lon) for lat, lon in session.execute(query) if lat is not None and lon is not None]
    if not counters:
        return 0
    rows = coverage(counters).to_dict(orient="index")
    for ward in wards():
        row = rows[ward.code]
        figure = WardFigure(
            ward_code=ward.code,
            foreign_residents=int(row["residents"]),
            as_of=_CENSUS_DAY,
            within_1_km=int(row["within_1_km"]),
            within_3_km=int(row["within_3_km"]),
            median_distance_m=round(row["median_distance_m"]),
        )
        session.merge(figure)
    session.flush()
    return len(wards())
