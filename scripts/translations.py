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

from services.languages import ENGLISH, JAPANESE, LANGUAGES, Language  # noqa: E402 - found by the line above.

# Domain → the languages in which it must be whole. Staff read English or Japanese.
DOMAINS = {"messages": LANGUAGES, "staff": (JAPANESE,)}
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


def kept_languages(domain: str = "messages") -> list[Language]:
    """Return the languages that have a catalogue: every one but English, in which messages are written."""
    return [each for each in DOMAINS[domain] if each is not ENGLISH and catalogue_path(each, domain).exists()]


def catalogue_path(language: Language, domain: str = "messages") -> Path:
    """Return the file of a language's messages."""
    return ROOT / "translations" / language.catalogue / "LC_MESSAGES" / f"{domain}.po"


def template_path(domain: str) -> Path:
    """Return the file of a domain's messages as the templates have them."""
    return ROOT / "translations" / f"{domain}.pot"


def update() -> None:
    """Extract the messages and merge them into each catalogue."""
    for domain in DOMAINS:
        extract(domain, template_path(domain))
        for language in kept_languages(domain):
            run(
                "update", "--no-fuzzy-matching", "--ignore-pot-creation-date", "--ignore-obsolete", "--no-wrap",
                "--input-file", template_path(domain), "--output-file", catalogue_path(language, domain),
                "--domain", domain, "--locale", language.catalogue.partition("@")[0],
            )  # fmt: skip


def extract(domain: str, target: Path) -> None:
    """Write the messages of a domain's templates and views to `target`."""
    run(
        "extract", "--mapping-file", f"translations/{domain}.cfg", "--add-comments", "Translators:", "--sort-by-file",
        "--keywords", "pgettext:1c,2", "--keywords", "said", "--omit-header", "--no-wrap", "--no-location",
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
    problems = [line for domain in DOMAINS for line in (*stale(domain), *unfinished(domain))]
    for problem in problems:
        print(problem)
    if problems:
        sys.exit(f"{len(problems)} problems; `make translations` brings the catalogues up to date.")
    print(f"{sum(len(kept_languages(domain)) for domain in DOMAINS)} catalogues are complete.")


def stale(domain: str) -> Iterator[str]:
    """Yield a line when a domain's template is not what the templates hold."""
    template = template_path(domain)
    fresh = template.with_suffix(".fresh")
    try:
        extract(domain, fresh)
        if messages_of(fresh) != messages_of(template):
            yield f"translations/{template.name} is not up to date with the templates"
    finally:
        fresh.unlink(missing_ok=True)


def messages_of(path: Path) -> set[tuple[object, object]]:
    """Return the messages of a file, without their order and comments."""
    return {(message.context, message.id) for message in read(path) if message.id}


def read(path: Path, locale: Locale | None = None) -> Catalog:
    """Return a catalogue file; the `locale` says how many forms a plural has."""
    with path.open("rb") as opened:
        return read_po(opened, locale=locale)


def unfinished(domain: str) -> Iterator[str]:
    """Yield a line for each message of a kept catalogue that is not ready to be shown."""
    wanted = messages_of(template_path(domain))
    for language in DOMAINS[domain]:
        if language.is_offered and language is not ENGLISH and not catalogue_path(language, domain).exists():
            yield f"{domain}, {language.slug}: is offered, but has no catalogue"
    for language in kept_languages(domain):
        catalogue = read(catalogue_path(language, domain), language.locale)
        if catalogue.fuzzy:
            yield f"{domain}, {language.slug}: the header is missing or fuzzy, so that nothing would be compiled"
        there = {(message.context, message.id) for message in catalogue if message.id}
        for _, text in sorted(wanted - there, key=str):
            yield f"{domain}, {language.slug}: missing: {text!r}"
        for message in catalogue:
            if message.id:
                yield from (
                    f"{domain}, {language.slug}: {what}: {message.id!r}" for what in faults(message, language)
                )


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
