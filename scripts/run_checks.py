#!/usr/bin/env python3
"""Runs every check of the project in order, says how long each took, and fails when one fails or could not run."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from scripts.postgres_for_tests import VARIABLE, server
from scripts.system_packages import CannotInstall, see_to_chromium

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"

Command = list[Path | str]
CHECKS: tuple[tuple[str, Command], ...] = (
    ("style", [BIN / "ruff", "check", "."]),
    ("format", [BIN / "ruff", "format", "--check", "."]),
    ("layers", [BIN / "lint-imports"]),
    ("types", [BIN / "mypy"]),
    ("catalogues", [BIN / "python", "scripts/translations.py", "check"]),
)
PYTEST: Command = [BIN / "pytest", "-q", "-n", "2", "--dist", "worksteal", "-m"]


def main() -> None:
    """Prepare what lies outside Python, then run the checks; stop at the first that fails."""
    try:
        see_to_chromium()
        with postgres() as address:
            run_all(address)
    except CannotInstall as missing:
        sys.exit(f"The checks cannot run: {missing}.")


def run_all(postgres_address: str | None) -> None:
    """Run every check; without a PostgreSQL all but the tests that need one, and say so at the end."""
    for name, command in CHECKS:
        run(name, command)
    if postgres_address is None:
        run("tests, without PostgreSQL", [*PYTEST, "not browser and not postgres"])
    else:
        run("tests", [*PYTEST, "not browser"], {VARIABLE: postgres_address})
    run("browser tests", [*PYTEST, "browser"])
    print("Everything passed." if postgres_address else "Passed, but the tests on PostgreSQL DID NOT RUN.")


@contextmanager
def postgres(*, is_ci: bool = os.environ.get("CI", "") not in {"", "0", "false"}) -> Iterator[str | None]:
    """Give the address of a PostgreSQL for the tests; None where there can be none, and no CI asks for it."""
    with ExitStack() as running:
        try:
            address = running.enter_context(server())
        except CannotInstall as missing:
            if is_ci:
                raise
            print(f"!! The tests on PostgreSQL WILL NOT RUN: {missing}.", file=sys.stderr, flush=True)
            address = None
        yield address


def run(name: str, command: Command, more: Mapping[str, str] | None = None) -> None:
    """Run one check, with `more` variables in its environment; exit with its status when it fails."""
    started = time.monotonic()
    print(f"── {name}", flush=True)
    environment = {**os.environ, **(more or {})}
    status = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False).returncode
    print(f"   {name}: {'passed' if status == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
    if status:
        sys.exit(status)


if __name__ == "__main__":
    main()
