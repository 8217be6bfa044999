"""What lists show of a location that was just written, from its record."""

from datetime import date
from typing import cast

from geodata.coords import Point
from services.imports.records import LocationRecord
from services.listings import Listed
from services.models import Location, PhoneKind
from services.schedule_values import timetable_of
from services.trust import SURE, Judged, judged


def listed_record(record: LocationRecord, location_id: int, checked_on: date | None) -> Listed:
    """Return what the read model keeps of a location; the same as `listings.listed` says of it once it is stored."""
    names = sorted((text for text in record.texts if text.field == "name"), key=lambda text: text.language)
    # A record has the attributes of its model wherever a timetable is made from them.
    timetable = timetable_of(cast("Location", record))
    return Listed(
        location_id=location_id,
        slug=record.slug,
        kind=record.kind,
        ward_code=record.ward_code,
        point=None if record.lat is None or record.lon is None else Point(record.lat, record.lon),
        names={text.language: (text.text, text.state.value) for text in names},
        name_kana=record.name_kana,
        topics=tuple({topic.value: None for service in record.services for topic in service.topics}),
        languages=tuple(sorted({spoken.language for spoken in record.languages})),
        languages_complete=record.languages_complete,
        phone=next((phone.number for phone in record.phones if phone.kind is PhoneKind.VOICE), None),
        phone_standing=_standing(record, "phone"),
        hours_standing=_standing(record, "hours"),
        timetable=timetable,
        checked_on=checked_on,
    )


def _standing(record: LocationRecord, field: str) -> Judged:
    fact = next((fact for fact in record.facts if fact.field == field), None)
    return judged(fact.confidence, fact.sources, fact.year) if fact else SURE
