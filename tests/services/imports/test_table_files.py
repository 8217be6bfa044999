import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from zipfile import ZipInfo

import pytest

from services.imports import table_files
from services.imports.problems import BadTables
from services.imports.table_files import table_texts
from services.imports.tables import read_tables


def zipped(path: Path, members: Iterable[tuple[str | ZipInfo, str | bytes]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def test_a_zip_file_gives_the_same_records_as_the_folder(
    tables: Callable[..., Path], good_tables: Mapping[str, str], tmp_path: Path
) -> None:
    assert read_tables(zipped(tmp_path / "t.zip", good_tables.items())) == read_tables(tables())


def test_tables_may_lie_in_a_folder_of_the_zip_file_beside_other_files(
    good_tables: Mapping[str, str], tmp_path: Path
) -> None:
    members = [(f"directory/{name}", text) for name, text in good_tables.items()]
    others = [("__MACOSX/directory/._hours.csv", b"\x00\x05"), ("directory/notes.txt", "Notes")]

    found = table_texts(zipped(tmp_path / "t.zip", [*members, *others]), [])

    assert found == good_tables


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "hours.csv").write_bytes(b"\xef\xbb\xbfdays\n")

    assert table_texts(tmp_path, []) == {"hours.csv": "days\n"}


@pytest.mark.parametrize("encoding", ["shift_jis", "utf-16", "euc_jp"])
def test_another_encoding_is_a_problem_that_names_the_file(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "texts.csv").write_bytes("text\n窓口\n".encode(encoding))
    problems = []

    assert table_texts(tmp_path, problems) == {}
    assert "texts.csv row" in str(problems[0])
    assert "is not UTF-8" in str(problems[0])


@pytest.mark.parametrize(
    "name", ["../hours.csv", "/etc/hours.csv", "a/../../hours.csv", "..\\hours.csv", "C:hours.csv"]
)
def test_a_path_that_leads_outside_the_zip_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadTables, match="leads outside"):
        table_texts(zipped(tmp_path / "t.zip", [(name, "days\n")]), [])


def test_a_link_in_the_zip_file_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("hours.csv")
    link.external_attr = 0o120777 << 16

    with pytest.raises(BadTables, match="leads outside"):
        table_texts(zipped(tmp_path / "t.zip", [(link, "/etc/passwd")]), [])


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "t.zip", [("texts.csv", b"0" * (table_files.MAX_FILE_BYTES + 1))])

    assert bomb.stat().st_size < 100_000
    with pytest.raises(BadTables, match=r"texts\.csv: is larger than"):
        table_texts(bomb, [])


def test_members_that_are_too_large_only_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "MAX_TOTAL_BYTES", 15)

    with pytest.raises(BadTables, match="together"):
        table_texts(zipped(tmp_path / "t.zip", [("a.csv", "x" * 10), ("b.csv", "x" * 10)]), [])


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    members = [(f"{number}.csv", "") for number in range(table_files.MAX_MEMBERS + 1)]

    with pytest.raises(BadTables, match="holds 101 files"):
        table_texts(zipped(tmp_path / "t.zip", members), [])


def test_a_zip_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "MAX_ZIP_BYTES", 10)

    with pytest.raises(BadTables, match="larger than 10 bytes"):
        table_texts(zipped(tmp_path / "t.zip", [("hours.csv", "days\n")]), [])


def test_two_tables_of_the_same_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTables, match=r"holds hours\.csv twice"):
        table_texts(zipped(tmp_path / "t.zip", [("a/hours.csv", ""), ("b/hours.csv", "")]), [])


def test_a_damaged_zip_file_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", [("hours.csv", "days\n" * 100)])
    content = bytearray(path.read_bytes())
    content[45] ^= 0xFF
    path.write_bytes(content)

    with pytest.raises(BadTables, match="damaged"):
        table_texts(path, [])


def test_an_encrypted_zip_file_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", [("hours.csv", "days\n")])
    content = bytearray(path.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    with pytest.raises(BadTables, match="encrypted"):
        table_texts(path, [])


@pytest.mark.parametrize("name", ["hours.csv", "absent.zip"])
def test_what_is_neither_folder_nor_zip_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "hours.csv").write_text("days\n", encoding="utf-8")

    with pytest.raises(BadTables, match="neither a folder"):
        table_texts(tmp_path / name, [])
