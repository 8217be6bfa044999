#!/usr/bin/env python3
"""Makes a sheet a language, for a person to review: how much is translated and checked, and how the pages look.

Writes `languages/index.html`, with a page and pictures for each language. Needs Chromium, as the browser tests do.
"""

import csv
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import translations  # noqa: E402 - found by the line above.
from services.languages import ENGLISH, Language, offered  # noqa: E402 - as above.
from tests.browser.conftest import QUIET, executable  # noqa: E402 - as above.
from tests.browser.running_site import running  # noqa: E402 - as above.

SHEETS = ROOT / "languages"
TEXTS = ROOT / "services" / "data" / "texts.csv"
WORDS = ROOT / "services" / "data" / "search_words.csv"
PHONE, DESK = 360, 1280
# A Saturday on which a lounge serves several languages, so that the pictures are the same on every day.
MOMENT = "2026-11-28T10:30"
PAGES = {
    "find": (PHONE, f"/?when={MOMENT}"),
    "find-nothing": (PHONE, "/?q=zzzzqq"),
    "questions": (PHONE, "/guide"),
    "location": (PHONE, "/locations/lounge-midori"),
    "consultation": (PHONE, "/locations/center-multicultural"),
    "card": (PHONE, "/locations/ward-midori/card?topic=tax_pension"),
    "privacy": (PHONE, "/privacy"),
    "find-wide": (DESK, f"/?when={MOMENT}"),
    "poster": (DESK, "/locations/lounge-midori/poster"),
}
"""Name of a picture, the width of its screen, and the address behind the language."""
STATES = ("source", "human", "machine", "outdated")


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much there is of one language."""

    language: Language
    messages: int
    translated: int
    texts: Counter[str]
    """How many texts of the records are in which state."""
    texts_in_english: int
    words: int
    """Search words."""


def main() -> None:
    """Write the sheets and print the figures; exit 1 with one line where there is no browser."""
    found = [statistics(language) for language in offered()]
    for one in found:
        print(line(one))
    with (
        TemporaryDirectory() as folder,
        running(records(Path(folder)), Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable(), args=QUIET)
        for one in found:
            photograph(browser, site, one.language)
            write_sheet(one)
        browser.close()
    write_index(found)
    print(f"Look at {SHEETS.relative_to(ROOT) / 'index.html'}")


def statistics(language: Language) -> Statistics:
    """Count what there is of a language."""
    messages, translated = message_counts(language)
    texts = list(rows(TEXTS))
    return Statistics(
        language,
        messages,
        translated,
        Counter(row["state"] for row in texts if row["language"] == language.slug),
        sum(row["language"] == ENGLISH.slug for row in texts),
        sum(row["language"] == language.slug for row in rows(WORDS)),
    )


def message_counts(language: Language) -> tuple[int, int]:
    """Return how many messages there are, and how many of them a language has."""
    wanted = len(translations.messages_of(translations.template_path("messages")))
    if language is ENGLISH:
        return wanted, wanted
    catalogue = translations.read(translations.catalogue_path(language), language.locale)
    done = [message for message in catalogue if message.id and not any(translations.faults(message, language))]
    return wanted, len(done)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table."""
    with path.open(encoding="utf-8", newline="") as opened:
        yield from csv.DictReader(opened)


def line(of: Statistics) -> str:
    """Return the figures of a language in one line."""
    states = ", ".join(f"{of.texts[state]} {state}" for state in STATES if of.texts[state])
    return (
        f"{of.language.slug:8} {of.translated}/{of.messages} messages · {of.texts.total()} texts ({states}) "
        f"· {of.words} search words"
    )


def records(folder: Path) -> Path:
    """Make a database with the first records."""
    path = folder / "records.db"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path}"}
    for command in ("migrate", "seed"):
        subprocess.run(
            [str(Path(sys.executable).parent / "flask"), "--app", "app", "directory", command],
            cwd=ROOT, env=environment, check=True, capture_output=True,
        )  # fmt: skip
    return path


def photograph(browser: Browser, site: str, language: Language) -> None:
    """Take the pictures of one language."""
    folder = SHEETS / language.slug
    folder.mkdir(parents=True, exist_ok=True)
    for name, (width, path) in PAGES.items():
        page = browser.new_page(viewport=ViewportSize(width=width, height=800), reduced_motion="reduce")
        page.goto(f"{site}/{language.slug}{path}", wait_until="load")
        page.screenshot(path=folder / f"{name}.png", full_page=width == PHONE)
        page.close()


def write_sheet(of: Statistics) -> None:
    """Write the page of one language: its figures, and its pictures side by side."""
    slug = of.language.slug
    pictures = "".join(
        f'<figure><img src="{slug}/{name}.png" alt="" width="{width}"><figcaption>{name}</figcaption></figure>'
        for name, (width, _) in PAGES.items()
    )
    heading = f'<h1 lang="{of.language.tag}">{escape(of.language.endonym)}</h1>'
    write(SHEETS / f"{slug}.html", f"{heading}<p>{escape(line(of))}</p>{pictures}")


def write_index(found: list[Statistics]) -> None:
    """Write the page that leads to all languages."""
    links = "".join(
        f'<li><a href="{one.language.slug}.html" lang="{one.language.tag}">{escape(one.language.endonym)}</a> '
        f"{escape(line(one))}</li>"
        for one in found
    )
    write(SHEETS / "index.html", f"<h1>Languages</h1><ul>{links}</ul>")


def write(path: Path, body: str) -> None:
    """Write one page."""
    path.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Languages</title>'
        "<style>body{font-family:sans-serif;margin:2rem}figure{display:inline-block;margin:1rem;vertical-align:top}"
        f"img{{border:1px solid #999;max-width:100%}}</style>{body}</html>\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
