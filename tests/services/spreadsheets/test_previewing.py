import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.imports.problems import BadTables, Problem
from services.models import Revision
from services.spreadsheets import previewing
from tests.sheets_for_tests import edited, exported, previewed, sheet_of

LOUNGE = "lounge-midori"


def test_a_preview_shows_each_change_with_before_and_after_and_writes_nothing(session: Session) -> None:
    before = session.scalar(select(func.count()).select_from(Revision))

    found = previewed(session, edited(session, LOUNGE, {"Website": "https://example.org/"}))

    (change,) = found.changes
    assert (change.row, change.slug, change.is_new) == (13, LOUNGE, False)
    assert change.differences["website"] == ["https://midori-lounge.com/", "https://example.org/"]
    assert session.scalar(select(func.count()).select_from(Revision)) == before


def test_equal_changes_have_equal_digests_and_others_have_not(session: Session) -> None:
    sheets = [edited(session, LOUNGE, {"Website": f"https://example.org/{page}"}) for page in ("a", "a", "b")]

    first, again, other = (previewed(session, sheet).digest for sheet in sheets)

    assert first == again != other


def test_a_preview_can_be_kept_as_json_and_long_texts_are_cut(session: Session) -> None:
    found = previewed(session, edited(session, LOUNGE, {"Note (English)": "x" * 5_000, "Hours Mon": "10:00-12:00"}))

    kept = json.loads(json.dumps(found.as_json()))

    text = kept["changes"][0]["differences"]["texts.note.en"][1]["text"]
    assert len(text) == 301
    assert kept["changed"] == 1


def test_a_file_of_which_no_row_was_read_has_its_problems_alone() -> None:
    found = previewing.refusal(BadTables([Problem("a.csv", "is empty", row=1, column="slug", value="x" * 400)]))

    (problem,) = found.as_json()["problems"]
    assert (found.rows, problem["row"], problem["column"], len(problem["value"])) == (0, 1, "slug", 300)


def test_progress_is_told_row_by_batch(session: Session) -> None:
    told: list[int] = []

    previewing.preview(session, sheet_of(exported(session)), on_progress=told.append)

    assert told == [39]
