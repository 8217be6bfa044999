"""Documents as records: the way back from `imports.documents.document_of`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from services.errors import FieldProblem, Flaw, InvalidChange
from services.imports.records import FactRecord, LanguageRecord, LocationRecord, ServiceRecord, TextRecord
from services.imports.schedule_records import ScheduleRecord

Made = TypeVar("Made")

SCHEDULE_FIELDS = tuple(field.name for field in fields(ScheduleRecord))
_PARTS = frozenset({"texts", "languages", "facts", "services"})
_LOCATION_FIELDS = frozenset(field.name for field in fields(LocationRecord)) - {"slug", "schedule"} - _PARTS
_SERVICE_FIELDS = frozenset({"is_free", "topics"})


def is_path(path: str) -> bool:
    """Return whether the document of a location may have `path`; histories name other things too."""
    first, _, rest = path.partition(".")
    return first in _PARTS if rest else first in {*_LOCATION_FIELDS, *SCHEDULE_FIELDS, "services"}


def record_of(slug: str, document: Mapping[str, Any]) -> LocationRecord:
    """Return the location whose document this is.

    Raises `InvalidChange` for values that records have no word for, and for paths that they do not have.
    """
    left = dict(document)
    services = left.pop("services", [])
    record = LocationRecord(
        slug=slug,
        **_fields(LocationRecord, _LOCATION_FIELDS, _taken(left, "", _LOCATION_FIELDS)),
        schedule=_schedule(left, ""),
        languages=tuple(_language(path, left.pop(path)) for path in _below("languages.", left)),
        services=tuple(_service(left, name) for name in services),
        texts=_texts(left, ""),
        facts=tuple(_fact(path, left.pop(path)) for path in _below("facts.", left)),
    )
    if left:
        raise InvalidChange(FieldProblem(path, Flaw.UNKNOWN) for path in left)
    return record


def _taken(left: dict[str, Any], owner: str, names: Iterable[str]) -> dict[str, Any]:
    """Take the values of `names` out of what is left of the document, by their paths."""
    return {name: left.pop(owner + name) for name in names if owner + name in left}


def _below(start: str, left: Mapping[str, Any]) -> list[str]:
    return [path for path in left if path.startswith(start)]


def _service(left: dict[str, Any], slug: str) -> ServiceRecord:
    owner = f"services.{slug}."
    own = _fields(ServiceRecord, _SERVICE_FIELDS, _taken(left, owner, _SERVICE_FIELDS), owner)
    return ServiceRecord(slug=slug, **own, texts=_texts(left, owner), schedule=_schedule(left, owner))


def _schedule(left: dict[str, Any], owner: str) -> ScheduleRecord | None:
    own = _taken(left, owner, SCHEDULE_FIELDS)
    return _made(ScheduleRecord, own, owner) if own else None


def _texts(left: dict[str, Any], owner: str) -> tuple[TextRecord, ...]:
    return tuple(_text(path, left.pop(path)) for path in _below(f"{owner}texts.", left))


def _text(path: str, value: Any) -> TextRecord:
    field, language = _names(path)
    return _made(TextRecord, {"field": field, "language": language, **_mapping(value, path)}, f"{path}.")


def _language(path: str, value: Any) -> LanguageRecord:
    language, channel = _names(path)
    return _made(LanguageRecord, {"language": language, "channel": channel, **_mapping(value, path)}, f"{path}.")


def _fact(path: str, value: Any) -> FactRecord:
    return _made(FactRecord, {"field": path.removeprefix("facts."), **_mapping(value, path)}, f"{path}.")


def _names(path: str) -> tuple[str, str]:
    """Return the last two parts of a path: field and language, or language and channel."""
    _, first, second = ("", "", *path.split("."))[-3:]
    return first, second


def _made(kind: Callable[..., Made], values: Mapping[str, Any], owner: str) -> Made:
    """Return the record that has these values; `owner` is what their paths begin with."""
    for name in values.keys() - _hints(kind).keys():
        raise _bad(owner + name)
    return kind(**_fields(kind, _hints(kind), values, owner))


def _fields(kind: Any, names: Iterable[str], values: Mapping[str, Any], owner: str = "") -> dict[str, Any]:
    """Return the values of fields as the record has them; a field that is not there is empty, where it may be."""
    asked = [name for name in names if name in values or name in _without_default(kind)]
    return {name: _value(_hints(kind)[name], values.get(name), owner + name) for name in asked}


def _value(kind: Any, value: Any, path: str) -> Any:
    """Return what JSON could hold of a value as the kind of value that it was."""
    inner = get_args(kind)
    if NoneType in inner:
        return None if value is None else _value(inner[0], value, path)
    if value is None:
        raise _bad(path, Flaw.REQUIRED)
    if get_origin(kind) in {tuple, frozenset}:
        return get_origin(kind)(_value(inner[0], part, f"{path}.{n}") for n, part in enumerate(_list(value, path)))
    if isinstance(kind, type) and is_dataclass(kind):
        return _made(kind, _mapping(value, path), f"{path}.")
    return _plain_value(kind, value, path)


def _plain_value(kind: Any, value: Any, path: str) -> Any:
    try:
        if issubclass(kind, StrEnum):
            return kind(value)
        if kind is date:
            return date.fromisoformat(value)
    except (ValueError, TypeError):
        raise _bad(path) from None
    # JSON may have lost a point and a zero, but a yes is no number.
    if type(value) is kind or (kind is float and type(value) is int):
        return kind(value)
    raise _bad(path)


def _mapping(value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _bad(path)
    return value


def _list(value: Any, path: str) -> list[Any]:
    if not isinstance(value, list):
        raise _bad(path)
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _without_default(kind: Any) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind) if field.default is MISSING)


def _bad(path: str, flaw: Flaw = Flaw.UNKNOWN) -> InvalidChange:
    return InvalidChange([FieldProblem(path, flaw)])
