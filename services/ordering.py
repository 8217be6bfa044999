"""The order of an answer: who speaks the language now, then later, then perhaps, then not; nothing hidden."""

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from geodata.coords import Point
from services import minute_answers, nearby
from services.languages import may_go_unlisted
from services.minute_answers import Groups
from services.opening import Answer, State
from services.tags import LANGUAGES_OPEN, tag

Ranked = list[tuple[nearby.Near, Answer | None]]
Stream = Iterator[tuple[nearby.Near, Answer | None]]

_PERHAPS = Answer(State.UNKNOWN)
_NOT_HERE = Answer(State.NO)


@dataclass(frozen=True, slots=True)
class Asked:
    """What decides the order: where from, which places, which language, when."""

    start: Point | None
    tags: frozenset[int]
    language: str | None
    at: datetime
    is_any_time: bool = False


def in_order(session: Session, asked: Asked) -> Stream:
    """Yield the places asked for and, where a language was, the answer for it; lazily, so that a page is cheap."""
    if asked.language is None:
        return ((near, None) for near in nearby.stream(session, asked.start, tags=asked.tags))
    return _by_language(session, asked, asked.language)


def ranked(session: Session, asked: Asked, location_ids: Collection[int]) -> Ranked:
    """Return those of some locations that were asked for, in the same order."""
    places = nearby.among(session, location_ids, asked.start, tags=asked.tags)
    if asked.language is None:
        return [(near, None) for near in places]
    groups = minute_answers.groups(session, asked.language, asked.at, is_any_time=asked.is_any_time)
    unlisted = {near.timetable_id for near in places} - groups.answers.keys()
    answers = {**groups.answers, **minute_answers.spoken(session, unlisted, asked.language, asked.at)}
    pairs: Ranked = [(near, answers[near.timetable_id]) for near in places]
    # Sorting keeps the order of distance within a group.
    return sorted(pairs, key=lambda pair: _group_of(pair[0], groups, answers))


def _group_of(near: nearby.Near, groups: Groups, answers: dict[int, Answer]) -> int:
    before = (groups.now, groups.later_today, groups.another_day)
    found = next((number for number, group in enumerate(before) if near.timetable_id in group), None)
    if found is not None:
        return found
    return len(before) + (answers[near.timetable_id].state is State.NO)


def _by_language(session: Session, asked: Asked, language: str) -> Stream:
    groups = minute_answers.groups(session, language, asked.at, is_any_time=asked.is_any_time)
    spoken = tag("language", language)

    def listed(group: frozenset[int]) -> Stream:
        if not group:
            return iter(())
        only = None if len(group) == len(groups.answers) else group
        places = nearby.stream(session, asked.start, tags=asked.tags | {spoken}, timetables=only)
        return ((near, groups.answers[near.timetable_id]) for near in places)

    def unlisted(answer: Answer, also: set[int], without: set[int]) -> Stream:
        places = nearby.stream(session, asked.start, tags=asked.tags | also, without=without)
        return ((near, answer) for near in places)

    for group in (groups.now, groups.later_today, groups.another_day):
        yield from listed(group)
    if may_go_unlisted(language):
        yield from _merged(listed(groups.unknown), unlisted(_PERHAPS, set(), {spoken}))
        yield from listed(groups.never)
        return
    yield from _merged(listed(groups.unknown), unlisted(_PERHAPS, {LANGUAGES_OPEN}, {spoken}))
    yield from _merged(listed(groups.never), unlisted(_NOT_HERE, set(), {spoken, LANGUAGES_OPEN}))


def _merged(first: Stream, second: Stream) -> Stream:
    return heapq.merge(first, second, key=lambda pair: nearby.order_of(pair[0]))
