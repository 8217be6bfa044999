"""What the checks need from outside Python: found, started, or missed out loud."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from scripts import postgres_for_tests, run_checks, system_packages
from scripts.system_packages import CannotInstall


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which nothing is installed, and nothing may be."""
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(postgres_for_tests, "is_usable", lambda _address: False)
    monkeypatch.setattr(postgres_for_tests, "newest", lambda: None)
    monkeypatch.delenv(postgres_for_tests.VARIABLE, raising=False)


@pytest.mark.usefixtures("bare_machine")
def test_what_cannot_be_installed_is_named() -> None:
    with pytest.raises(CannotInstall, match="sudo apt-get install chromium"):
        system_packages.see_to_chromium()


def test_who_is_not_root_is_told_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(CannotInstall, match="sudo apt-get install postgresql postgis"):
        system_packages.install("postgresql", "postgis", what_for="PostgreSQL")


@pytest.mark.usefixtures("bare_machine")
def test_without_postgres_ci_stops() -> None:
    with pytest.raises(CannotInstall, match="PostgreSQL"), run_checks.postgres(is_ci=True):
        pass


@pytest.mark.usefixtures("bare_machine")
def test_without_postgres_anybody_else_is_told_loudly(capsys: pytest.CaptureFixture[str]) -> None:
    with run_checks.postgres(is_ci=False) as address:
        assert address is None

    assert "WILL NOT RUN" in capsys.readouterr().err


def test_a_server_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(postgres_for_tests.VARIABLE, "postgresql+psycopg://somebody@elsewhere/tests")

    with postgres_for_tests.server() as address:
        assert address == "postgresql+psycopg://somebody@elsewhere/tests"


def test_a_server_of_our_own_is_started_where_none_is(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def started(_programs: object) -> Iterator[str]:
        yield "a temporary server"

    monkeypatch.delenv(postgres_for_tests.VARIABLE, raising=False)
    monkeypatch.setattr(postgres_for_tests, "is_usable", lambda _address: False)
    monkeypatch.setattr(postgres_for_tests, "programs", lambda: None)
    monkeypatch.setattr(postgres_for_tests, "temporary", started)

    with postgres_for_tests.server() as address:
        assert address == "a temporary server"


def test_nobody_answers_on_a_free_port() -> None:
    port = postgres_for_tests.free_port()

    assert not postgres_for_tests.is_usable(f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres")


def test_a_check_that_fails_ends_the_run() -> None:
    with pytest.raises(SystemExit) as ended:
        run_checks.run("a check", ["false"])

    assert ended.value.code == 1
