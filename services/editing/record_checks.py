"""Whether a location can be kept as somebody entered it, field by field."""

from collections import Counter
from collections.abc import Iterable

from geodata.coords import distance_m, point
from geodata.wards import UnknownWard, ward_by_code
from services.editing.cell_checks import Problems, cell_problems, text_problems
from services.editing.schedule_checks import schedule_problems, spoken_problems
from services.errors import FieldProblem, Flaw
from services.imports.documents import differences, document_of
from services.imports.records import LocationRecord, ServiceRecord

FAR_OFF_M = 10_000
"""No place of a ward is as far as this from the ward's middle."""


def new_problems(before: LocationRecord, after: LocationRecord) -> list[FieldProblem]:
    """Return what is wrong with `after`, without what was wrong already in fields that stay as they are.

    Who corrects a phone number need not first repair what somebody else left behind.
    """
    changed = differences(document_of(before), document_of(after))
    known = set(map(str, record_problems(before)))
    return [each for each in record_problems(after) if str(each) not in known or _is_below(each.path, changed)]


def _is_below(path: str, changed: Iterable[str]) -> bool:
    return any(f"{path}.".startswith(f"{each}.") for each in changed)


def record_problems(record: LocationRecord) -> Problems:
    """Yield all that is wrong with a location."""
    yield from cell_problems(
        "",
        "locations.csv",
        record,
        *("slug", "ward_code", "lat", "lon", "position_accuracy_m"),
        *("postal_code", "name_kana", "email", "website", "line_id"),
    )
    yield from _position_problems(record)
    yield from text_problems("", record.texts, required=["name"])
    yield from _contact_problems(record)
    if record.schedule:
        yield from schedule_problems("", record.schedule)
    for spoken in record.languages:
        yield from spoken_problems(spoken)
    yield from _twice("languages", [f"{spoken.language}.{spoken.channel}" for spoken in record.languages])
    for service in record.services:
        yield from _service_problems(service)
    yield from _twice("services", [service.slug for service in record.services])
    for fact in record.facts:
        yield from cell_problems(f"facts.{fact.field}.", "facts.csv", fact, "field", "as_of", "year", "note")


def _position_problems(record: LocationRecord) -> Problems:
    if record.lat is None or record.lon is None:
        if (record.lat, record.lon, record.position_accuracy_m) != (None, None, None):
            yield FieldProblem("lat" if record.lat is None else "lon", Flaw.HALF_A_POINT)
        return
    try:
        away_m = distance_m(ward_by_code(record.ward_code).label_point, point(record.lat, record.lon))
    except (UnknownWard, ValueError):
        # Their own fields say so.
        return
    if away_m > FAR_OFF_M:
        yield FieldProblem("lat", Flaw.FAR_OFF, {"km": round(away_m / 1_000)})


def _contact_problems(record: LocationRecord) -> Problems:
    for number, phone in enumerate(record.phones):
        yield from cell_problems(f"phones.{number}.", "phones.csv", phone, "number")
    yield from _rows_twice("phones", record.phones)
    for number, route in enumerate(record.routes):
        yield from cell_problems(
            f"routes.{number}.", "routes.csv", route, "name_ja", "station_id", "exit", "walk_minutes"
        )
    yield from _rows_twice("routes", [(route.kind, route.name_ja, route.exit) for route in record.routes])


def _service_problems(service: ServiceRecord) -> Problems:
    owner = f"services.{service.slug}."
    yield from cell_problems(owner, "services.csv", service, "slug")
    yield from text_problems(owner, service.texts, required=["name"])
    if len(set(service.topics)) < len(service.topics):
        yield FieldProblem(f"{owner}topics", Flaw.DUPLICATE)
    if service.schedule:
        yield from schedule_problems(owner, service.schedule)


def _twice(path: str, names: Iterable[str]) -> Problems:
    """Yield a problem for each name that is there more than once."""
    for name, times in Counter(names).items():
        if times > 1:
            yield FieldProblem(f"{path}.{name}", Flaw.DUPLICATE)


def _rows_twice(path: str, rows: Iterable[object]) -> Problems:
    """Yield a problem for each row that was there before."""
    seen = set()
    for number, row in enumerate(rows):
        if row in seen:
            yield FieldProblem(f"{path}.{number}", Flaw.DUPLICATE)
        seen.add(row)
