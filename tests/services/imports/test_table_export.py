from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from services.imports.comparison import compare
from services.imports.table_export import export_tables
from services.imports.tables import read_tables


@pytest.mark.parametrize("name", ["tables", "tables.zip"])
def test_exported_tables_bring_back_all_there_is(city_session: Session, tmp_path: Path, name: str) -> None:
    told: list[int] = []
    export_tables(city_session, tmp_path / name, on_progress=told.append)

    plan = compare(city_session, read_tables(tmp_path / name))

    assert plan.is_empty
    assert (len(plan.unchanged), plan.untouched) == (173, ())
    assert told[-1] == 39
