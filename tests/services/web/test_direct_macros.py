from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup, escape

from services.web.direct_macros import DirectCodeGenerator, arguments_of_macros, remember, written

MACROS = """
{%- macro pair(first, second="2") -%}<i>{{ first }}-{{ second }}</i>{%- endmacro -%}
{%- macro around() -%}<p>{{ caller() }}</p>{%- endmacro -%}
{%- macro many() -%}{{ varargs | length }}{{ kwargs | length }}{%- endmacro -%}
"""
IMPORT_PAIR = "{% from 'macros.html' import pair %}{{ pair(text) }}"
IMPORT = "{% from 'macros.html' import pair, around, many, pair as two %}"


class Direct(Environment):
    code_generator_class = DirectCodeGenerator


def environment(kind: type[Environment], **templates: str) -> Environment:
    sources = {f"{name}.html": source for name, source in templates.items()}
    return kind(autoescape=True, loader=DictLoader({"macros.html": MACROS, **sources}))


@pytest.fixture(params=[Direct, Environment], ids=["direct", "plain"])
def kind(request: pytest.FixtureRequest) -> type[Environment]:
    chosen: type[Environment] = request.param
    return chosen


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ pair('a') }}", "<i>a-2</i>"),
        ("{{ pair('a', 'b') }}{{ pair(second='b', first='a') }}{{ pair('a', second='b') }}", "<i>a-b</i>" * 3),
        ("{{ pair('<') }}{{ pair(markup) }}", "<i>&lt;-2</i><i><u>-2</i>"),
        ("{{ pair() }}", "<i>-2</i>"),
        ("{{ pair(pair('a')) }}", "<i><i>a-2</i>-2</i>"),
        ("{{ pair('a') | upper }}", "<I>A-2</I>"),
        ("{{ pair('a') ~ '<' }}", "<i>a-2</i>&lt;"),
        ("{% set kept = pair('a') %}{{ kept }}", "<i>a-2</i>"),
        ("{{ two('a') }}", "<i>a-2</i>"),
        ("{% call around() %}<{{ pair('a') }}{% endcall %}", "<p><<i>a-2</i></p>"),
        ("{{ many(1, 2, a=3) }}", "21"),
        ("{{ pair(*values) }}{{ pair(**named) }}", "<i>x-y</i><i>z-2</i>"),
        ("{% for value in values %}{{ pair(value) }}{% endfor %}", "<i>x-2</i><i>y-2</i>"),
        ("{% macro own(a) %}[{{ a }}]{% endmacro %}{{ own('<') }}", "[&lt;]"),
        ("{% if pair('a') %}yes{% endif %}", "yes"),
    ],
)
def test_a_macro_called_directly_gives_what_it_ever_gave(
    kind: type[Environment], template: str, expected: str
) -> None:
    page = environment(kind, page=IMPORT + template).get_template("page.html")

    assert page.render(markup=Markup("<u>"), values=["x", "y"], named={"first": "z"}) == expected


@pytest.mark.parametrize("call", ["pair('a', nobody=1)", "pair(1, 2, 3)", "pair('a', first='b')"])
def test_a_call_that_is_wrong_fails_as_ever(kind: type[Environment], call: str) -> None:
    page = environment(kind, page=f"{IMPORT}{{{{ {call} }}}}").get_template("page.html")

    with pytest.raises(TypeError):
        page.render()


def test_only_macros_with_plain_arguments_are_called_directly() -> None:
    made = environment(Environment, page=IMPORT)
    parsed = made.parse(IMPORT + "{% macro own(a, b) %}{% endmacro %}{% macro open() %}{{ varargs }}{% endmacro %}")

    assert arguments_of_macros(parsed, made) == {
        "pair": ("first", "second"),
        "two": ("first", "second"),
        "own": ("a", "b"),
    }


class Angle:
    def __html__(self) -> str:
        return "<>"


@pytest.mark.parametrize("value", ["plain", "<&>'\"", "", 1, 1.5, None, Markup("<b>"), Angle(), ["<"], True])
def test_a_value_is_written_as_it_is_escaped(value: Any) -> None:
    assert written(value) == escape(value)


def test_a_remembered_macro_is_asked_once_for_equal_arguments() -> None:
    asked: list[str] = []
    made = environment(Direct, macros="{% macro pair(first) %}{{ first | noted }}{% endmacro %}", page=IMPORT_PAIR)
    made.filters["noted"] = lambda text: asked.append(text) or text
    remember(made, "macros.html", "pair")

    page = made.get_template("page.html")

    assert [page.render(text=text) for text in ("<a", "<a", "b")] == ["&lt;a", "&lt;a", "b"]
    assert asked == ["<a", "b"]


def test_text_and_markup_that_read_alike_are_remembered_apart() -> None:
    made = environment(Direct, page=IMPORT_PAIR)
    remember(made, "macros.html", "pair")
    page = made.get_template("page.html")

    assert page.render(text=Markup("<u>")) == "<i><u>-2</i>"
    assert page.render(text="<u>") == "<i>&lt;u&gt;-2</i>"
