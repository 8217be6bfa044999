"""Compiled templates kept between starts: each language has its own, with its messages folded in.

Compiling fourteen languages takes many seconds; reading them back takes a fraction of one. What was compiled from
other templates, messages or code is compiled anew.
"""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import FileSystemBytecodeCache

from services.languages import Language
from services.settings import INSTANCE, ROOT

FOLDER = INSTANCE / "templates"
_MADE_OF = ("templates/**/*", "services/web/*.py", "services/furigana.py", "services/languages.py", "static/**/*")
"""Whatever a compiled template holds comes from these: sources, macros, filters of constants, addresses of files."""


class CompiledTemplates(FileSystemBytecodeCache):
    """The files of one language; a file that was made of anything else than what is there now counts as none."""

    def __init__(self, language: Language, folder: Path, readers: str = "") -> None:
        """Keep the files of `language` in `folder`, which must exist; those for other `readers` by themselves."""
        super().__init__(str(folder), f"{readers}{language.slug}-%s.cache")
        self._made_of = sha256((program_digest() + _catalogue_digest(language)).encode()).hexdigest()

    def get_source_checksum(self, source: str) -> str:
        """Return what tells whether a file was made of this `source`, these messages and this program."""
        return sha256((self._made_of + source).encode()).hexdigest()


def kept_templates(language: Language, readers: str = "") -> CompiledTemplates | None:
    """Return the compiled templates of a language, or None where nothing can be kept.

    `readers` is empty for residents, and a name of their own for those who see other messages in the same language.
    """
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
        probe = FOLDER / ".writable"
        probe.touch()
    except OSError:
        return None
    return CompiledTemplates(language, FOLDER, readers)


@cache
def program_digest() -> str:
    """Return a digest of all that every language's templates are made of."""
    digest = sha256(f"{version('jinja2')} {version('markupsafe')}".encode())
    for pattern in _MADE_OF:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def _catalogue_digest(language: Language) -> str:
    folder = ROOT / "translations" / language.catalogue / "LC_MESSAGES"
    return sha256(b"".join(compiled.read_bytes() for compiled in sorted(folder.glob("*.mo")))).hexdigest()
