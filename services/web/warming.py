"""Loads at the start what the first readers would otherwise wait for, and what all workers then have in common."""

import gc

from flask import Flask

from services.understanding import understood
from services.web.rendering import Renderer

_PAGES = (
    "residents/find.html",
    "residents/location.html",
    "residents/counter_card.html",
    "residents/poster.html",
    "residents/ward.html",
    "residents/about.html",
)


def warm(app: Flask) -> None:
    """Load names of places, words of searches and each language's pages; open no database.

    What is loaded is then kept from the garbage collector: a process copied from this one shares its memory with
    it for as long as nobody writes there, and the collector writes to whatever it looks at.
    """
    # Nothing of what is loaded is ever garbage; looking for some, again and again, took a third of the time.
    gc.disable()
    for text in ("Yokohama", "no such place"):
        understood(text)
    renderer: Renderer = app.extensions["renderer"]
    with app.app_context():
        for language in renderer.languages:
            for page in _PAGES:
                renderer.environment(language).get_template(page)
    gc.collect()
    gc.freeze()
    gc.enable()
