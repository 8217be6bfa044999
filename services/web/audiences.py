"""Who may use a view: declared on each as data; a test walks every route and fails on one that declares nothing.

A view for staff names the action it is for. services/web/staff/guard.py lets in those who may do it somewhere; the
view asks for the place itself.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import ParamSpec, TypeVar

from flask import Flask

from services.permissions import Action

_Arguments = ParamSpec("_Arguments")
_Answer = TypeVar("_Answer")


class Audience(StrEnum):
    """A group of people or programs that a view is for."""

    EVERYONE = "everyone"
    """Whoever comes, without signing in."""


Readers = Audience | Action
"""Everyone, or those who may do something."""


def audience(group: Readers) -> Callable[[Callable[_Arguments, _Answer]], Callable[_Arguments, _Answer]]:
    """Declare whom a view is for; stands beneath the route."""

    def declared(view: Callable[_Arguments, _Answer]) -> Callable[_Arguments, _Answer]:
        view.__dict__["audience"] = group
        return view

    return declared


def audience_of(app: Flask, endpoint: str) -> Readers | None:
    """Return whom a view of `app` is for, or None where nothing is declared."""
    declared: Readers | None = getattr(app.view_functions[endpoint], "audience", None)
    return declared
