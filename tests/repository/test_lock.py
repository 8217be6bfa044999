import subprocess
from pathlib import Path

import pytest

from scripts import lock


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two lists that know one package."""
    (tmp_path / "requirements").mkdir()
    for name in lock.LISTS:
        (tmp_path / "requirements" / name).write_text("flask==3.1.0\n")
    monkeypatch.setattr(lock, "ROOT", tmp_path)
    return tmp_path


def uv_writes(monkeypatch: pytest.MonkeyPatch, text: str, *, status: int = 0) -> None:
    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        Path(command[-1]).write_text(text)
        return subprocess.CompletedProcess(command, status)

    monkeypatch.setattr(subprocess, "run", run)


def test_both_lists_are_written(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uv_writes(monkeypatch, "flask==3.2.0\n")

    lock.main()

    assert {(project / "requirements" / name).read_text() for name in lock.LISTS} == {"flask==3.2.0\n"}


@pytest.mark.parametrize(("text", "status"), [("flask @ https://example.org/flask.tar\n", 0), ("flask==3.2.0\n", 1)])
def test_an_address_or_a_failure_changes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, text: str, status: int
) -> None:
    uv_writes(monkeypatch, text, status=status)

    with pytest.raises(SystemExit, match=r"run\.txt"):
        lock.main()

    assert (project / "requirements" / "run.txt").read_text() == "flask==3.1.0\n"
