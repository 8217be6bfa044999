import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app import create_app
from services.cli import FIRST_RECORDS
from services.database import engine_for
from services.models import Dataset, Location, Revision
from services.settings import Settings

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str) -> Run:
    """Run `flask directory …` on a database with the first records."""
    runner = create_app(Settings(database_url=database_url)).test_cli_runner()
    return lambda *arguments: runner.invoke(args=["directory", *map(str, arguments)])


@pytest.fixture
def run_on_nothing(tmp_path: Path) -> Run:
    """Run `flask directory …` where there is no database yet."""
    runner = create_app(Settings(database_url=f"sqlite:///{tmp_path}/new/records.db")).test_cli_runner()
    return lambda *arguments: runner.invoke(args=["directory", *map(str, arguments)])


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the first records that a test may spoil."""
    return Path(shutil.copytree(FIRST_RECORDS, tmp_path / "tables"))


def change(path: Path, old: str, new: str) -> None:
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


def written(session: Session) -> tuple[int, int]:
    """Return what every write moves: the version of the data and the number of revisions."""
    counts = select(Dataset.version, select(func.count()).select_from(Revision).scalar_subquery())
    version, revisions = session.execute(counts).one()
    # A session that may write keeps the commands waiting.
    session.rollback()
    return version, revisions


def test_an_empty_place_becomes_a_directory_by_two_commands(run_on_nothing: Run) -> None:
    assert run_on_nothing("migrate").output == "The tables are up to date.\n"

    seeded = run_on_nothing("seed")

    assert seeded.exit_code == 0
    assert "0 changed" in seeded.output
    assert "Worked out the figures of 18 wards." in seeded.output
    assert run_on_nothing("check").output == "39 locations: lists, index and records agree.\n"


def test_seeding_again_changes_nothing_and_says_so(run: Run, session: Session) -> None:
    before = written(session)

    again = run("seed")

    assert again.exit_code == 0
    assert again.output.startswith("0 new, 0 changed")
    assert written(session) == before


def test_migrating_again_is_no_fault(run: Run) -> None:
    assert run("migrate").exit_code == 0


@pytest.mark.parametrize("command", ["seed", "check", "refresh"])
def test_a_command_on_a_database_without_tables_ends_with_one_line(run_on_nothing: Run, command: str) -> None:
    ended = run_on_nothing(command)

    assert ended.exit_code == 1
    assert ended.output.startswith("Error: the database refused: no such table")
    assert ended.output.count("\n") == 1


def test_tables_of_a_newer_program_are_left_alone_with_one_line(run: Run, database_url: str) -> None:
    engine = engine_for(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    ended = run("migrate")

    assert ended.exit_code == 1
    assert "9999" in ended.output
    assert ended.output.count("\n") == 1


def test_a_broken_table_is_refused_with_its_cells_and_nothing_is_changed(
    run: Run, session: Session, tables: Path
) -> None:
    change(tables / "hours.csv", "lounge-tsurumi,,sun holiday,09:00", "lounge-tsurumi,,sun holiday,9am")
    change(tables / "locations.csv", "lounge-midori,lounge", "lounge-midori,bar")
    before = written(session)

    ended = run("import", tables)

    assert ended.exit_code == 1
    assert "hours.csv row 5, opens: '9am'" in ended.output
    assert "locations.csv row 12, kind: 'bar'" in ended.output
    assert written(session) == before


@pytest.mark.parametrize("name", ["empty", "notes.txt"])
def test_what_holds_no_tables_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("no tables")

    ended = run("import", tmp_path / name)

    assert ended.exit_code == 1
    assert "Traceback" not in ended.output


def test_a_path_that_does_not_exist_is_refused(run: Run) -> None:
    ended = run("import", "/nowhere/tables")

    assert ended.exit_code == 2
    assert "does not exist" in ended.output


def test_a_changed_table_changes_its_location_alone(run: Run, session: Session, tables: Path) -> None:
    change(tables / "locations.csv", "https://midori-lounge.com/", "https://example.org/")
    version, revisions = written(session)

    done = run("import", tables)

    assert done.output.startswith("0 new, 1 changed")
    assert written(session) == (version + 1, revisions + 1)
    assert run("check").exit_code == 0


def test_a_dry_run_says_what_would_change_and_changes_nothing(run: Run, session: Session, tables: Path) -> None:
    change(tables / "locations.csv", "https://midori-lounge.com/", "https://example.org/")
    before = written(session)

    shown = run("import", "--dry-run", tables)

    assert "changed  location/lounge-midori: website" in shown.output
    assert written(session) == before


def test_lists_that_do_not_agree_are_told_and_put_right(run: Run, session: Session) -> None:
    session.scalars(select(Location).where(Location.slug == "lounge-midori")).one().checked_on = date(2026, 11, 1)
    session.commit()

    told = run("check")
    put_right = run("refresh")

    assert (told.exit_code, "lounge-midori" in told.output) == (1, True)
    assert put_right.output.endswith("39 locations refreshed.\n")
    assert run("check").exit_code == 0


def test_a_refresh_is_a_write_like_any_other(run: Run, session: Session) -> None:
    version, revisions = written(session)

    run("refresh")

    assert written(session) == (version + 1, revisions + 1)


def test_the_map_is_drawn_beforehand(run: Run) -> None:
    drawn = run("map")

    assert drawn.exit_code == 0
    assert drawn.output.startswith("The map's script is map-")


def test_every_command_says_what_it_is_for(run: Run) -> None:
    listed = run("--help").output

    for command in ("migrate", "seed", "import", "check", "refresh", "map"):
        assert f"  {command} " in listed
