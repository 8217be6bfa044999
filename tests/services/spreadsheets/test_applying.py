import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import directory_check
from services.clock import utc_now
from services.imports.applying import StalePlan
from services.imports.problems import BadTables
from services.imports.stored_rows import StoredLocation, stored_locations
from services.models import Dataset, Location, Revision
from services.spreadsheets import applying
from tests.sheets_for_tests import applied, csv_of, edited, exported, previewed, rows_in, sheet_of

LOUNGE = "lounge-midori"


def stored(session: Session, slug: str = LOUNGE) -> StoredLocation:
    return stored_locations(session, [slug])[slug]


def counts(session: Session) -> tuple[int | None, int | None]:
    return session.scalar(select(Dataset.version)), session.scalar(select(func.count()).select_from(Revision))


def test_an_edited_cell_changes_just_that(session: Session) -> None:
    before = {location: stored(session, location).record for location in session.scalars(select(Location.slug))}

    applied(session, edited(session, LOUNGE, {"Hours Wed": "10:00-20:00 (last reception 19:30)"}))

    revision = session.scalars(select(Revision).order_by(Revision.id.desc()).limit(1)).one()
    assert (revision.subject, revision.action, revision.by) == (f"location/{LOUNGE}", "changed", "tester@example.org")
    assert set(revision.changes) == {"hours", "facts.hours"}
    assert {slug for slug, record in before.items() if stored(session, slug).record != record} == {LOUNGE}


def test_a_change_moves_the_version_and_the_lists_follow(session: Session) -> None:
    version = stored(session).version

    applied(session, edited(session, LOUNGE, {"Phone": "045-000-0001; 045-000-0002"}))

    assert stored(session).version == version + 1
    assert "agree" in directory_check.checked(session)


def test_the_same_sheet_twice_changes_nothing(session: Session) -> None:
    sheet = edited(session, LOUNGE, {"Website": "https://example.org/"})
    applied(session, sheet)
    before = counts(session)

    again = applied(session, sheet)

    assert (again.changed, again.unchanged) == (0, 39)
    assert counts(session) == before


def test_a_new_row_is_a_new_location_with_a_listing(session: Session) -> None:
    rows = rows_in(exported(session, language="en", slugs=[LOUNGE]))
    rows[0] |= {"slug": "lounge-new", "Version": ""}

    applied(session, sheet_of(csv_of(rows)))

    assert stored(session, "lounge-new").record.texts[0].text
    assert directory_check.checked(session).startswith("40 locations")


def test_both_databases_write_the_same(either_session: Session) -> None:
    done = applied(either_session, edited(either_session, LOUNGE, {"Hours Wed": "", "Phone": "045-000-0001"}))

    record = stored(either_session).record
    assert done.changed == 1
    assert ([phone.number for phone in record.phones], {row.weekday for row in record.schedule.hours}) == (
        ["045-000-0001"],
        {0, 3, 4, 5, 6},
    )


def test_nothing_is_written_if_one_row_is_wrong(session: Session) -> None:
    rows = rows_in(exported(session, language="en"))
    rows[0]["Website"], rows[-1]["Hours Mon"] = "https://example.org/", "9am"
    before = counts(session)

    with pytest.raises(BadTables, match="row 40, Hours Mon: '9am'"):
        applied(session, sheet_of(csv_of(rows)))

    session.rollback()
    assert counts(session) == before


def test_what_was_previewed_is_what_is_written_or_nothing(session: Session) -> None:
    sheet = edited(session, LOUNGE, {"Website": "https://example.org/", "Version": ""})
    seen = previewed(session, sheet)
    session.scalars(select(Location).where(Location.slug == LOUNGE)).one().website = "https://example.org/other"
    session.flush()

    with pytest.raises(StalePlan):
        applying.apply(session, sheet, by="tester", at=utc_now(), digest=seen.digest)


def test_a_listing_that_somebody_changed_since_the_export_is_not_written_over(session: Session) -> None:
    sheet = edited(session, LOUNGE, {"Website": "https://example.org/"})
    session.scalars(select(Location).where(Location.slug == LOUNGE)).one().email = "a@example.org"
    session.flush()

    found = previewed(session, sheet)

    assert [(problem.column, problem.row) for problem in found.problems] == [("Version", 13)]


def test_a_confirmation_survives(session: Session) -> None:
    session.scalars(select(Location).where(Location.slug == LOUNGE)).one().checked_on = date(2026, 11, 1)
    session.flush()

    applied(session, edited(session, LOUNGE, {"Website": "https://example.org/"}))

    assert stored(session).checked_on == date(2026, 11, 1)


KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from services.clock import utc_now
from services.database import engine_for, writing_sessions
from services.spreadsheets import applying, comparing
from services.spreadsheets.sheet_files import SheetFile

comparing.BATCH_ROWS = 5
file = Path(sys.argv[2])
with writing_sessions(engine_for(sys.argv[1]))() as session:
    def die_half_way(done):
        if done >= 20:
            os.kill(os.getpid(), signal.SIGKILL)
    sheet = comparing.Sheet(SheetFile(file.name, file))
    applying.apply(session, sheet, by="tester", at=utc_now(), on_progress=die_half_way)
    session.commit()
"""


def test_a_process_that_is_killed_half_way_leaves_all_as_it_was(
    session: Session, database_url: str, tmp_path: Path
) -> None:
    rows = rows_in(exported(session))
    for row in rows:
        row["ウェブサイト"] = "https://example.org/"
    (tmp_path / "all.csv").write_bytes(csv_of(rows))
    before, records = counts(session), [stored(session, row["識別名"]) for row in rows]
    session.rollback()

    command = [sys.executable, "-c", KILLED_WHILE_WRITING, database_url, str(tmp_path / "all.csv")]
    ended = subprocess.run(command, check=False, env=os.environ | {"PYTHONPATH": "."}).returncode

    assert ended == -signal.SIGKILL
    assert (counts(session), [stored(session, row["識別名"]) for row in rows]) == (before, records)
    assert "agree" in directory_check.checked(session)
