"""What an import of ten thousand rows costs: an Excel file that changes all, and a CSV file of new ones.

Each step runs in a process of its own, so that its memory is its own.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from shutil import copy
from subprocess import run
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.cities import empty_city, sqlite_city
from bench.report import Line
from services.clock import utc_now
from services.database import engine_for, reading_sessions, writing_sessions
from services.imports.stored import batches
from services.imports.stored_rows import stored_locations
from services.languages import language_by_slug
from services.spreadsheets import applying, previewing
from services.spreadsheets.columns import own_columns
from services.spreadsheets.comparing import Sheet
from services.spreadsheets.drafts import Entry, entry_of
from services.spreadsheets.sheet_files import SheetFile
from services.spreadsheets.sheet_lines import lines
from services.spreadsheets.sheet_writing import write_csv, write_xlsx

_ROWS = 10_000
_GOALS = {"previewed": 10, "applied": 20}
_MORE_MB = 100
_CHANGED: Mapping[str, str] = {"website": "https://example.org/new", "hours_mon": "10:00-16:00"}
_NEW: Mapping[str, str] = {"version": "", "organization": ""}


def measured() -> Iterator[Line]:
    """Preview and apply both sheets; the floor is to read their cells."""
    city = sqlite_city(_ROWS)
    with TemporaryDirectory() as made:
        folder = Path(made)
        copy(city.url.removeprefix("sqlite:///"), folder / "changed.db")
        empty_city(f"sqlite:///{folder / 'new.db'}")
        with (folder / "changed.xlsx").open("wb") as target:
            write_xlsx(target, _edited(city.url, _CHANGED))
        with (folder / "new.csv").open("wb") as target:
            write_csv(target, _edited(city.url, _NEW))
        for kind, file in (("changed", folder / "changed.xlsx"), ("new", folder / "new.csv")):
            floor = _read_s(file)
            for step, goal in _GOALS.items():
                seconds, megabytes = _in_a_process(step, f"sqlite:///{folder / kind}.db", file)
                name = f"{_ROWS:,} {kind} rows, {file.suffix}, {step}"
                yield Line(name, seconds, "s", None, floor, f"≤ {goal}", seconds <= goal)
                yield Line(
                    f"… memory beyond the program's, {kind} {step}",
                    megabytes,
                    "MB",
                    None,
                    None,
                    f"≤ {_MORE_MB}",
                    megabytes <= _MORE_MB,
                )


def _edited(url: str, changes: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the lines of a sheet of all listings, some cells of each changed."""
    columns = own_columns()
    yield [column.en for column in columns]
    engine = engine_for(url)
    with reading_sessions(engine)() as session:
        for slugs in batches([f"example-{number}" for number in range(1, _ROWS + 1)]):
            for stored in stored_locations(session, slugs).values():
                entry = _with_known_languages(entry_of(stored)) if changes is _NEW else entry_of(stored)
                yield [changes.get(column.key, column.cell(entry, "en")) for column in columns]
    engine.dispose()


def _with_known_languages(entry: Entry) -> Entry:
    """Return an entry without the rare languages of the made-up city, which our registry does not have."""
    record = entry.record
    if record is None:
        return entry
    known = tuple(spoken for spoken in record.languages if language_by_slug(spoken.language))
    return replace(entry, record=replace(record, languages=known))


def _read_s(file: Path) -> float:
    started = perf_counter()
    for _ in lines(SheetFile(file.name, file)):
        pass
    return perf_counter() - started


def _in_a_process(step: str, url: str, file: Path) -> tuple[float, float]:
    ended = run([sys.executable, "-m", "bench.imports", step, url, str(file)], check=True, capture_output=True)
    seconds, megabytes = json.loads(ended.stdout)
    return seconds, megabytes


def _step(step: str, url: str, file: Path) -> tuple[float, float]:
    """Do one step; return its seconds, and by how many megabytes the process grew."""
    sheet = Sheet(SheetFile(file.name, file))
    sessions = (writing_sessions if step == "applied" else reading_sessions)(engine_for(url))
    # What every process has loaded once it has looked at one sheet.
    own_columns()
    before, started = _most_megabytes(), perf_counter()
    with sessions() as session:
        if step == "applied":
            done = applying.apply(session, sheet, by="bench", at=utc_now())
            session.commit()
        else:
            done = previewing.preview(session, sheet)
    if done.created + done.changed != _ROWS or done.problem_count:
        raise RuntimeError(f"{done.created} new, {done.changed} changed, {done.problems[:3]}")
    return perf_counter() - started, _most_megabytes() - before


def _most_megabytes() -> float:
    """Return the most memory this process has had; what a parent had counts elsewhere."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(_step(sys.argv[1], sys.argv[2], Path(sys.argv[3]))))
