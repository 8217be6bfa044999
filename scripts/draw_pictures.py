"""Draws the pictures under static/pictures and the icons of the app anew from their SVGs, in Chromium.

After a change of one, or of the languages: python -m scripts.draw_pictures. It takes the Noto fonts of every script
that stands in a picture; what was drawn is kept in the tree.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from scripts.system_packages import CHROMIUM_NAMES

STATIC = Path(__file__).resolve().parent.parent / "static"
PICTURES = STATIC / "pictures"
SIZE = ViewportSize(width=1200, height=630)
"""In pixels, as sites that show shared pages ask for it."""
ICONS = {"mark-192.png": "mark.svg", "mark-512.png": "mark.svg", "mark-whole-512.png": "mark-whole.svg"}
"""Icon under static/icons, its size in its name → what it is drawn from; for devices that show no SVG."""


def main() -> None:
    """Draw every picture; exit 1 with one line when there is no browser."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if chromium is None:
        sys.exit(f"no browser: install one of {', '.join(CHROMIUM_NAMES)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE)
        for drawing in sorted(PICTURES.glob("*.svg")):
            draw(page, drawing)
        for icon, drawing_name in ICONS.items():
            draw_icon(page, STATIC / "icons" / drawing_name, STATIC / "icons" / icon)
        browser.close()


def draw(page: Page, drawing: Path) -> None:
    """Write the picture of one SVG beside it, and say how large it is."""
    picture = drawing.with_suffix(".png")
    page.goto(drawing.as_uri())
    page.screenshot(path=picture)
    print(f"{picture.name}: {picture.stat().st_size // 1000} kB")


def draw_icon(page: Page, drawing: Path, icon: Path) -> None:
    """Write one icon, as large as its name says, on nothing."""
    size = int(icon.stem.rpartition("-")[2])
    page.set_viewport_size(ViewportSize(width=size, height=size))
    page.goto(drawing.as_uri())
    page.screenshot(path=icon, omit_background=True)
    print(f"{icon.name}: {icon.stat().st_size} bytes")


if __name__ == "__main__":
    main()
