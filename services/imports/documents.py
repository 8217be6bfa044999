"""Records as plain documents, path → value, so that two can be compared and the difference shown."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import orjson

from services.imports.records import AnyRecord, FactRecord, LanguageRecord, ServiceRecord, TextRecord

Document = dict[str, Any]

_IDENTITY = ("slug", "code")


def document_of(record: AnyRecord) -> Document:
    """Return the record's values by path: `kind`, `hours`, `texts.name.en`, `services.advice.topics`.

    What is empty or not known is left out. The values are what JSON can hold.
    """
    return dict(_paths(record))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return path → [before, after] of every value that is not the same; None stands for what is not there."""
    paths = dict.fromkeys([*after, *before])
    return {path: [before.get(path), after.get(path)] for path in paths if before.get(path) != after.get(path)}


def digest_of(document: Document) -> bytes:
    """Return a few bytes by which a document is known again."""
    return hashlib.sha256(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)).digest()


def _paths(record: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in _PARTS:
            yield from _PARTS[field.name](value)
        elif field.name not in _IDENTITY and value is not None and value != ():
            yield field.name, _plain(value)


def _texts(texts: Iterable[TextRecord]) -> Iterator[tuple[str, Any]]:
    for text in texts:
        yield f"texts.{text.field}.{text.language}", {"text": text.text, "state": text.state.value}


def _languages(languages: Iterable[LanguageRecord]) -> Iterator[tuple[str, Any]]:
    for spoken in languages:
        times = {"whenever_open": spoken.whenever_open, "hours": _plain(spoken.hours)}
        yield f"languages.{spoken.language}.{spoken.channel}", times


def _facts(facts: Iterable[FactRecord]) -> Iterator[tuple[str, Any]]:
    for fact in facts:
        yield f"facts.{fact.field}", {name: value for name, value in _plain(fact).items() if name != "field"}


def _services(services: Iterable[ServiceRecord]) -> Iterator[tuple[str, Any]]:
    slugs = []
    for service in services:
        slugs.append(service.slug)
        for path, value in _paths(service):
            yield f"services.{service.slug}.{path}", value
    if slugs:
        yield "services", slugs


def _schedule(schedule: Any) -> Iterator[tuple[str, Any]]:
    if schedule is not None:
        yield from _paths(schedule)


_PARTS: Mapping[str, Callable[[Any], Iterator[tuple[str, Any]]]] = {
    "texts": _texts,
    "languages": _languages,
    "facts": _facts,
    "services": _services,
    "schedule": _schedule,
}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
