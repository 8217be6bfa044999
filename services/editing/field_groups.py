"""Differences sorted by what they are about, so that pages can word them; no words here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.editing.record_documents import SCHEDULE_FIELDS


class Group(StrEnum):
    """What a field is about, in the order of the staff's forms."""

    TEXTS = "texts"
    ADDRESS = "address"
    CONTACT = "contact"
    HOURS = "hours"
    LANGUAGES = "languages"
    SERVICES = "services"
    SOURCES = "sources"
    OTHER = "other"
    """What stands in a history and in no document, such as a confirmation."""


_FIRST_PARTS: Mapping[Group, tuple[str, ...]] = {
    Group.TEXTS: ("texts", "name_kana", "kind", "organization"),
    Group.ADDRESS: ("ward_code", "lat", "lon", "position_accuracy_m", "position", "postal_code", "routes"),
    Group.CONTACT: ("phones", "email", "website", "line_id"),
    Group.HOURS: (*SCHEDULE_FIELDS, "schedule"),
    Group.LANGUAGES: ("languages", "languages_complete"),
    Group.SERVICES: ("services",),
    Group.SOURCES: ("facts",),
}
_GROUP_OF = {first: group for group, firsts in _FIRST_PARTS.items() for first in firsts}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value before and after; None where there is none."""

    path: str
    before: Any
    after: Any


def group_of(path: str) -> Group:
    """Return what a path, or a unit of a merge, is about."""
    if path.startswith("texts.address."):
        return Group.ADDRESS
    return _GROUP_OF.get(path.partition(".")[0], Group.OTHER)


def grouped(changes: Mapping[str, Any]) -> dict[Group, tuple[FieldChange, ...]]:
    """Return the changes of a Revision or a Proposal, path → [before, after], by group; no empty groups."""
    by_group: dict[Group, list[FieldChange]] = {group: [] for group in Group}
    for path in sorted(changes):
        before, after = changes[path]
        by_group[group_of(path)].append(FieldChange(path, before, after))
    return {group: tuple(found) for group, found in by_group.items() if found}
