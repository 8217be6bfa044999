"""How far a fact can be trusted, and so how it is shown; pure."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from services.freshness import NO_CHECKS, Checks, group_of
from services.models.facts import Confidence, Fact

CURRENT_SINCE = 2023
"""Facts that are known to hold in this year or later are shown as they are; older ones with their date."""
WITHOUT_PAPER = frozenset({"memory"})
"""Sources that nobody else can look up."""


class Standing(StrEnum):
    """How a fact is shown."""

    SHOWN = "shown"
    DATED = "dated"
    """With its year and "not confirmed since, please call"."""
    HIDDEN = "hidden"
    """Not at all: it is as good as unknown."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact's standing and the year it was last known to hold, if that is known."""

    standing: Standing
    year: int | None

    @property
    def dated(self) -> int | None:
        """What a page says: nothing, a year, or -1 where even the year is not known."""
        if self.standing is not Standing.DATED:
            return None
        return self.year if self.year is not None else -1


SURE = Judged(Standing.SHOWN, None)
"""What staff have entered or confirmed themselves needs no judging."""


def judged(confidence: Confidence, sources: Collection[str], year: int | None) -> Judged:
    """Judge a fact by its confidence, the codes of its sources and the last year it is known to hold."""
    if confidence is Confidence.LOW or (sources and WITHOUT_PAPER.issuperset(sources)):
        return Judged(Standing.HIDDEN, year)
    if confidence is Confidence.MEDIUM or year is None or year < CURRENT_SINCE:
        return Judged(Standing.DATED, year)
    return Judged(Standing.SHOWN, year)


def judged_fact(fact: Fact | None, checks: Checks = NO_CHECKS) -> Judged:
    """Judge a stored fact; a field without one was entered by staff, one of a group that was checked confirmed."""
    if fact is None or group_of(fact.field) in checks:
        return SURE
    return judged(fact.confidence, [source.code for source in fact.sources], fact.year)
