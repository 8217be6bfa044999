"""What can go wrong, one class and one sentence each; the web, the API and the terminal each show it their way."""

from collections.abc import Sequence
from enum import StrEnum


class MadoguchiError(Exception):
    """Something a person caused, or must know of."""


class NotFound(MadoguchiError):
    """There is no such thing."""


class Rule(StrEnum):
    """A rule for a parameter that every language of the interface has a sentence for."""

    ONCE = "once"
    """It stands in the address once."""
    ONE_OF = "one_of"
    """It is one of the limits, which are codes."""
    WHOLE_NUMBER = "whole_number"
    """Its limits are the least and the most; so are those of a length, of degrees and of the years of a moment."""
    LENGTH = "length"
    VISIBLE = "visible"
    """It holds no control characters."""
    WHOLE_POSITION = "whole_position"
    """It stands there together with the other half."""
    DEGREES = "degrees"
    MOMENT = "moment"


class BadParameter(MadoguchiError):
    """A parameter has a value that is unknown or impossible."""

    def __init__(self, name: str, value: str, allowed: str, *, rule: Rule, limits: Sequence[str | int] = ()) -> None:
        """Keep the parameter's `name`, the `value` as given, and what it may be.

        Programs and logs get `allowed`, in English words; people the `rule` with its `limits`, in theirs.
        """
        super().__init__(f"{name}={value!r}: may be {allowed}")
        self.name = name
        self.value = value
        self.allowed = allowed
        self.rule = rule
        self.limits = tuple(limits)


class StaleEdit(MadoguchiError):
    """Somebody else changed the record since the form was opened; the message names both versions."""


class BadSetting(MadoguchiError):
    """An environment variable holds what the program cannot use."""


class BadRecord(MadoguchiError):
    """A record to be imported is wrong; the message names the record, the field and the reason."""


class DatabaseUnusable(MadoguchiError):
    """The database lacks what the program needs, for example PostGIS."""
