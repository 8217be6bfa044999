"""Templates, one environment a language, and the pages made of them."""

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from typing import cast
from urllib.parse import quote

from flask import Flask, Response, current_app, g, request
from jinja2 import Environment, StrictUndefined
from jinja2.environment import TemplateModule
from markupsafe import Markup

from services.furigana import in_kana, ruby
from services.furigana import plain as without_furigana
from services.languages import ENGLISH, JAPANESE, Language, language_by_slug, negotiated
from services.settings import ROOT
from services.web.addresses import address
from services.web.compiled_templates import CompiledTemplates, kept_templates
from services.web.delivery import KEEP_MARK
from services.web.direct_macros import remember
from services.web.extensions import now
from services.web.folding import FoldingEnvironment
from services.web.formats import Formats
from services.web.heads import NOT_FOUND, brief
from services.web.japanese_runs import marked
from services.web.maps import shell_url
from services.web.translating import Catalogue, staff_translations_of

_DRAWN_READING = re.compile(r"<rp>.*?</rp>|<rt>.*?</rt>|</?ruby>")
_DRAWN = re.compile(r"<ruby>.*?<rt>(.*?)</rt>.*?</ruby>")
_REMEMBERED_MACROS = (
    ("components/opening.html", "open_line"),
    ("components/speech.html", "speech_line"),
    ("components/contacts.html", "call_button"),
)
_FORMATS = [
    "clock",
    "day",
    "day_and_clock",
    "distance",
    "holiday",
    "joined",
    "language_name",
    "long_date",
    "minute_count",
    "minutes",
    "moment",
    "month_day",
    "number",
    "weekday",
    "weekday_short",
]


def plain(text: object) -> Markup:
    """Return a text without furigana, whether drawn already or not; for attributes, titles and options."""
    if isinstance(text, Markup):
        return Markup(_DRAWN_READING.sub("", str(text)))  # noqa: S704 - was markup, and loses tags only.
    return Markup.escape(without_furigana(str(text)))


def kana(text: object) -> Markup:
    """Return a text with readings in place of kanji; for words that are seen where no reading can be drawn."""
    if isinstance(text, Markup):
        return Markup(_DRAWN.sub(r"\1", str(text)))  # noqa: S704 - was markup, and loses tags only.
    return Markup.escape(in_kana(str(text)))


def tag(slug: str) -> str:
    """Return the HTML tag of a language's slug."""
    language = language_by_slug(slug)
    return language.tag if language else slug


def direction(slug: str) -> str:
    """Return `ltr` or `rtl` for a language's slug."""
    language = language_by_slug(slug)
    return language.direction if language else "ltr"


def endonym(slug: str) -> str:
    """Return a language's own name."""
    language = language_by_slug(slug)
    return language.endonym if language else slug


def telephone(number: str) -> str:
    """Return the link that dials a number."""
    return "tel:" + re.sub(r"[^\d+]", "", number)


def static_url(path: str) -> str:
    """Return the address of a file under static/, under a folder that is named anew when any of them changes.

    What a file refers to by a relative address is under the same name, so it is never older than the file.
    """
    return f"/{static_prefix()}/{path}"


