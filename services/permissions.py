"""Who may do what, in one table; pure.

A right is a pair: an action, and how far it reaches. Views name the action; `may` answers for a place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from services.models import Role


class Action(StrEnum):
    """Something that not everybody may do."""

    SEE_STAFF_PAGES = "see_staff_pages"
    """The start page of staff, and one's own account."""
    EDIT_LOCATION = "edit_location"
    """Change a listing at once."""
    PROPOSE_CHANGE = "propose_change"
    """Change a listing after somebody else has agreed."""
    REVIEW_PROPOSAL = "review_proposal"
    CONFIRM_LISTING = "confirm_listing"
    """Say that a listing is still right."""
    SEE_HISTORY = "see_history"
    RESTORE_LISTING = "restore_listing"
    REQUIRE_REVIEW = "require_review"
    """Have a listing's changes reviewed by the bureau."""
    WRITE_NOTICE = "write_notice"
    """Of a ward or a location."""
    WRITE_CITY_NOTICE = "write_city_notice"
    ANSWER_REPORT = "answer_report"
    TRANSLATE = "translate"
    IMPORT_LISTINGS = "import_listings"
    EXPORT_LISTINGS = "export_listings"
    SEE_USAGE = "see_usage"
    MANAGE_PEOPLE = "manage_people"
    SEE_MAIL = "see_mail"
    """The queue of mail, without its contents."""
    REFER = "refer"
    RECEIVE_REFERRAL = "receive_referral"


class Reach(StrEnum):
    """How far a right goes."""

    CITY = "city"
    WARD = "ward"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class Scope:
    """What an action is about: a location with its ward, a ward, or with neither the whole city."""

    ward_code: str | None = None
    location_id: int | None = None


CITY = Scope()


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody holds, and where."""

    role: Role
    ward_code: str | None = None
    location_id: int | None = None


_WARD_WORK = {
    Action.EDIT_LOCATION,
    Action.REVIEW_PROPOSAL,
    Action.CONFIRM_LISTING,
    Action.SEE_HISTORY,
    Action.RESTORE_LISTING,
    Action.WRITE_NOTICE,
    Action.ANSWER_REPORT,
    Action.TRANSLATE,
    Action.IMPORT_LISTINGS,
    Action.EXPORT_LISTINGS,
    Action.SEE_USAGE,
}
_BUREAU_WORK = {*_WARD_WORK, Action.REQUIRE_REVIEW, Action.WRITE_CITY_NOTICE}

RIGHTS: dict[Role, tuple[Reach, frozenset[Action]]] = {
    Role.ADMINISTRATOR: (
        Reach.CITY,
        frozenset({*_BUREAU_WORK, Action.MANAGE_PEOPLE, Action.SEE_MAIL}),
    ),
    Role.BUREAU: (Reach.CITY, frozenset(_BUREAU_WORK)),
    Role.WARD_EDITOR: (Reach.WARD, frozenset(_WARD_WORK)),
    Role.LOUNGE_CONTRIBUTOR: (
        Reach.LOCATION,
        frozenset({Action.PROPOSE_CHANGE, Action.CONFIRM_LISTING, Action.SEE_HISTORY}),
    ),
    Role.CONSULTANT: (Reach.CITY, frozenset({Action.REFER})),
    Role.RECEIVING_DESK: (Reach.LOCATION, frozenset({Action.RECEIVE_REFERRAL})),
}
"""Everybody who holds any role may also see the staff's start page."""


def may(grants: Iterable[Grant], action: Action, scope: Scope) -> bool:
    """Return whether somebody with `grants` may do `action` to what `scope` names."""
    return any(_allows(grant, action, scope) for grant in grants)


def may_anywhere(grants: Iterable[Grant], action: Action) -> bool:
    """Return whether somebody with `grants` may do `action` to anything at all: whether a page is for them."""
    return any(action is Action.SEE_STAFF_PAGES or action in RIGHTS[grant.role][1] for grant in grants)


def wards_of(grants: Iterable[Grant], action: Action) -> frozenset[str] | None:
    """Return the codes of the wards in all of which `action` is allowed; None means every ward."""
    granted = [grant for grant in grants if action in RIGHTS[grant.role][1]]
    if any(RIGHTS[grant.role][0] is Reach.CITY for grant in granted):
        return None
    return frozenset(grant.ward_code for grant in granted if grant.ward_code is not None)


def locations_of(grants: Iterable[Grant], action: Action) -> frozenset[int]:
    """Return the ids of the locations in which `action` is allowed one by one."""
    granted = (grant for grant in grants if action in RIGHTS[grant.role][1])
    return frozenset(grant.location_id for grant in granted if grant.location_id is not None)


def _allows(grant: Grant, action: Action, scope: Scope) -> bool:
    if action is Action.SEE_STAFF_PAGES:
        return True
    reach, actions = RIGHTS[grant.role]
    if action not in actions:
        return False
    match reach:
        case Reach.CITY:
            return True
        case Reach.WARD:
            return scope.ward_code is not None and scope.ward_code == grant.ward_code
        case Reach.LOCATION:
            return scope.location_id is not None and scope.location_id == grant.location_id
