"""Whose changes of a location hold at once, whose are proposals, and who decides about these; pure."""

from collections.abc import Sequence

from services.errors import NotAllowed
from services.models import Location
from services.permissions import Action, Grant, Scope, may

Grants = Sequence[Grant]


def may_publish(grants: Grants, location: Location, *, ward_code: str | None = None) -> bool:
    """Return whether changes of `location` hold at once; `ward_code` where it moves to another ward."""
    action = Action.REQUIRE_REVIEW if location.needs_review else Action.EDIT_LOCATION
    return all(
        may(grants, action, Scope(code, location.id))
        for code in {location.ward_code, ward_code or location.ward_code}
    )


def may_propose(grants: Grants, location: Location) -> bool:
    """Return whether somebody may propose changes: the place's own desk, and those who could else change it."""
    scope = Scope(location.ward_code, location.id)
    return may(grants, Action.PROPOSE_CHANGE, scope) or may(grants, Action.EDIT_LOCATION, scope)


def may_decide(grants: Grants, location: Location) -> bool:
    """Return whether somebody may accept and decline proposals: where the bureau looks on, only the bureau."""
    scope = Scope(location.ward_code, location.id)
    can_publish = not location.needs_review or may(grants, Action.REQUIRE_REVIEW, scope)
    return can_publish and may(grants, Action.REVIEW_PROPOSAL, scope)


def require(condition: object, what: str) -> None:
    """Raise `NotAllowed`, saying what is not, unless `condition` holds."""
    if not condition:
        raise NotAllowed(what)