@cache
def static_prefix() -> str:
    """Return the first part of the addresses that may be kept for ever."""
    digest = sha256()
    for path in sorted((ROOT / "static").rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return f"static/{digest.hexdigest()[:12]}"


class Renderer:
    """One Jinja environment a language, its messages and formats bound once, not looked up at every use."""

    def __init__(self, app: Flask, languages: tuple[Language, ...]) -> None:
        """Prepare the environments of `languages` on first use, from the application's own."""
        app.jinja_environment = FoldingEnvironment
        self.app = app
        self.languages = languages
        self._environments: dict[str, Environment] = {}
        self._staff_environments: dict[str, Environment] = {}
        app.jinja_env.undefined = StrictUndefined
        app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
        app.jinja_env.auto_reload = app.debug
        app.extensions["renderer"] = self

    def environment(self, language: Language) -> Environment:
        """Return the environment of a language."""
        if language.slug not in self._environments:
            self._environments[language.slug] = self._prepared(Catalogue(language), kept_templates(language))
        return self._environments[language.slug]

    def staff_environment(self, language: Language) -> Environment:
        """Return the environment of staff pages in a language: the same, with their messages as well."""
        if language.slug not in self._staff_environments:
            catalogue = Catalogue(language, staff_translations_of(language))
            self._staff_environments[language.slug] = self._prepared(catalogue, kept_templates(language, "staff-"))
        return self._staff_environments[language.slug]

    def _prepared(self, catalogue: Catalogue, kept: CompiledTemplates | None) -> Environment:
        environment = self.app.jinja_env.overlay(bytecode_cache=kept)
        language = catalogue.language
        formats = Formats(language)
        environment.globals = {
            **self.app.jinja_env.globals,
            "_": catalogue.gettext,
            "ngettext": catalogue.ngettext,
            "pgettext": catalogue.pgettext,
            "comma": formats.comma,
            "in_japanese": self._in_japanese,
            "language": language,
            "map_shell_url": shell_url,
            "quick_exit_url": self.app.config["SETTINGS"].quick_exit_url,
            "static_url": static_url,
            "url_for": address,
        }
        environment.filters = {
            **self.app.jinja_env.filters,
            **{name: getattr(formats, name) for name in _FORMATS},
            "brief": brief,
            "ruby": ruby,
            "marked": marked,
            "plain": plain,
            "kana": kana,
            "tag": tag,
            "dir": direction,
            "endonym": endonym,
            "tel": telephone,
        }
        for template, name in _REMEMBERED_MACROS:
            remember(environment, template, name)
        return environment

    def render(self, template: str, language: Language, **values: object) -> str:
        """Return a template's text in a language."""
        found = self.environment(language).get_template(template)
        # Nothing on a page depends on seconds, and lines are remembered for as long as their arguments are equal.
        minute = now().replace(second=0, microsecond=0)
        return found.render(now=minute, offered=self._switcher(), **values)

    def macros(self, template: str, language: Language) -> TemplateModule:
        """Return the macros of a template as they speak in a language."""
        return self.environment(language).get_template(template).module

    def _in_japanese(self, template: str) -> TemplateModule:
        """Return a template's macros in Japanese, for pages that a reader and a clerk look at together."""
        return self.macros(template, JAPANESE)

    def _switcher(self) -> list[tuple[Language, str]]:
        """Return each language with the address of the same page in it."""
        view_values = cast("Mapping[str, str]", request.view_args or {})
        is_localized = bool(g.get("is_localized"))
        endpoint = request.endpoint if is_localized and request.endpoint else "residents.find"
        values = view_values if is_localized else {}
        query = "?" + quote(request.query_string, safe="=&%+:,/") if is_localized and request.query_string else ""
        return [(language, address(endpoint, **values, lang=language.slug) + query) for language in self.languages]


def renderer() -> Renderer:
    """Return the application's renderer."""
    return cast("Renderer", current_app.extensions["renderer"])


def render(template: str, **values: object) -> str:
    """Return a template's text in the request's language."""
    given = {"notices": (), "head": NOT_FOUND, "data": "", **values}
    return renderer().render(template, g.get("language", ENGLISH), **given)


def is_for_programs() -> bool:
    """Return whether the request's reader is a program, which gets its errors as JSON."""
    return request.path.endswith((".geojson", ".json", ".webmanifest")) or request.path.startswith(("/api/", "/hsds"))


def visitor_language() -> Language:
    """Return the language for a visitor whose address names none: by cookie, then by what the browser accepts."""
    among = renderer().languages
    chosen = next((language for language in among if language.slug == request.cookies.get("lang")), None)
    return chosen or negotiated([tag for tag, quality in request.accept_languages if quality], among)


def page(text: str, status: int = 200) -> Response:
    """Return an HTML answer; one that is right is marked as fit to be kept for whoever asks the same."""
    answer = Response(text, status, content_type="text/html; charset=utf-8")
    if status == HTTPStatus.OK:
        answer.headers[KEEP_MARK] = g.language.slug
    return answer
