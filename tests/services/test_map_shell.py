from dataclasses import replace
from pathlib import Path

import pytest

from services import map_shell
from services.settings import Settings

PLAIN = Settings()
WITH_TILES = replace(PLAIN, tile_url="https://tiles.example.org/{z}/{x}/{y}.png", tile_attribution="© somebody")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Notes which scripts are drawn, in place of the process that draws them."""
    drawn: list[Path] = []

    def make(path: Path, _settings: Settings) -> None:
        drawn.append(path)
        path.write_text("drawn")

    monkeypatch.setattr(map_shell, "INSTANCE", tmp_path)
    monkeypatch.setattr(map_shell, "_make", make)
    return drawn


def test_the_script_is_drawn_once(made: list[Path]) -> None:
    path = map_shell.shell_path(PLAIN)

    assert map_shell.shell_path(PLAIN) == path
    assert made == [path]


def test_other_tiles_are_another_script(made: list[Path]) -> None:
    paths = [map_shell.shell_path(settings) for settings in (PLAIN, WITH_TILES, PLAIN)]

    assert paths[0] == paths[2] != paths[1]
    assert len(made) == 2


def test_other_outlines_are_another_script(made: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    before = map_shell.shell_path(PLAIN)
    monkeypatch.setattr(map_shell, "_MADE_FROM", ("data/wards.geojson",))

    assert map_shell.shell_path(PLAIN) != before
    assert len(made) == 2


def test_folium_s_script_is_written_whole_by_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_shell, "INSTANCE", tmp_path / "instance")

    path = map_shell.shell_path(WITH_TILES)

    assert "tiles.example.org" in path.read_text(encoding="utf-8")
    assert list(path.parent.iterdir()) == [path]
