"""Fills the page of one location from its records."""

from collections.abc import Iterable
from datetime import date, datetime

from geodata.gazetteer import station_by_id
from services.clock import city_time
from services.finding import Entry
from services.freshness import group_of
from services.languages import LANGUAGES, Language, language_to_look_for
from services.models import AccessRoute, Fact, Location, Notice, Organization, PhoneKind, Service, Text
from services.schedule_values import timetable_of_service
from services.trust import SURE, Judged, Standing, judged_fact
from services.vouching import known_on
from services.web.addresses import address
from services.web.calendar_entries import has_calendar
from services.web.cards import best_words, card_of, japanese_beside, place_name
from services.web.directions import directions
from services.web.location_parts import LocationPage, Route, ServiceBox, SourceLine
from services.web.pages import Card, Choice, Contact, NoticeBox, Words
from services.web.week_rows import drawn_together
from services.web.weeks import closing_rules, coming_exceptions, heard_by, week_of

_SERVICE_TEXTS = ("eligibility", "when", "documents", "how_to_apply", "cost", "note")
_NOTES = ("note",)


def location_page(location: Location, entry: Entry, *, language: Language, moment: datetime) -> LocationPage:
    """Return the page of `location` for a reader of `language`; hidden facts are left out and named as unknown."""
    checked = frozenset(entry.listing["checked"])
    judged = {fact.field: SURE if group_of(fact.field) in checked else judged_fact(fact) for fact in location.facts}
    timetable, known = entry.timetable, known_on(entry.timetable, moment.date())
    postal = field_words(location.texts, "address", language)
    phones = tuple(phone.number for phone in location.phones if phone.kind is PhoneKind.VOICE)
    card = card_of(entry, 0, language, language_to_look_for(language))
    return LocationPage(
        card=card,
        description=field_words(location.texts, "description", language),
        address=postal,
        address_ja=japanese_beside(postal, _by_language(location.texts, "address")) if postal else None,
        address_dated=_dated(judged.get("address")),
        postal_code=location.postal_code,
        phones=_contacts(phones, judged.get("phone")),
        faxes=_contacts(
            (phone.number for phone in location.phones if phone.kind is PhoneKind.FAX), judged.get("fax")
        ),
        email=_contact(location.email, judged.get("email")),
        website=_contact(location.website, judged.get("website")),
        line_id=_contact(location.line_id, judged.get("line_id")),
        position_accuracy_m=location.position_accuracy_m,
        lat=location.lat,
        lon=location.lon,
        week=drawn_together(week_of(timetable, moment, language)),
        rules=closing_rules(known),
        exceptions=coming_exceptions(timetable, moment.date()),
        services=tuple(
            _service(service, language, moment, vouched_until=timetable.vouched_until)
            for service in location.services
        ),
        routes=tuple(_route(route, language) for route in location.routes),
        notes=tuple(words for field in _NOTES if (words := field_words(location.texts, field, language))),
        organization=organization_words(location.organization, language),
        sources=tuple(_source(fact) for fact in sorted(location.facts, key=lambda fact: fact.field)),
        unknowns=_unknowns(location, judged, hours_known=known.weekly is not None),
        moment=moment,
        geojson_url=address("residents.location_geojson", slug=location.slug),
        directions=_directions(location),
        has_calendar=has_calendar(location, timetable, moment.date()),
        timetable=heard_by(timetable, language),
        topics=tuple(entry.listing["topics"]),
        tongues=_tongues(card, language),
        saved_on=city_time(location.saved_at).date(),
    )


def _tongues(card: Card, reader: Language) -> tuple[str, ...]:
    """Return the languages spoken beside Japanese, the reader's own first."""
    foreign = [each.slug for each in LANGUAGES if each.slug in card.languages and language_to_look_for(each)]
    return tuple(sorted(foreign, key=lambda slug: slug != reader.slug))


def _directions(location: Location) -> tuple[Choice, ...]:
    japanese = next((text.text for text in location.texts if (text.field, text.language) == ("address", "ja")), None)
    return directions(location.lat, location.lon, accuracy_m=location.position_accuracy_m, address_ja=japanese)


def _by_language(texts: Iterable[Text], field: str) -> dict[str, tuple[str, str]]:
    return {text.language: (text.text, text.state.value) for text in texts if text.field == field}


def field_words(texts: Iterable[Text], field: str, language: Language) -> Words | None:
    """Return one field of a record in the language that serves its reader best."""
    return best_words(_by_language(texts, field), language)


def organization_words(organization: Organization | None, language: Language) -> Words | None:
    """Return the name of an organization."""
    return field_words(organization.texts, "name", language) if organization else None


def notice_box(notice: Notice, language: Language) -> NoticeBox:
    """Return a notice for a reader of `language`."""
    title = field_words(notice.texts, "title", language) or Words(notice.slug, "en")
    return NoticeBox(notice.severity.value, title, field_words(notice.texts, "body", language), notice.ends_at)


def _is_hidden(judged: Judged | None) -> bool:
    return judged is not None and judged.standing is Standing.HIDDEN


def _dated(judged: Judged | None) -> int | None:
    return judged.dated if judged else None


def _contacts(values: Iterable[str], judged: Judged | None) -> tuple[Contact, ...]:
    return () if _is_hidden(judged) else tuple(Contact(value, _dated(judged)) for value in values)


def _contact(value: str | None, judged: Judged | None) -> Contact | None:
    return None if value is None or _is_hidden(judged) else Contact(value, _dated(judged))


def _service(service: Service, language: Language, moment: datetime, *, vouched_until: date | None) -> ServiceBox:
    texts = tuple(
        (field, words) for field in _SERVICE_TEXTS if (words := field_words(service.texts, field, language))
    )
    timetable = timetable_of_service(service.schedule, vouched_until=vouched_until) if service.schedule else None
    days = week_of(timetable, moment, language) if timetable else ()
    return ServiceBox(
        name=field_words(service.texts, "name", language) or Words(service.slug, "en"),
        topics=tuple(answered.topic.value for answered in service.topics),
        is_free=service.is_free,
        texts=texts,
        week=drawn_together(days) if days else None,
        timetable=timetable,
    )


def _route(route: AccessRoute, language: Language) -> Route:
    name = place_name(station_by_id(route.station_id).names, language) if route.station_id else route.name_ja
    return Route(route.kind.value, name, route.name_ja, route.exit, route.walk_minutes)


def _source(fact: Fact) -> SourceLine:
    sources = tuple((source.title, source.url) for source in fact.sources)
    return SourceLine(fact.field, fact.confidence.value, fact.as_of, sources)


def _unknowns(location: Location, judged: dict[str, Judged], *, hours_known: bool) -> tuple[str, ...]:
    """Return what a reader will miss: looked for and not found, too unsure to be shown, or confirmed too long ago."""
    has_phone = any(phone.kind is PhoneKind.VOICE for phone in location.phones)
    missing = {
        "phone": not has_phone or _is_hidden(judged.get("phone")),
        "hours": not hours_known,
        "languages": not location.languages_complete,
        "address": not any(text.field == "address" for text in location.texts),
    }
    return tuple(field for field, is_missing in missing.items() if is_missing)
