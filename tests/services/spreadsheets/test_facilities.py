import pytest
from sqlalchemy.orm import Session

from services.imports.stored_rows import stored_locations
from services.models import Kind
from services.spreadsheets.comparing import Sheet
from services.spreadsheets.facilities import facility_columns, national_code
from tests.sheets_for_tests import applied, edited, exported, previewed, rows_in, sheet_of

LOUNGE = "lounge-midori"
FOREIGN = """\
全国地方公共団体コード,ID,名称,所在地_全国地方公共団体コード,電話番号,郵便番号,利用可能曜日,開始時間,終了時間,バリアフリー情報
141003,EXAMPLE-1,見本の会館,141135,000-000-0001,2260013,月火水,9:00,17:00,スロープ
"""


def changed(session: Session, **changes: str) -> Sheet:
    return edited(session, LOUNGE, changes, layout="facilities")


@pytest.mark.parametrize(("code", "expected"), [("14100", "141003"), ("14113", "141135"), ("01100", "011002")])
def test_the_sixth_digit_checks_the_others(code: str, expected: str) -> None:
    assert national_code(code) == expected


def test_the_columns_are_the_thirty_eight_of_the_national_list() -> None:
    names = [column.key for column in facility_columns()]

    assert (len(names), names[0], names[-1]) == (38, "全国地方公共団体コード", "備考")


def test_a_row_is_what_the_list_asks_for(session: Session) -> None:
    row = next(row for row in rows_in(exported(session, layout="facilities")) if row["ID"] == "lounge-kanazawa")

    assert (row["所在地_全国地方公共団体コード"], row["所在地_市区町村"]) == ("141089", "横浜市金沢区")
    assert (row["利用可能曜日"], row["開始時間"], row["終了時間"]) == ("月火水木金土", "09:00", "17:00")
    assert row["所在地_連結表記"].startswith("神奈川県横浜市")


@pytest.mark.parametrize(
    ("column", "cell", "path"),
    [
        ("名称", "みどり", "texts.name.ja"),
        ("電話番号", "045-000-0001", "phones"),
        ("郵便番号", "2260014", "postal_code"),
        ("URL", "https://example.org/", "website"),
        ("終了時間", "17:00", None),
    ],
)
def test_an_edited_cell_changes_its_fact(session: Session, column: str, cell: str, path: str | None) -> None:
    found = previewed(session, changed(session, **{column: cell}))

    if path is None:
        assert [problem.column for problem in found.problems] == ["終了時間"]
    else:
        assert path in found.changes[0].differences


def test_days_and_times_together_are_the_hours_of_the_week(session: Session) -> None:
    applied(session, changed(session, 利用可能曜日="月・火", 開始時間="9:00", 終了時間="17:00"))

    schedule = stored_locations(session, [LOUNGE])[LOUNGE].record.schedule
    assert [(row.weekday, row.opens, row.closes) for row in schedule.hours] == [(0, 540, 1020), (1, 540, 1020)]


def test_a_list_of_another_program_brings_new_locations(session: Session) -> None:
    done = applied(session, sheet_of(FOREIGN.encode("cp932")))

    record = stored_locations(session, ["example-1"])["example-1"].record
    assert (record.kind, record.ward_code, record.postal_code) == (Kind.OTHER, "14113", "226-0013")
    assert (done.created, done.passed_over) == (1, ("全国地方公共団体コード", "バリアフリー情報"))


def test_a_code_and_a_name_of_different_wards_are_a_problem(session: Session) -> None:
    found = previewed(session, changed(session, 所在地_全国地方公共団体コード="141046", 所在地_市区町村="横浜市西区"))

    assert [problem.column for problem in found.problems] == ["所在地_市区町村"]
