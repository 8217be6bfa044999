from datetime import date
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from services.letters import FOLDER, LANGUAGES, letter

FILES = sorted(FOLDER.glob("*.txt"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hello.en.txt").write_text("Hello {{ who }}\n\nWelcome, {{ who }} & <others>.\n")
    (tmp_path / "hello.ja.txt").write_text("{{ who }}さま\n\nようこそ。\n")
    (tmp_path / "day.en.txt").write_text("{{ day | long_date }}\n\n")
    (tmp_path / "day.ja.txt").write_text("{{ day | long_date }}\n\n")
    return tmp_path


def test_the_first_line_is_the_subject_and_nothing_is_escaped(folder: Path) -> None:
    found = letter("hello", "en", folder=folder, who="O'Neill")

    assert found.subject == "Hello O'Neill"
    assert found.body == "Welcome, O'Neill & <others>.\n"


@pytest.mark.parametrize(("language", "expected"), [("ja", "ja"), ("en", "en"), ("pt", "en")])
def test_who_reads_neither_japanese_nor_english_gets_english(folder: Path, language: str, expected: str) -> None:
    assert letter("hello", language, folder=folder, who="A").language == expected


@pytest.mark.parametrize(("language", "expected"), [("ja", "2026年11月22日"), ("en", "November 22, 2026")])
def test_a_date_is_written_as_the_language_writes_it(folder: Path, language: str, expected: str) -> None:
    assert letter("day", language, folder=folder, day=date(2026, 11, 22)).subject == expected


def test_a_gap_that_nobody_fills_is_a_fault(folder: Path) -> None:
    with pytest.raises(UndefinedError):
        letter("hello", "en", folder=folder)


def test_every_letter_is_written_in_both_languages() -> None:
    names = {path.name.split(".")[0] for path in FILES}

    assert names
    assert {path.name for path in FILES} == {f"{name}.{slug}.txt" for name in names for slug in LANGUAGES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_letter_has_a_subject_and_then_an_empty_line(path: Path) -> None:
    subject, empty, *_ = path.read_text(encoding="utf-8").splitlines()

    assert subject
    assert empty == ""
