"""Compiled templates that call macros as plain functions.

Jinja passes every call through three checks that a macro of our own, known when the template is compiled and
called with the arguments it declares, does not need. A list of twenty cards makes four hundred such calls.
What stands between the markup is looked at first: most of it is markup already, or has nothing to escape.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, find_undeclared
from jinja2.environment import Environment
from jinja2.runtime import Macro
from markupsafe import Markup, escape

_REMEMBERED = 512
_ESCAPED = re.compile(r"[&<>'\"]")
_SPECIAL = ("caller", "kwargs", "varargs")


def written(value: object) -> str:
    """Return a value as it stands in a page: what `escape` returns, sooner."""
    if type(value) is Markup or (isinstance(value, str) and _ESCAPED.search(value) is None):
        return value
    return escape(value)


class DirectCodeGenerator(CodeGenerator):
    """Jinja's generator, with its own words for a call of a known macro."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Learn which macros this template may call directly."""
        self._arguments = arguments_of_macros(node, self.environment)
        super().visit_Template(node, frame)
        self.writeline(f"from {written.__module__} import {written.__name__}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._ordered(node) is not None:
            return
        if finalize.src is None and frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write(f"{written.__name__}(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._ordered(node) is None:
            super()._output_child_post(node, frame, finalize)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Write a macro's result as it is: it is finished markup, so nothing of it is escaped."""
        self._plain_calls = {id(child) for child in node.nodes if self._ordered(child) is not None}
        super().visit_Output(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """Write a call; of a known macro as one of its function."""
        ordered = None if forward_caller else self._ordered(node)
        if ordered is None:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        is_output = id(node) in self._plain_calls
        self.write("" if is_output else "Markup(")
        self.visit(node.node, frame)
        self.write("._func(")
        for value in ordered:
            if value is None:
                self.write("missing")
            else:
                self.visit(value, frame)
            self.write(", ")
        self.write(")" if is_output else "))")

    _plain_calls: set[int] = set()  # noqa: RUF012 - replaced, never changed.

    def _ordered(self, node: nodes.Node) -> list[nodes.Expr | None] | None:
        """Return the call's arguments in the order in which the macro declares them; None: an ordinary call."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            return None
        declared = self._arguments.get(node.node.name)
        if declared is None or node.dyn_args or node.dyn_kwargs or len(node.args) > len(declared):
            return None
        values: dict[str, nodes.Expr] = dict(zip(declared, node.args, strict=False))
        named = {argument.key: argument.value for argument in node.kwargs}
        if not named.keys() <= set(declared) - values.keys():
            return None
        values.update(named)
        return [values.get(name) for name in declared]


def remember(environment: Environment, template: str, name: str) -> None:
    """Let a macro that depends on nothing but its arguments keep what it gave for them, the latest few hundred.

    Its arguments must be values that never change. Twenty places share a few timetables, so their lines are the same.
    """
    macro: Macro = getattr(environment.get_template(template).module, name)
    # Jinja gives no public way to the function; the generator above calls it by the same name.
    # Typed, because markup equals the text that it would be: one is escaped, the other not.
    macro._func = lru_cache(maxsize=_REMEMBERED, typed=True)(macro._func)  # noqa: SLF001


def arguments_of_macros(template: nodes.Template, environment: Environment) -> Mapping[str, tuple[str, ...]]:
    """Return the macros that a template may call directly: name in the template → names of the arguments."""
    found = {
        macro.name: tuple(argument.name for argument in macro.args)
        for macro in template.body
        if isinstance(macro, nodes.Macro) and not find_undeclared(macro.body, _SPECIAL)
    }
    for statement in template.find_all(nodes.FromImport):
        if not isinstance(statement.template, nodes.Const) or statement.with_context:
            continue
        module = environment.get_template(statement.template.value).module
        for name in statement.names:
            original, local = name if isinstance(name, tuple) else (name, name)
            macro = getattr(module, original, None)
            if isinstance(macro, Macro) and not (macro.catch_kwargs or macro.catch_varargs or macro.caller):
                found[local] = tuple(macro.arguments)
    return found
