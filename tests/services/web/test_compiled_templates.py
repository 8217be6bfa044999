from pathlib import Path

import pytest
from jinja2 import Environment

from services.languages import ENGLISH, JAPANESE
from services.web import compiled_templates
from services.web.compiled_templates import CompiledTemplates, kept_templates


def compiled(folder: Path, source: str) -> list[str]:
    """Return the files that are there after a template was compiled."""
    environment = Environment(bytecode_cache=CompiledTemplates(ENGLISH, folder), autoescape=True)
    bucket = environment.bytecode_cache.get_bucket(environment, "a.html", None, source)  # type: ignore[union-attr]
    was_there = "there" if bucket.code else "made"
    bucket.code = compile("1", "a", "eval")
    environment.bytecode_cache.set_bucket(bucket)  # type: ignore[union-attr]
    return [was_there]


def test_what_was_compiled_once_is_read_back(tmp_path: Path) -> None:
    assert compiled(tmp_path, "a") + compiled(tmp_path, "a") == ["made", "there"]


def test_another_source_is_compiled_anew(tmp_path: Path) -> None:
    assert compiled(tmp_path, "a") + compiled(tmp_path, "b") == ["made", "made"]


def test_another_program_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(tmp_path, "a")

    monkeypatch.setattr(compiled_templates, "program_digest", lambda: "another")

    assert compiled(tmp_path, "a") == ["made"]


def test_each_language_has_files_of_its_own(tmp_path: Path) -> None:
    compiled(tmp_path, "a")
    japanese = CompiledTemplates(JAPANESE, tmp_path)

    assert japanese.get_bucket(Environment(autoescape=True), "a.html", None, "a").code is None


def test_where_nothing_can_be_kept_templates_are_compiled_at_every_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()

    monkeypatch.setattr(compiled_templates, "FOLDER", tmp_path / "file" / "templates")

    assert kept_templates(ENGLISH) is None
