"""The files of the project as tests of the whole read them."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("services", "geodata")
_IGNORED = [line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line]


def project_files(pattern: str = "*") -> list[Path]:
    """Return the files of the project whose path matches, relative to its root; what git ignores is left out."""
    return sorted(path for path in _walk(ROOT) if fnmatch(path.as_posix(), pattern))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        relative = path.relative_to(ROOT)
        if path.name == ".git" or any(fnmatch(path.name, name) or relative.match(name) for name in _IGNORED):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield relative


def modules() -> list[Path]:
    """Return the modules of the program itself."""
    return [path for path in project_files("*.py") if path.parts[0] in {*PACKAGES, "app.py"}]


def functions(path: Path) -> Iterator[tuple[str, int, int]]:
    """Yield of each function of a module its name, its lines from `def` on, and the lines of its body alone."""
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            end = node.end_lineno or node.lineno
            yield node.name, end - node.lineno + 1, end - node.body[0].lineno + 1
