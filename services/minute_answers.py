"""Answers that many places share: worked out once a timetable and minute, whoever asks, and sorted into groups.

A large city has a hundred thousand places and some hundreds of timetables.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from services.clock import city_time
from services.database import engine_of
from services.opening import Answer, State, opening_at, spoken_at
from services.stored_timetables import timetables
from services.timetables import Channel, Timetable

_MINUTES_KEPT = 8


@dataclass(frozen=True, slots=True)
class Groups:
    """All timetables that name a language, by what they answer at a moment; numbers of timetables."""

    answers: Mapping[int, Answer]
    now: frozenset[int] = frozenset()
    """With `when=any`: at some time."""
    later_today: frozenset[int] = frozenset()
    another_day: frozenset[int] = frozenset()
    unknown: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Minute:
    """What was worked out for one minute, by language and number of the timetable."""

    openings: dict[int, Answer] = field(default_factory=dict)
    spoken: defaultdict[str, dict[int, Answer]] = field(default_factory=lambda: defaultdict(dict))
    by_phone: defaultdict[str, dict[int, Answer]] = field(default_factory=lambda: defaultdict(dict))
    groups: dict[tuple[str, bool, tuple[int, int]], Groups] = field(default_factory=dict)


@dataclass(slots=True)
class _Database:
    """What is remembered of one database."""

    extent: tuple[int, int] = (0, 0)
    """How many timetables there are, and the highest number: together they change with every new one."""
    naming: dict[str, list[int]] = field(default_factory=dict)
    minutes: OrderedDict[datetime, _Minute] = field(default_factory=OrderedDict)


_DATABASES: WeakKeyDictionary[Engine, _Database] = WeakKeyDictionary()


def openings(session: Session, timetable_ids: Collection[int], at: datetime) -> dict[int, Answer]:
    """Return whether these timetables are open at `at`."""
    known = _minute(session, at).openings
    return _answered(session, timetable_ids, known, lambda timetable: opening_at(timetable, at))


def spoken(session: Session, timetable_ids: Collection[int], language: str, at: datetime) -> dict[int, Answer]:
    """Return whether a language is spoken by these timetables at `at`."""
    known = _minute(session, at).spoken[language]
    return _answered(session, timetable_ids, known, lambda timetable: spoken_at(timetable, language, at))


def spoken_by_phone(
    session: Session, timetable_ids: Collection[int], language: str, at: datetime
) -> dict[int, Answer]:
    """Return the same of those who answer the phone only."""
    known = _minute(session, at).by_phone[language]
    return _answered(session, timetable_ids, known, lambda timetable: spoken_at(by_phone(timetable), language, at))


def _answered(
    session: Session,
    timetable_ids: Collection[int],
    known: dict[int, Answer],
    answer: Callable[[Timetable], Answer],
) -> dict[int, Answer]:
    missing = [number for number in timetable_ids if number not in known]
    known.update((number, answer(timetable)) for number, timetable in timetables(session, missing).items())
    return {number: known[number] for number in timetable_ids}


def by_phone(timetable: Timetable) -> Timetable:
    """Return a timetable with only what is spoken on the phone, where any language is."""
    rows = tuple(row for row in timetable.languages if row.channel is Channel.PHONE)
    return replace(timetable, languages=rows) if rows else timetable


def groups(session: Session, language: str, at: datetime, *, is_any_time: bool = False) -> Groups:
    """Sort all timetables that name a language by what they answer at `at`."""
    database, minute = _database(session), _minute(session, at)
    numbers = _naming(session, language)
    key = (language, is_any_time, database.extent)
    if key not in minute.groups:
        answers = spoken(session, numbers, language, at)
        minute.groups[key] = _at_some_time(answers) if is_any_time else _grouped(answers, at)
    return minute.groups[key]


def _grouped(answers: dict[int, Answer], at: datetime) -> Groups:
    today = city_time(at).date()
    later = {number: answer.next for number, answer in answers.items() if answer.state is State.LATER}
    later_today = frozenset(number for number, start in later.items() if start is not None and start.date() == today)
    return Groups(
        answers,
        now=_in_state(answers, State.NOW),
        later_today=later_today,
        another_day=frozenset(later) - later_today,
        unknown=_in_state(answers, State.UNKNOWN),
        never=_in_state(answers, State.NO),
    )


def _at_some_time(answers: dict[int, Answer]) -> Groups:
    # A language that is named is spoken at some time, even where nobody can say when.
    answers = {
        number: replace(answer, state=State.LATER) if answer.state is State.UNKNOWN else answer
        for number, answer in answers.items()
    }
    never = _in_state(answers, State.NO)
    return Groups(answers, now=frozenset(answers) - never, never=never)


def _in_state(answers: Mapping[int, Answer], state: State) -> frozenset[int]:
    return frozenset(number for number, answer in answers.items() if answer.state is state)


def _naming(session: Session, language: str) -> list[int]:
    """Return the numbers of the timetables that name a language."""
    database = _database(session)
    connection = session.connection()
    count, highest = connection.exec_driver_sql("SELECT count(*), max(id) FROM timetable").one()
    if database.extent != (count, highest):
        numbers = [number for (number,) in connection.exec_driver_sql("SELECT id FROM timetable")]
        naming: dict[str, list[int]] = {}
        for number, timetable in timetables(session, numbers).items():
            for named in {row.language for row in timetable.languages}:
                naming.setdefault(named, []).append(number)
        database.naming, database.extent = naming, (count, highest)
    return database.naming.get(language, [])


def _database(session: Session) -> _Database:
    return _DATABASES.setdefault(engine_of(session), _Database())


def _minute(session: Session, at: datetime) -> _Minute:
    """Return what is known of the minute in which `at` lies: no answer changes within it."""
    minutes = _database(session).minutes
    minute = at.replace(second=0, microsecond=0)
    found = minutes.get(minute)
    if found is None:
        found = minutes[minute] = _Minute()
        while len(minutes) > _MINUTES_KEPT:
            minutes.popitem(last=False)
    return found
