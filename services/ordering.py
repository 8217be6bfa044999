"""The order of an answer: who speaks the language now, then later, then perhaps, then not; nothing hidden."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from sqlalchemy.orm import Session

from geodata.coords import Point
from services import listings, nearby
from services.clock import city_time
from services.opening import Answer, State, spoken_at
from services.tags import tag

_BATCH = 64

Stream = Iterator[tuple[nearby.Near, Answer | None]]


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
    return _by_language(session, asked, tag("language", asked.language))


def _by_language(session: Session, asked: Asked, spoken: int) -> Stream:
    listed = nearby.stream(session, asked.start, tags=asked.tags | {spoken})
    later: list[tuple[nearby.Near, Answer]] = []
    unknown: list[tuple[nearby.Near, Answer]] = []
    never: list[tuple[nearby.Near, Answer]] = []
    waiting = {State.LATER: later, State.UNKNOWN: unknown, State.NO: never}
    for near, answer in _answered(session, listed, asked):
        if answer.state is State.NOW or (asked.is_any_time and answer.state is State.LATER):
            yield near, answer
        else:
            waiting[answer.state].append((near, answer))
    today = city_time(asked.at).date()
    yield from (pair for pair in later if _is_on(pair[1], today))
    yield from (pair for pair in later if not _is_on(pair[1], today))
    maybe = tag("languages", "open")
    yield from _merged(unknown, _answered(session, _unlisted(session, asked, {maybe}, {spoken}), asked))
    yield from _merged(never, _answered(session, _unlisted(session, asked, set(), {spoken, maybe}), asked))


def _is_on(answer: Answer, day: object) -> bool:
    return answer.next is not None and answer.next.date() == day


def _unlisted(session: Session, asked: Asked, also: set[int], without: set[int]) -> Iterator[nearby.Near]:
    return nearby.stream(session, asked.start, tags=asked.tags | also, without=without)


def _merged(
    first: Iterable[tuple[nearby.Near, Answer]], second: Iterable[tuple[nearby.Near, Answer]]
) -> Iterator[tuple[nearby.Near, Answer]]:
    return heapq.merge(first, second, key=lambda pair: nearby.order_of(pair[0]))


def _answered(session: Session, places: Iterator[nearby.Near], asked: Asked) -> Iterator[tuple[nearby.Near, Answer]]:
    """Pair each place with its answer; timetables are fetched by the batch and judged once each."""
    language = asked.language or ""
    answers: dict[int, Answer] = {}
    while batch := list(islice(places, _BATCH)):
        missing = {near.timetable_id for near in batch} - answers.keys()
        for timetable_id, timetable in listings.timetables(session, missing).items():
            answer = spoken_at(timetable, language, asked.at)
            is_listed_unknown = answer.state is State.UNKNOWN and any(
                row.language == language for row in timetable.languages
            )
            if asked.is_any_time and is_listed_unknown:
                # At some time it is spoken there, though nobody can say when.
                answer = replace(answer, state=State.LATER)
            answers[timetable_id] = answer
        for near in batch:
            yield near, answers[near.timetable_id]
