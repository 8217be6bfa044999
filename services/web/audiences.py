"""Who may use a view: declared on each as data; a test walks every route and fails on one that declares nothing."""

from collections.abc import Callable
from enum import StrEnum
from typing import ParamSpec, TypeVar

from flask import Flask

_Arguments = ParamSpec("_Arguments")
_Answer = TypeVar("_Answer")


class Audience(StrEnum):
    """A group of people or programs that a view is for."""

    EVERYONE = "everyone"
    """Whoever comes, without signing in."""


def audience(group: Audience) -> Callable[[Callable[_Arguments, _Answer]], Callable[_Arguments, _Answer]]:
    """Declare whom a view is for; stands beneath the route."""

    def declared(view: Callable[_Arguments, _Answer]) -> Callable[_Arguments, _Answer]:
        view.__dict__["audience"] = group
        return view

    return declared


def audience_of(app: Flask, endpoint: str) -> Audience | None:
    """Return whom a view of `app` is for, or None where nothing is declared."""
    declared: Audience | None = getattr(app.view_functions[endpoint], "audience", None)
    return declared
