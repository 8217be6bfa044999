import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from services import listings, minute_answers, stored_timetables
from services.models import LanguageAvailability, Listing, Location, StoredTimetable
from services.opening import State, opening_at, spoken_at
from services.timetables import Channel, LanguageRow
from services.whole_locations import LISTED_LOCATION
from tests.timetables_for_tests import DAILY, speaking, tokyo

WEDNESDAY = tokyo("2026-11-25 10:00")
NIGHT = tokyo("2026-11-25 23:30")


def numbers(session: Session) -> list[int]:
    return list(session.scalars(select(StoredTimetable.id)))


@pytest.mark.parametrize("language", ["ja", "en", "es", "ne"])
@pytest.mark.parametrize("at", [WEDNESDAY, NIGHT])
def test_answers_are_those_of_the_rules(either_session: Session, language: str, at: object) -> None:
    timetables = stored_timetables.timetables(either_session, numbers(either_session))

    openings = minute_answers.openings(either_session, timetables, at)
    spoken = minute_answers.spoken(either_session, timetables, language, at)

    assert openings == {number: opening_at(timetable, at) for number, timetable in timetables.items()}
    assert spoken == {number: spoken_at(timetable, language, at) for number, timetable in timetables.items()}


@pytest.mark.parametrize("is_any_time", [False, True])
@pytest.mark.parametrize("language", ["ja", "en", "es", "ko"])
def test_every_timetable_that_names_the_language_is_in_one_group(
    either_session: Session, language: str, *, is_any_time: bool
) -> None:
    found = minute_answers.groups(either_session, language, WEDNESDAY, is_any_time=is_any_time)

    timetables = stored_timetables.timetables(either_session, numbers(either_session))
    naming = {number for number, each in timetables.items() if language in {row.language for row in each.languages}}
    grouped = [*found.now, *found.later_today, *found.another_day, *found.unknown, *found.never]
    assert sorted(grouped) == sorted(naming) == sorted(found.answers)


def test_at_some_time_counts_as_spoken_even_where_nobody_knows_when(either_session: Session) -> None:
    found = minute_answers.groups(either_session, "en", WEDNESDAY, is_any_time=True)

    assert {found.answers[number].state for number in found.now} == {State.NOW, State.LATER}
    assert not found.unknown


def test_a_minute_is_worked_out_once(either_session: Session) -> None:
    first = minute_answers.groups(either_session, "en", WEDNESDAY)

    assert minute_answers.groups(either_session, "en", WEDNESDAY) is first
    assert minute_answers.groups(either_session, "en", NIGHT) is not first


def test_all_seconds_of_a_minute_have_its_answers(session: Session) -> None:
    first = minute_answers.groups(session, "en", WEDNESDAY)

    assert minute_answers.groups(session, "en", WEDNESDAY.replace(second=59, microsecond=1)) is first


def test_a_new_timetable_is_found_in_the_same_minute(session: Session) -> None:
    before = minute_answers.groups(session, "uk", WEDNESDAY)
    location = session.scalars(
        select(Location).where(Location.slug == "lounge-midori").options(*LISTED_LOCATION)
    ).one()
    location.languages.append(LanguageAvailability(language="uk", channel=Channel.COUNTER, whenever_open=True))
    session.flush()
    listings.refresh(session, [location])

    after = minute_answers.groups(session, "uk", WEDNESDAY)

    number = session.scalars(select(Listing.timetable_id).where(Listing.location_id == location.id)).one()
    assert after.answers.keys() - before.answers.keys() == {number}


def test_known_answers_ask_the_database_nothing(session: Session) -> None:
    kept = numbers(session)
    minute_answers.openings(session, kept, WEDNESDAY)
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *given: asked.append(given[2]))

    minute_answers.openings(session, kept, WEDNESDAY)

    assert asked == []


def test_by_phone_only_the_phone_counts_where_it_is_listed() -> None:
    counter, phone = LanguageRow("es", Channel.COUNTER), LanguageRow("es", Channel.PHONE)

    assert minute_answers.by_phone(speaking(DAILY, counter, phone)).languages == (phone,)
    assert minute_answers.by_phone(speaking(DAILY, counter)) == speaking(DAILY, counter)
