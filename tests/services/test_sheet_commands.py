from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import create_app
from services.models import Revision
from services.settings import Settings

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str) -> Run:
    """Run `flask directory …` on a database with the first records."""
    runner = create_app(Settings(database_url=database_url)).test_cli_runner()
    return lambda *arguments: runner.invoke(args=["directory", *map(str, arguments)])


def revisions(session: Session) -> int | None:
    counted = session.scalar(select(func.count()).select_from(Revision))
    # A session that may write keeps the commands waiting.
    session.rollback()
    return counted


@pytest.mark.parametrize(
    ("file_format", "name"),
    [
        ("csv", "a.csv"),
        ("xlsx", "a.xlsx"),
        ("facilities", "b.csv"),
        ("facilities", "b.xlsx"),
        ("tables", "c.zip"),
        ("tables", "folder"),
    ],
)
def test_what_is_exported_is_imported_again_and_changes_nothing(
    run: Run, tmp_path: Path, file_format: str, name: str
) -> None:
    written = run("export", file_format, "--output", tmp_path / name)
    done = run("import", tmp_path / name)

    assert (written.exit_code, done.exit_code) == (0, 0)
    assert written.output.endswith(f"39 locations written to {tmp_path / name}.\n")
    assert done.output.startswith("0 new, 0 changed")


def test_an_edited_sheet_changes_its_location(run: Run, session: Session, tmp_path: Path) -> None:
    run("export", "csv", "--output", tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "a.csv").write_text(text.replace("https://midori-lounge.com/", "https://example.org/"), "utf-16")
    before = revisions(session)

    shown = run("import", "--dry-run", tmp_path / "a.csv")
    done = run("import", tmp_path / "a.csv")

    assert "row 13: lounge-midori: website" in shown.output
    assert done.output.startswith("0 new, 1 changed, 38 unchanged.")
    assert (revisions(session), run("check").exit_code) == (before + 1, 0)


def test_a_sheet_with_a_problem_is_refused_and_nothing_is_changed(run: Run, session: Session, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("slug,Phone\nlounge-naka,045-000-0001\nlounge-midori,call us\n")
    before = revisions(session)

    ended = run("import", tmp_path / "a.csv")

    assert ended.exit_code == 1
    assert "a.csv row 3, Phone: 'call us'" in ended.output
    assert revisions(session) == before


def test_columns_without_a_place_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("ID,名称,バリアフリー情報\nlounge-midori,みどり,スロープ\n", encoding="cp932")

    assert "Passed over: バリアフリー情報." in run("import", "--dry-run", tmp_path / "a.csv").output


def test_a_place_that_cannot_be_written_is_one_line(run: Run, tmp_path: Path) -> None:
    ended = run("export", "csv", "--output", tmp_path / "nowhere" / "a.csv")

    assert ended.exit_code == 1
    assert "cannot be written" in ended.output
    assert "Traceback" not in ended.output


def test_a_format_that_is_unknown_is_refused_with_those_there_are(run: Run) -> None:
    ended = run("export", "ods")

    assert ended.exit_code == 2
    assert "'csv', 'xlsx', 'facilities', 'tables'" in ended.output
