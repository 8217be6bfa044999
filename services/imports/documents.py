"""Records as plain documents, path → value, so that two can be compared and the difference shown."""

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

import orjson

from services.imports.records import AnyRecord, FactRecord, LanguageRecord, ServiceRecord, TextRecord

Document = dict[str, Any]

_IDENTITY = ("slug", "code")


def document_of(record: AnyRecord, only: Container[str] | None = None) -> Document:
    """Return the record's values by path: `kind`, `hours`, `texts.name.en`, `services.advice.topics`.

    What is empty or not known is left out, and so are the fields that are not among `only`. The values are what JSON
    can hold.
    """
    return dict(_paths(record, only))


def fields_that_differ(before: AnyRecord, after: AnyRecord) -> set[str]:
    """Return the names of the fields in which two records of one kind are not the same."""
    return {name for name in _names(type(after)) if getattr(before, name) != getattr(after, name)}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return path → [before, after] of every value that is not the same; None stands for what is not there."""
    paths = dict.fromkeys([*after, *before])
    return {path: [before.get(path), after.get(path)] for path in paths if before.get(path) != after.get(path)}


def digest_of(document: Document) -> bytes:
    """Return a few bytes by which a document is known again."""
    return hashlib.sha256(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)).digest()


def _paths(record: Any, only: Container[str] | None = None) -> Iterator[tuple[str, Any]]:
    for name in _names(type(record)):
        if only is not None and name not in only:
            continue
        value = getattr(record, name)
        if name in _PARTS:
            yield from _PARTS[name](value)
        elif name not in _IDENTITY and value is not None and value != ():
            yield name, _plain(value)


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


# What JSON holds as it is; most values are, so they are asked for first.
_JSON = frozenset({str, int, float, bool, type(None)})


def _plain(value: Any) -> Any:
    if type(value) in _JSON:
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    return {name: _plain(getattr(value, name)) for name in _names(type(value))}


_NAMES: dict[type[Any], tuple[str, ...]] = {}


def _names(record: type[Any]) -> tuple[str, ...]:
    """Return the names of a record's fields, which are asked for a million times an import."""
    if record not in _NAMES:
        _NAMES[record] = tuple(field.name for field in fields(record))
    return _NAMES[record]
