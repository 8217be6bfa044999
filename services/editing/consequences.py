"""What else is no longer so when a person changes a location; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from services.imports.documents import Document, differences
from services.imports.records import LocationRecord, TextRecord
from services.models import TextState

LEADING_LANGUAGES = ("ja", "en")
"""Translations follow the first of these that somebody wrote, rather than a machine."""

_WRITTEN = {TextState.SOURCE.value, TextState.HUMAN.value}
_FACTS = {
    "hours": ("hours",),
    "hours_known": ("hours",),
    "holiday_rule": ("hours",),
    "closing_days": ("closing",),
    "closing_periods": ("closing",),
    "phones": ("phone", "fax"),
    "lat": ("point",),
    "lon": ("point",),
}
"""Path → the facts about it, where they are not called like the path."""
_NAMED_LIKE_THEIR_PATH = frozenset(
    {"postal_code", "name_kana", "email", "website", "line_id", "routes", "organization", "languages"}
)


def tidied(record: LocationRecord) -> LocationRecord:
    """Return the record as forms mean it: texts without space around them, and none that are empty."""
    services = tuple(replace(service, texts=tidied_texts(service.texts)) for service in record.services)
    return replace(record, texts=tidied_texts(record.texts), services=services)


def tidied_texts(texts: tuple[TextRecord, ...]) -> tuple[TextRecord, ...]:
    """Return the texts without space around them, their lines ending as the records' do; empty ones are left out."""
    clean = (replace(text, text="\n".join(text.text.splitlines()).strip()) for text in texts)
    return tuple(text for text in clean if text.text)


def with_outdated_texts(before: Mapping[str, Any], after: Mapping[str, Any]) -> Document:
    """Return the document `after`, in which translations of texts that now say something else are outdated.

    A text that was changed itself stays as it was given.
    """
    changed = differences(before, after)
    document = dict(after)
    for field in dict.fromkeys(path.rpartition(".")[0] for path in changed if _is_text(path)):
        leading = leading_path(before, field)
        if leading and _text(before, leading) != _text(after, leading):
            for path in _translations(after, field):
                if path not in changed:
                    document[path] = after[path] | {"state": TextState.OUTDATED.value}
    return document


def leading_path(document: Mapping[str, Any], field: str) -> str | None:
    """Return the path of the text that translations of `field`, such as `texts.name`, follow, if there is one."""
    paths = (f"{field}.{language}" for language in LEADING_LANGUAGES)
    return next((path for path in paths if path in document and document[path]["state"] in _WRITTEN), None)


def without_answered_facts(before: Mapping[str, Any], after: Mapping[str, Any]) -> Document:
    """Return the document `after` without the doubts about fields that a person has now filled in.

    What was taken from old papers may be hidden from readers; what staff enter is shown. A fact that was changed
    itself stays.
    """
    changed = differences(before, after)
    answered = {f"facts.{fact}" for path in changed for fact in _facts_about(path)} - changed.keys()
    return {path: value for path, value in after.items() if path not in answered}


def _facts_about(path: str) -> tuple[str, ...]:
    first, *others = path.split(".")
    if first == "texts":
        field, language = others
        return (field if language == "ja" else f"{field}_{language.replace('-', '_')}",)
    return _FACTS.get(path) or ((first,) if first in _NAMED_LIKE_THEIR_PATH else ())


def _is_text(path: str) -> bool:
    return path.startswith("texts.") or ".texts." in path


def _text(document: Mapping[str, Any], path: str) -> str | None:
    return document[path]["text"] if path in document else None


def _translations(document: Mapping[str, Any], field: str) -> Iterator[str]:
    """Yield the paths of all texts of a field."""
    return (path for path in document if path.startswith(f"{field}."))
