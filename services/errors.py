"""What can go wrong, one class and one sentence each; the web, the API and the terminal each show it their way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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

    def __init__(self, message: str, *, version: int | None = None, conflicts: Iterable[str] = ()) -> None:
        """Keep the `version` that the record has now, and the paths on which both changes disagree, where known."""
        super().__init__(message)
        self.version = version
        self.conflicts = tuple(conflicts)


class NotAllowed(MadoguchiError):
    """Somebody may not do this, or not here."""


class Flaw(StrEnum):
    """What is wrong with a field that somebody filled in; staff pages have a sentence for each."""

    REQUIRED = "required"
    UNKNOWN = "unknown"
    """It names something that there is not."""
    BAD_TEXT = "bad_text"
    """It is longer than `longest` characters, or holds some that cannot be seen."""
    BAD_CODE = "bad_code"
    """It may hold small letters, digits and single hyphens."""
    BAD_POSTAL_CODE = "bad_postal_code"
    BAD_EMAIL = "bad_email"
    BAD_WEB_ADDRESS = "bad_web_address"
    BAD_PHONE_NUMBER = "bad_phone_number"
    BAD_NUMBER = "bad_number"
    BAD_DATE = "bad_date"
    HALF_A_POINT = "half_a_point"
    """Latitude and longitude stand together, an accuracy only beside both."""
    FAR_OFF = "far_off"
    """It lies `km` from the middle of its ward."""
    BAD_TIME = "bad_time"
    """It is no time of the day."""
    NOT_AFTER_START = "not_after_start"
    """It ends before it begins, or more than 24 hours later."""
    OUTSIDE_HOURS = "outside_hours"
    OVERLAP = "overlap"
    """It covers what the row `other` covers too; paths count rows from 0."""
    DUPLICATE = "duplicate"
    HOURS_UNKNOWN = "hours_unknown"
    """There are hours, although the hours are said to be unknown."""
    NO_HOLIDAY_HOURS = "no_holiday_hours"
    """There are hours for holidays, although the holiday rule knows of none."""
    HOLIDAY_WEEKS = "holiday_weeks"
    """Holidays have no nth weeks."""
    ALREADY_WHENEVER_OPEN = "already_whenever_open"
    """There are times of a language that is spoken whenever the place is open."""
    TWO_SCOPES = "two_scopes"
    """A notice is for a location or a ward, not both."""
    ALREADY_ENDED = "already_ended"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing to put right in a form."""

    path: str
    """The field as documents name it, rows of a list by number: `texts.name.ja`, `hours.2.closes`."""
    flaw: Flaw
    gaps: Mapping[str, str | int] = field(default_factory=dict)
    """What the flaw's sentence names."""

    def __str__(self) -> str:
        """Say it for the log."""
        return f"{self.path}: {self.flaw.value}" + "".join(f", {name} {gap}" for name, gap in self.gaps.items())


class InvalidChange(MadoguchiError):
    """What somebody entered cannot be kept; `problems` has all of it, field by field."""

    def __init__(self, problems: Iterable[FieldProblem]) -> None:
        """Keep the problems in the order in which they were found."""
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


class TooManyReports(MadoguchiError):
    """More reports came for a place, or from somewhere, than people would make; nothing more is taken for a while."""


class NotJoinable(MadoguchiError):
    """Two reports that cannot be one; the message says why."""


class Unreadable(MadoguchiError):
    """A sealed text opens with none of our keys."""


class LinkEnded(MadoguchiError):
    """A link that was mailed is used, replaced, too old or not ours; the message says which, pages need not."""


class BadPassword(MadoguchiError):
    """A password may not be chosen; `problems` are the codes of services/passwords.py."""

    def __init__(self, problems: Iterable[str]) -> None:
        """Keep the problems. The password itself appears nowhere."""
        self.problems = tuple(problems)
        super().__init__(f"this password may not be chosen: {', '.join(self.problems)}")


class AlreadyInvited(MadoguchiError):
    """Somebody with this address has an account, or an invitation to one."""


class LastAdministrator(MadoguchiError):
    """Without this person nobody could look after people any more."""


class LastFactor(MadoguchiError):
    """Without this second factor the person could not sign in any more."""


class PasskeyRefused(MadoguchiError):
    """A passkey's answer is not what we asked for; the message says why."""


class BadSetting(MadoguchiError):
    """An environment variable holds what the program cannot use."""


class BadRecord(MadoguchiError):
    """A record to be imported is wrong; the message names the record, the field and the reason."""


class DatabaseUnusable(MadoguchiError):
    """The database lacks what the program needs, for example PostGIS."""
