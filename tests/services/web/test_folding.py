"""A folded page is the page, made sooner: held against Jinja as it comes."""

from pathlib import Path

import pytest
from flask import Flask
from flask.templating import Environment as PlainEnvironment
from flask.testing import FlaskClient
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from app import create_app
from services.languages import ENGLISH, PSEUDO
from services.settings import Settings
from services.web.folding import FoldingEnvironment
from services.web.translating import Catalogue
from tests.conftest import Clock
from tests.pages_for_tests import LANGUAGES, MOMENT, PAGES, address

MACROS = {
    "macros.html": "{% macro bold(text, by=2) %}<b>{{ text }}{{ by }}</b>{% endmacro %}",
}
EVIL = '"><script>'


@pytest.fixture(params=[FoldingEnvironment, PlainEnvironment], ids=["folded", "plain"])
def environment(app: Flask, request: pytest.FixtureRequest) -> Environment:
    """An environment whose messages are English."""
    made: Environment = request.param(app, autoescape=True)
    catalogue = Catalogue(ENGLISH)
    made.globals |= {"_": catalogue.gettext, "pgettext": catalogue.pgettext, "static_url": "/static/{}".format}
    return made


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ _('Map') }}", "Map"),
        ("{{ _('A < B') }}", "A &lt; B"),
        ("{{ _('Hello %(name)s', name=evil) }}", "Hello &#34;&gt;&lt;script&gt;"),
        ("{{ _('%(name)s', name=evil) }}", "&#34;&gt;&lt;script&gt;"),
        ("{{ _('Hello %(name)s', name=markup) }}", "Hello <i>"),
        ("{{ _('%(a)s and %(b)s and %(a)s', a=1, b=evil) }}", "1 and &#34;&gt;&lt;script&gt; and 1"),
        ("{{ _('100%% of %(name)s', name='x') }}", "100% of x"),
        ("{% set said = _('Hello %(name)s', name=evil) %}{{ said }}", "Hello &#34;&gt;&lt;script&gt;"),
        ("{{ _('Hello %(name)s', name=evil) | upper }}", "HELLO &#34;&GT;&LT;SCRIPT&GT;"),
        ("{{ _(word) }}", "Map"),
        ("{{ pgettext('weekday', 'Sat') }}", "Sat"),
        ("{{ static_url('css/site.css') }}", "/static/css/site.css"),
        ("{{ static_url(word) }}", "/static/Map"),
        (
            "{% from 'macros.html' import bold %}{{ bold('x') }}{{ bold(evil, 3) }}",
            "<b>x2</b><b>&#34;&gt;&lt;script&gt;3</b>",
        ),
        (
            "{% from 'macros.html' import bold as b %}{{ b(by=4, text='<') }}{{ b(markup) }}",
            "<b>&lt;4</b><b><i>2</b>",
        ),
        ("{% from 'macros.html' import bold %}{{ bold(bold('x')) }}", "<b><b>x2</b>2</b>"),
        ("{{ evil }}{{ markup }}{{ none }}{{ 1 }}", "&#34;&gt;&lt;script&gt;<i>None1"),
        ("{% autoescape false %}{{ evil }}{% endautoescape %}", '"><script>'),
    ],
)
def test_what_is_known_beforehand_is_written_as_ever(environment: Environment, template: str, expected: str) -> None:
    environment.loader = DictLoader({**MACROS, "page.html": template})

    page = environment.get_template("page.html").render(evil=EVIL, markup=Markup("<i>"), word="Map")

    assert page == expected


def test_a_gap_that_nobody_fills_fails_as_ever(environment: Environment) -> None:
    environment.loader = DictLoader({"page.html": "{{ _('Hello %(name)s', nobody=1) }}"})

    with pytest.raises(KeyError, match="name"):
        environment.get_template("page.html").render()


def visitor(first_records: Path) -> FlaskClient:
    return create_app(Settings(database_url=f"sqlite:///{first_records}", pseudo_language=True)).test_client()


@pytest.mark.parametrize("slug", ["en", "ja-easy", PSEUDO.slug])
def test_every_page_is_the_same_unfolded(
    first_records: Path, monkeypatch: pytest.MonkeyPatch, at_city_time: Clock, slug: str
) -> None:
    at_city_time(MOMENT)
    folded = visitor(first_records)
    monkeypatch.setattr("services.web.rendering.FoldingEnvironment", PlainEnvironment)
    monkeypatch.setattr("services.web.rendering.remember", lambda *_: None)
    unfolded = visitor(first_records)

    addresses = [address(name, LANGUAGES[slug]) for name in PAGES]
    different = [url for url in addresses if folded.get(url).text != unfolded.get(url).text]

    assert different == []


def test_pages_asked_for_again_are_the_same(first_records: Path) -> None:
    asking = visitor(first_records)
    addresses = [address(name, ENGLISH) for name in PAGES if name.startswith("find")]

    first = {url: asking.get(url + "&lat=35.5&lon=139.6").text for url in addresses}

    assert {url: asking.get(url + "&lat=35.5&lon=139.6").text for url in reversed(addresses)} == first
