#!/usr/bin/env python3
"""Keeps the catalogues: `update` brings them up to date with the templates, `check` fails on anything unfinished."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from services.languages import ENGLISH, LANGUAGES, Language  # noqa: E402 - found by the line above.

TEMPLATE = ROOT / "translations" / "messages.pot"
PYBABEL = str(Path(sys.executable).parent / "pybabel")
GAP = re.compile(r"%\((\w+)\)[sd]")
FURIGANA = re.compile(r"\{[^{}|]+\|[^{}|]+\}")
KANJI = re.compile(r"[\u3400-\u9fff々〆ヶ]")


def main() -> None:
    """Do what the first argument says."""
    commands = {"update": update, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:  # noqa: PLR2004 - one argument.
        sys.exit(f"usage: translations.py {' | '.join(commands)}")
    commands[sys.argv[1]]()


def kept_languages() -> list[Language]:
    """Return the languages that have a catalogue: every one but English, in which messages are written."""
    return [language for language in LANGUAGES if language is not ENGLISH and catalogue_path(language).exists()]


def catalogue_path(language: Language) -> Path:
    """Return the file of a language's messages."""
    return ROOT / "translations" / language.catalogue / "LC_MESSAGES" / "messages.po"


def update() -> None:
    """Extract the messages and merge them into each catalogue."""
    extract(TEMPLATE)
    for language in kept_languages():
        run(
            "update", "--no-fuzzy-matching", "--ignore-pot-creation-date", "--ignore-obsolete", "--no-wrap",
            "--input-file", TEMPLATE, "--output-file", catalogue_path(language),
            "--locale", language.catalogue.partition("@")[0],
        )  # fmt: skip


def extract(target: Path) -> None:
    """Write the messages of templates and views to `target`."""
    run(
        "extract", "--mapping-file", "translations/babel.cfg", "--add-comments", "Translators:", "--sort-by-file",
        "--keywords", "pgettext:1c,2", "--omit-header", "--no-wrap", "--no-location",
        "--output-file", target, ".",
    )  # fmt: skip


def run(*arguments: str | Path) -> None:
    """Run pybabel; its output shows only when it fails."""
    done = subprocess.run(
        [PYBABEL, "--quiet", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def check() -> None:
    """Exit 1 with every problem: a stale template, a missing, fuzzy or broken message, kanji without furigana."""
    problems = [*stale(), *unfinished()]
    for problem in problems:
        print(problem)
    if problems:
        sys.exit(f"{len(problems)} problems; `make translations` brings the catalogues up to date.")
    print(f"{len(kept_languages())} catalogues are complete.")


def stale() -> Iterator[str]:
    """Yield a line when messages.pot is not what the templates hold."""
    fresh = TEMPLATE.with_suffix(".fresh")
    try:
        extract(fresh)
        if messages_of(fresh) != messages_of(TEMPLATE):
            yield "translations/messages.pot is not up to date with the templates"
    finally:
        fresh.unlink(missing_ok=True)


def messages_of(path: Path) -> set[tuple[object, object]]:
    """Return the messages of a file, without their order and comments."""
    return {(message.context, message.id) for message in read(path) if message.id}


def read(path: Path, locale: Locale | None = None) -> Catalog:
    """Return a catalogue file; the `locale` says how many forms a plural has."""
    with path.open("rb") as opened:
        return read_po(opened, locale=locale)


def unfinished() -> Iterator[str]:
    """Yield a line for each message of a kept catalogue that is not ready to be shown."""
    wanted = messages_of(TEMPLATE)
    for language in LANGUAGES:
        if language.is_offered and language is not ENGLISH and not catalogue_path(language).exists():
            yield f"{language.slug}: is offered, but has no catalogue"
    for language in kept_languages():
        catalogue = read(catalogue_path(language), language.locale)
        if catalogue.fuzzy:
            yield f"{language.slug}: the header is missing or fuzzy, so that nothing would be compiled"
        there = {(message.context, message.id) for message in catalogue if message.id}
        for _, text in sorted(wanted - there, key=str):
            yield f"{language.slug}: missing: {text!r}"
        for message in catalogue:
            if message.id:
                yield from (f"{language.slug}: {what}: {message.id!r}" for what in faults(message, language))


def faults(message: Message, language: Language) -> Iterator[str]:
    """Yield what is wrong with one message."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    if message.fuzzy:
        yield "fuzzy"
    if not all(forms):
        yield "not translated"
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    gaps = set(GAP.findall(ids[-1]))
    for form in forms:
        if form and not set(GAP.findall(form)) <= gaps | {"num"}:
            yield "has a gap that the source does not have"
        if form and not gaps - {"num"} <= set(GAP.findall(form)):
            yield "lacks a gap of the source"
        if form and language.slug == "ja-easy" and KANJI.search(FURIGANA.sub("", form)):
            yield "has kanji without furigana"


if __name__ == "__main__":
    main()
