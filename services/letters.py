"""What mails say: one plain text a letter and language, in templates/mail/<name>.<language>.txt.

The first line of a text is its subject; an empty line follows. People who get mail read Japanese or English.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.settings import ROOT

FOLDER = ROOT / "templates" / "mail"
LANGUAGES = ("ja", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A letter's words."""

    subject: str
    body: str
    language: str
    """Slug of the language it is really written in."""


def letter(name: str, language: str, /, *, folder: Path = FOLDER, **gaps: object) -> Text:
    """Return the letter `name` with its gaps filled, in `language` or, where mail is not written in that, English."""
    written_in = language if language in LANGUAGES else "en"
    written = _texts(folder, written_in).get_template(f"{name}.{written_in}.txt").render(gaps)
    subject, _, body = written.partition("\n")
    return Text(subject.strip(), body.strip() + "\n", written_in)


@cache
def _texts(folder: Path, language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        # Plain text: what would be an escape in HTML would be read as it stands.
        autoescape=False,  # noqa: S701
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def long_date(day: date) -> str:
        return format_date(day, "long", locale=language)

    environment.filters["long_date"] = long_date
    return environment
