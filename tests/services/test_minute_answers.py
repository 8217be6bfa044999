from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import directory, listings, minute_answers
from services.models import OpeningHours, StoredTimetable
from services.opening import State, opening_at, spoken_at
from services.timetables import Channel, LanguageRow, Timetable
from tests.timetables_for_tests import DAILY, speaking, tokyo

WEDNESDAY = tokyo("2026-11-25 10:00")
MOMENTS = [WEDNESDAY, tokyo("2026-11-25 18:00"), tokyo("2026-11-22 23:30"), tokyo("2027-01-01 12:00")]


@pytest.fixture
def timetables(either_session: Session) -> dict[int, Timetable]:
    return listings.timetables(either_session, either_session.scalars(select(StoredTimetable.id)).all())


@pytest.mark.parametrize("at", MOMENTS)
def test_what_is_remembered_is_what_the_rules_say(
    either_session: Session, timetables: dict[int, Timetable], at: datetime
) -> None:
    for _ in range(2):
        opened = minute_answers.openings(either_session, timetables, at)
        spoken = minute_answers.spoken(either_session, timetables, "es", at)

        assert {number: opened[number] for number in timetables} == {
            number: opening_at(timetable, at) for number, timetable in timetables.items()
        }
        assert spoken == {number: spoken_at(timetable, "es", at) for number, timetable in timetables.items()}


@pytest.mark.parametrize("at", MOMENTS)
@pytest.mark.parametrize("language", ["ja", "en", "es", "ne", "uk"])
def test_groups_hold_each_timetable_that_names_the_language_once(
    either_session: Session, timetables: dict[int, Timetable], language: str, at: datetime
) -> None:
    groups = minute_answers.groups(either_session, language, at)

    naming = {
        n for n, timetable in timetables.items() if any(row.language == language for row in timetable.languages)
    }
    parts = [groups.now, groups.later_today, groups.another_day, groups.unknown, groups.never]
    assert sorted(number for part in parts for number in part) == sorted(naming)
    assert all(groups.answers[number].state is State.NOW for number in groups.now)


def test_later_today_is_today_on_the_city_s_clocks(either_session: Session) -> None:
    groups = minute_answers.groups(either_session, "es", tokyo("2026-11-25 08:00"))

    days = {groups.answers[number].next.date().isoformat() for number in groups.later_today}  # type: ignore[union-attr]
    assert days == {"2026-11-25"}
    assert groups.another_day


def test_at_any_time_whoever_names_a_language_speaks_it(either_session: Session) -> None:
    groups = minute_answers.groups(either_session, "en", WEDNESDAY, is_any_time=True)

    assert groups.unknown == frozenset()
    assert set(groups.answers) == groups.now | groups.never


def test_a_new_timetable_is_seen_by_the_next_who_asks(session: Session) -> None:
    before = minute_answers.groups(session, "ko", WEDNESDAY)
    lounge = directory.location_by_slug(session, "lounge-tsurumi")
    assert lounge.schedule is not None
    lounge.schedule.hours.append(OpeningHours(weekday=2, opens=1320, closes=1380))
    session.flush()
    listings.refresh(session, [lounge])

    after = minute_answers.groups(session, "ko", WEDNESDAY)

    assert set(after.answers) > set(before.answers)


def test_minutes_long_past_are_forgotten(session: Session) -> None:
    for minutes in range(20):
        minute_answers.openings(session, [], WEDNESDAY + timedelta(minutes=minutes))

    remembered = minute_answers._DATABASES[session.get_bind()].minutes  # type: ignore[index]  # noqa: SLF001
    assert len(remembered) <= 8


def test_by_phone_only_the_phone_counts_where_it_is_listed() -> None:
    counter, phone = (LanguageRow("vi", channel) for channel in (Channel.COUNTER, Channel.PHONE))

    assert minute_answers.by_phone(speaking(DAILY, counter, phone)).languages == (phone,)
    assert minute_answers.by_phone(speaking(DAILY, counter)) == speaking(DAILY, counter)


def test_who_answers_the_phone_is_answered_for_by_the_phone(
    either_session: Session, timetables: dict[int, Timetable]
) -> None:
    spoken = minute_answers.spoken_by_phone(either_session, timetables, "es", WEDNESDAY)

    assert {answer.channel for answer in spoken.values() if answer.state is State.NOW} == {Channel.PHONE}
