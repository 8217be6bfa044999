from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.imports.problems import BadTables
from services.models import Location
from services.permissions import Scope
from services.spreadsheets import comparing
from services.spreadsheets.comparing import Findings, Sheet, compared
from tests.sheets_for_tests import csv_of, edited, exported, previewed, rows_in, sheet_of

LOUNGE = "lounge-midori"


def problems(session: Session, sheet: Sheet) -> list[str]:
    findings = Findings()
    for _ in compared(session, sheet, findings):
        pass
    return [str(problem).removeprefix("listings.csv ") for problem in findings.problems]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("slug", "Lounge Midori", "may be small letters"),
        ("Kind", "bar", "may be a kind: 相談センター"),
        ("Ward", "", "may be a ward of the city"),
        ("Phone", "call us", "may be a number such as"),
        ("Hours Mon", "9am", "may be hours such as"),
        ("Hours on holidays", "09:00-10:00", "only where holidays have hours of their own"),
        ("Hours known", "no", "must be empty, because the hours are said to be not known"),
        ("Languages Mon", "Japanese counter 09:00-10:00", "on the same channel"),
        ("Latitude", "", "a point needs both"),
        ("Organization", "nobody", "is no organization of the directory"),
        ("Website", "javascript:alert(1)", "may be an address such as"),
        ("Ways there", "中山", "may be ways such as"),
        ("Checked on", "2026-11-20", "by confirming the listing"),
        ("Version", "seven", "may be a whole number"),
        ("Name (Japanese)", "x" * 20_001, "may be a text of 1 to 20,000"),
        ("Closing days", "every day", "may be a weekday"),
    ],
)
def test_what_is_wrong_is_said_with_row_and_column(session: Session, column: str, cell: str, reason: str) -> None:
    changes = {"Website": "https://example.org/"} | {column: cell}

    found = problems(session, edited(session, LOUNGE, changes))

    assert len(found) == 1
    assert found[0].startswith("row 13, ")
    assert reason in found[0]


def test_a_name_is_needed_in_japanese_or_english(session: Session) -> None:
    found = problems(session, edited(session, LOUNGE, {"Name (Japanese)": "", "Name (English)": ""}))

    assert [problem.partition(":")[0] for problem in found] == ["row 13, Name (Japanese)"]


def test_everything_that_is_wrong_is_said_at_once(session: Session) -> None:
    found = problems(session, edited(session, LOUNGE, {"Kind": "bar", "Hours Mon": "9am", "Phone": "call us"}))

    assert len(found) == 3


def test_a_location_that_is_named_twice_is_said_in_its_second_row(session: Session) -> None:
    rows = rows_in(exported(session, language="en", slugs=[LOUNGE]))

    assert problems(session, sheet_of(csv_of([*rows, *rows]))) == [f"row 3, slug: '{LOUNGE}' is in row 2 already"]


def test_a_new_location_needs_its_kind_and_ward(session: Session) -> None:
    found = problems(session, sheet_of(b"slug,Name (English)\nlounge-new,New\n"))

    assert [problem.partition(":")[0] for problem in found] == ["row 2, kind", "row 2, ward_code"]


def test_columns_that_are_left_out_leave_their_facts_alone(session: Session) -> None:
    found = previewed(session, sheet_of(f"slug,Website\n{LOUNGE},https://example.org/\n".encode()))

    assert [set(change.differences) for change in found.changes] == [{"website", "facts.website"}]


def test_an_emptied_cell_takes_the_fact_away_and_says_so(session: Session) -> None:
    found = previewed(session, edited(session, LOUNGE, {"Phone": "", "Address (English)": ""}))

    (change,) = found.changes
    assert {path for path, (_, after) in change.differences.items() if after in (None, [])} >= {
        "texts.address.en",
        "phones",
    }


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("slug,Colour", "'Colour' is no column of this sheet"),
        ("slug,Website,ウェブサイト", "is there more than once"),
        ("Website,Phone", "slug: is missing"),
    ],
)
def test_a_header_that_is_wrong_ends_it(session: Session, header: str, reason: str) -> None:
    with pytest.raises(BadTables, match=reason):
        problems(session, sheet_of(f"{header}\n".encode()))


def test_a_row_with_more_cells_than_the_header_is_said(session: Session) -> None:
    assert "has 3 cells; the header has 2" in problems(session, sheet_of(f"slug,FAX\n{LOUNGE},,x\n".encode()))[0]


@pytest.mark.parametrize("moved_to", ["", "Naka Ward"])
def test_rows_outside_ones_wards_are_problems(session: Session, moved_to: str) -> None:
    changes = {"Website": "https://example.org/"} | ({"Ward": moved_to} if moved_to else {})
    sheet = edited(session, LOUNGE, changes, slugs=[LOUNGE, "lounge-naka"] if not moved_to else [LOUNGE])

    def only_midori(scope: Scope, _needs_review: object) -> str | None:
        return None if scope.ward_code == "14113" else "is not yours"

    found = problems(session, replace(sheet, refusal=only_midori))

    assert [problem.rpartition(" ")[2] for problem in found] == ["yours"]


def test_whoever_decides_is_told_which_listings_need_review(session: Session) -> None:
    session.scalars(select(Location).where(Location.slug == LOUNGE)).one().needs_review = True
    session.flush()
    sheet = edited(session, LOUNGE, {"Website": "https://example.org/"}, slugs=[LOUNGE])

    found = problems(session, replace(sheet, refusal=lambda _, needs_review: "is reviewed" if needs_review else None))

    assert found == ["row 2, slug: is reviewed"]


def test_any_number_of_problems_is_counted_and_the_first_are_kept(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MOST_PROBLEMS", 3)

    found = previewed(session, sheet_of(b"slug\n" + b"NO\n" * 10))

    assert (len(found.problems), found.problem_count) == (3, 10)
