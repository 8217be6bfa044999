from pathlib import Path

import pytest

from services.spreadsheets.sheet_files import SheetFile, refused


@pytest.mark.parametrize("is_stored", [True, False])
def test_a_file_is_the_same_from_a_disk_and_from_memory(tmp_path: Path, *, is_stored: bool) -> None:
    (tmp_path / "a.csv").write_bytes(b"slug\n")
    file = SheetFile("a.CSV", tmp_path / "a.csv" if is_stored else b"slug\n")

    with file.opened() as stream:
        assert stream.read() == b"slug\n"
    assert (file.size(), file.suffix) == (5, ".csv")


def test_a_refusal_names_the_file_and_the_row() -> None:
    assert str(refused(SheetFile("a.csv", b""), "is empty", row=3)) == "a.csv row 3: is empty"
