import sys
from pathlib import Path

import pytest

from services.map_shell_maker import main


def test_the_script_is_written_to_the_path_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "map.js"
    monkeypatch.setattr(sys, "argv", ["map_shell_maker", str(path), "", ""])

    main()

    script = path.read_text(encoding="utf-8")
    assert script.startswith("window.madoguchiMap=")
    assert "https://" not in script
