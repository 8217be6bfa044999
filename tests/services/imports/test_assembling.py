from services.imports.assembling import assembled
from services.imports.columns import TABLES
from services.imports.records import DirectoryRecords, OrganizationRecord
from services.imports.rows import Row


def test_empty_tables_make_no_records() -> None:
    assert assembled({file: [] for file in TABLES}) == DirectoryRecords()


def test_a_row_becomes_a_record_under_its_slug() -> None:
    rows: dict[str, list[Row]] = {file: [] for file in TABLES}
    rows["organizations.csv"].append(Row("organizations.csv", 2, {"slug": "friends"}, {"slug": "friends"}))

    assert assembled(rows).organizations == (OrganizationRecord("friends"),)
