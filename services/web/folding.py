"""Templates whose fixed parts are worked out when they are compiled, once a language, not at every view.

A message without gaps becomes its translation, a message with gaps the pieces around them, and a macro called
with constants the markup it gives. Measured: three quarters of a page's cost were such calls.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

from flask.templating import Environment as FlaskEnvironment
from jinja2 import Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from services.web.direct_macros import DirectCodeGenerator

_GAP = re.compile(r"%\((\w+)\)s")
_MESSAGES = {"_": 1, "pgettext": 2}
"""Function → how many constants name a message."""
_PURE = frozenset({"static_url"})
"""Functions of the program whose answer depends on nothing but their arguments."""


class _Template(Template):
    """A template whose macros every page imports as they are: no page adds globals that they could see."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 - Jinja's signature.
        return super()._get_default_module()


class FoldingEnvironment(FlaskEnvironment):
    """Flask's environment, folding each template before it is compiled."""

    code_generator_class = DirectCodeGenerator
    template_class = _Template

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's signature.
    ) -> str:
        _Folder(self, source).visit(source)
        return super()._generate(source, name, filename, defer_init)


class _Folder(NodeTransformer):
    """Replaces what can be known in one template."""

    def __init__(self, environment: FoldingEnvironment, template: nodes.Template) -> None:
        self._environment = environment
        self._macros = {
            (name[1] if isinstance(name, tuple) else name): (found.template.value, name)
            for found in template.find_all(nodes.FromImport)
            if isinstance(found.template, nodes.Const) and not found.with_context
            for name in found.names
        }

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's naming.
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
            return node
        name = node.node.name
        if name in _MESSAGES:
            return self._message(node, name)
        constants = _constants(node)
        if constants is None:
            return node
        if name in _PURE:
            return self._constant(node, self._environment.globals[name], constants)
        if name in self._macros:
            return self._constant(node, self._macro(name), constants)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - Jinja's naming.
        """Write the pieces of a message one after another rather than join them first."""
        self.generic_visit(node)
        pieces = (
            child.nodes if isinstance(child, nodes.Concat) and _is_message(child) else [child] for child in node.nodes
        )
        node.nodes = [piece for several in pieces for piece in several]
        return node

    def _message(self, node: nodes.Call, name: str) -> nodes.Node:
        words = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        if len(words) != _MESSAGES[name] or len(words) != len(node.args):
            return node
        translate = cast("Callable[..., Markup]", self._environment.globals[name])
        message = translate(*words)
        if not node.kwargs:
            return nodes.Const(message, lineno=node.lineno)
        return self._around_gaps(node, message) or node

    def _around_gaps(self, node: nodes.Call, message: Markup) -> nodes.Node | None:
        values = {argument.key: argument.value for argument in node.kwargs}
        text = str(message)
        if set(_GAP.findall(text)) - values.keys() or "%" in _GAP.sub("", text):
            return None
        pieces: list[nodes.Expr] = []
        for index, part in enumerate(_GAP.split(text)):
            if index % 2:
                pieces.append(values[part])
            elif part:
                pieces.append(nodes.Const(Markup(part), lineno=node.lineno))  # noqa: S704 - from a catalogue.
        return nodes.Concat(pieces, lineno=node.lineno)

    def _macro(self, name: str) -> object:
        template, imported = self._macros[name]
        wanted = imported[0] if isinstance(imported, tuple) else imported
        return getattr(self._environment.get_template(template).module, wanted)

    @staticmethod
    def _constant(node: nodes.Call, function: object, constants: tuple[list[Any], Mapping[str, Any]]) -> nodes.Node:
        positional, named = constants
        return nodes.Const(cast("Callable[..., Any]", function)(*positional, **named), lineno=node.lineno)


def _is_message(node: nodes.Node) -> bool:
    """Return whether a node joins pieces of which one is markup, so that the whole is markup and each is escaped."""
    return isinstance(node, nodes.Concat) and any(
        isinstance(piece, nodes.Const) and isinstance(piece.value, Markup) for piece in node.nodes
    )


def _constants(node: nodes.Call) -> tuple[list[Any], dict[str, Any]] | None:
    """Return the arguments of a call whose arguments are all constants."""
    named = {argument.key: argument.value for argument in node.kwargs}
    if not all(isinstance(value, nodes.Const) for value in (*node.args, *named.values())):
        return None
    positional = [cast("nodes.Const", argument).value for argument in node.args]
    return positional, {key: cast("nodes.Const", value).value for key, value in named.items()}
