"""Roles as pages show them: with the name of the ward or location for which each is held."""

from dataclasses import dataclass

from geodata.wards import ward_by_code
from services.models import Location, Role
from services.permissions import Grant
from services.web.cards import best_words, place_name
from services.web.extensions import latest, page_language


@dataclass(frozen=True, slots=True)
class HeldRole:
    """One role and where it is held, in words; `place` is None for the whole city."""

    role: Role
    place: str | None


def held_role(grant: Grant) -> HeldRole:
    """Return a role with the name of its ward or location in the page's language."""
    if grant.ward_code is not None:
        return HeldRole(grant.role, place_name(ward_by_code(grant.ward_code).names, page_language()))
    location = latest().get(Location, grant.location_id) if grant.location_id is not None else None
    return HeldRole(grant.role, location_name(location) if location is not None else None)


def location_name(location: Location) -> str:
    """Return a location's name in the page's language."""
    names = {text.language: (text.text, text.state.value) for text in location.texts if text.field == "name"}
    words = best_words(names, page_language())
    return words.text if words else location.slug
