"""Figures about wards that a command works out and pages show."""

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from services.database import Base


class WardFigure(Base):
    """How far a ward's foreign residents live from the nearest counter for them; an estimate."""

    __tablename__ = "ward_figure"
    __table_args__ = (CheckConstraint("0 <= within_1_km AND within_1_km <= within_3_km", name="nested"),)

    ward_code: Mapped[str] = mapped_column(String(5), primary_key=True)
    foreign_residents: Mapped[int]
    as_of: Mapped[str] = mapped_column(String(10))
    within_1_km: Mapped[int]
    """Residents, not a share."""
    within_3_km: Mapped[int]
    median_distance_m: Mapped[int]
