"""The files of an import, from a folder or one zip file, as text and within limits."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from services.imports.problems import BadTables, Problem

MAX_MEMBERS = 100
MAX_ZIP_BYTES = 16 * 1024**2
MAX_FILE_BYTES = 32 * 1024**2
MAX_TOTAL_BYTES = 64 * 1024**2

_UNZIPPED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


def table_texts(source: Path, problems: list[Problem]) -> dict[str, str]:
    """Return the text of each CSV file in `source`, a folder or a zip file, by name; other files are passed over.

    A file that is not UTF-8 is added to `problems` and left out. Raises `BadTables` for what cannot be opened
    or is too large to be honest tables.
    """
    contents = _folder(source) if source.is_dir() else _archive(source)
    texts = {}
    for name, content in contents.items():
        text = _decoded(name, content, problems)
        if text is not None:
            texts[name] = text
    return texts


def _folder(folder: Path) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open("rb") as file:
            contents[path.name] = file.read(MAX_FILE_BYTES + 1)
        _check_size(path.name, contents)
    return contents


def _archive(path: Path) -> dict[str, bytes]:
    if not path.is_file() or not zipfile.is_zipfile(path):
        raise _refused(path.name, "is neither a folder of CSV files nor a zip file")
    if path.stat().st_size > MAX_ZIP_BYTES:
        raise _refused(path.name, f"is larger than {MAX_ZIP_BYTES:,} bytes")
    contents: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for name, member in _tables_in(archive, path.name):
                if name in contents:
                    raise _refused(path.name, f"holds {name} twice")
                with archive.open(member) as file:
                    contents[name] = file.read(MAX_FILE_BYTES + 1)
                _check_size(name, contents)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _refused(path.name, f"is a damaged zip file ({error})") from error
    return contents


def _tables_in(archive: zipfile.ZipFile, archive_name: str) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield name and member of each CSV file, however deep it lies."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise _refused(archive_name, f"holds {len(members)} files; at most {MAX_MEMBERS} are read")
    for member in members:
        path = PurePosixPath(member.filename)
        if _leads_outside(member, path):
            raise _refused(archive_name, f"holds {member.filename!r}, which leads outside the zip file")
        if member.flag_bits & _ENCRYPTED or member.compress_type not in _UNZIPPED:
            raise _refused(archive_name, f"holds {member.filename!r}, which is encrypted or packed unusually")
        # What macOS adds beside each file has the same ending, but is no table.
        if path.suffix == ".csv" and "__MACOSX" not in path.parts:
            yield path.name, member


def _leads_outside(member: zipfile.ZipInfo, path: PurePosixPath) -> bool:
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    return is_link or path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in member.filename


def _check_size(name: str, contents: dict[str, bytes]) -> None:
    if len(contents[name]) > MAX_FILE_BYTES:
        raise _refused(name, f"is larger than {MAX_FILE_BYTES:,} bytes")
    if sum(map(len, contents.values())) > MAX_TOTAL_BYTES:
        raise _refused(name, f"makes the tables larger than {MAX_TOTAL_BYTES:,} bytes together")


def _decoded(name: str, content: bytes, problems: list[Problem]) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        problems.append(Problem(name, "is not UTF-8 here; save the table as “CSV UTF-8”", row=row))
        return None


def _refused(name: str, reason: str) -> BadTables:
    return BadTables([Problem(name, reason)])
