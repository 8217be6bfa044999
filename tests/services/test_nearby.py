from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from random import Random

import pytest
from alembic import command
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from geodata.coords import Point, distance_m
from services import nearby
from services.tags import EVERY, tag
from tests.index_for_tests import (
    BOTH,
    COMMON,
    DENSE,
    DENSE_POINT,
    EDGE,
    ODD_POINTS,
    ORDINARY,
    RARE,
    alembic_config,
    brute_force,
    database,
    places,
)

Question = dict[str, set[int]]

PLACES = places()
NEARLY_OPPOSITE_M = 19_650_000
NOBODY_HAS_IT = tag("topic", "nobody")
IN_TOWN = [Point(35.4660, 139.6223), DENSE_POINT, Point(35.31, 139.46)]
FAR_AWAY = [Point(35.6812, 139.7671), Point(51.5, -0.1), Point(-33.9, 151.2), Point(35.0, -179.99), *ODD_POINTS]
QUESTIONS: dict[str, Question] = {
    "all": {},
    "common": {"tags": {COMMON}},
    "rare": {"tags": {RARE}},
    "rare and common": {"tags": {RARE, COMMON}},
    "ordinary, common and every": {"tags": {COMMON, ORDINARY, EVERY}},
    "in one house": {"tags": {DENSE}},
    "at the edges": {"tags": {EDGE}},
    "at the edges and in one house": {"tags": {EDGE, DENSE}},
    "nobody": {"tags": {NOBODY_HAS_IT}},
    "nobody and common": {"tags": {COMMON, NOBODY_HAS_IT}},
    "not common": {"without": {COMMON}},
    "common, not rare nor in one house": {"tags": {COMMON}, "without": {RARE, DENSE}},
    "common and not common": {"tags": {COMMON}, "without": {COMMON}},
}
each_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)


@pytest.fixture(scope="module", params=BOTH)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with database(request.param, tmp_path_factory.mktemp("index")) as engine:
        with engine.begin() as connection:
            command.upgrade(alembic_config(connection), "head")
        with Session(engine) as session:
            nearby.index(session, PLACES)
            session.commit()
        yield engine


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


def found(stream: Iterable[nearby.Near]) -> list[tuple[int, float | None]]:
    return [(near.location_id, near.distance_m) for near in stream]


@each_question
@pytest.mark.parametrize("start", IN_TOWN, ids=str)
def test_all_come_nearest_first_then_those_without_a_point(
    session: Session, start: Point, question: Question
) -> None:
    assert found(nearby.stream(session, start, **question)) == brute_force(PLACES, start, **question)


@each_question
@pytest.mark.parametrize("start", FAR_AWAY, ids=str)
def test_the_first_thirty_are_right_from_anywhere(session: Session, start: Point, question: Question) -> None:
    expected = brute_force(PLACES, start, **question)[:30]

    near = found(nearby.nearest(session, start, **question, limit=30))

    # Farther, on the other side of the globe, distances are not exact: another test looks there.
    exact = sum(metres is None or metres < NEARLY_OPPOSITE_M for _, metres in expected)
    assert near[:exact] == expected[:exact]
    assert len(near) == len(expected)


@pytest.mark.parametrize("start", [Point(0.0, 0.0), Point(-35.45, -40.4), Point(90.0, 0.0)], ids=str)
def test_from_the_other_side_of_the_globe_distances_are_right_to_half_a_percent(
    session: Session, start: Point
) -> None:
    near = nearby.nearest(session, start, limit=3_000)

    distances = {entry.location_id: distance_m(start, entry.point) for entry in PLACES if entry.point}
    placed = [one for one in near if one.distance_m is not None]
    assert len(near) == len(PLACES)
    assert [one.distance_m for one in placed] == sorted(one.distance_m for one in placed)
    assert all(one.distance_m == pytest.approx(distances[one.location_id], rel=0.006) for one in placed)


@each_question
def test_without_a_start_all_come_by_rank(session: Session, question: Question) -> None:
    assert found(nearby.stream(session, None, **question)) == brute_force(PLACES, None, **question)


@each_question
def test_fifty_random_starts_find_the_ten_nearest(session: Session, question: Question) -> None:
    chance = Random(50)  # noqa: S311 - only starts of a search
    for _ in range(50):
        start = Point(chance.uniform(35.2, 35.7), chance.uniform(139.4, 139.8))

        assert found(nearby.nearest(session, start, **question)) == brute_force(PLACES, start, **question)[:10]


@each_question
@pytest.mark.parametrize("at_most", [1, 40, 100_000])
def test_counting_stops_at_the_limit(session: Session, question: Question, at_most: int) -> None:
    expected = min(at_most, len(brute_force(PLACES, None, **question)))

    assert nearby.count(session, **question, at_most=at_most) == expected


def test_a_stream_may_be_left_and_another_begun(session: Session) -> None:
    first = list(islice(nearby.stream(session, IN_TOWN[0]), 25))
    again = list(islice(nearby.stream(session, IN_TOWN[0]), 75))

    assert again[:25] == first


def test_a_location_found_brings_its_timetable(session: Session) -> None:
    timetable_ids = {entry.location_id: entry.timetable_id for entry in PLACES}

    assert all(near.timetable_id == timetable_ids[near.location_id] for near in nearby.stream(session, DENSE_POINT))


def test_a_location_indexed_again_is_found_only_as_it_is_now(session: Session) -> None:
    entry = PLACES[0]
    moved = replace(entry, point=Point(34.0, 138.0), tags=frozenset({NOBODY_HAS_IT}))

    nearby.index(session, [moved])

    assert found(nearby.nearest(session, Point(34.0, 138.0), limit=1)) == [(entry.location_id, 0.0)]
    assert found(nearby.stream(session, None, tags={NOBODY_HAS_IT})) == [(entry.location_id, None)]
    assert entry.location_id not in dict(found(nearby.stream(session, entry.point, tags={ORDINARY})))


def test_a_location_can_lose_its_point(session: Session) -> None:
    entry = replace(PLACES[0], point=None, rank=-1_000)

    nearby.index(session, [entry])

    near = found(nearby.stream(session, IN_TOWN[0]))
    placed = sum(one.point is not None for one in PLACES)
    assert near[placed - 1] == (entry.location_id, None)
    assert dict(near).keys() == {one.location_id for one in PLACES}


def test_of_one_location_given_twice_the_last_counts(session: Session) -> None:
    first, last = (replace(PLACES[0], location_id=90_001, timetable_id=number, rank=-99) for number in (5, 6))

    nearby.index(session, [first, last])

    assert next(nearby.stream(session, None)).timetable_id == 6


def test_a_location_dropped_is_found_no_more(session: Session) -> None:
    gone = [entry.location_id for entry in PLACES[::2]]

    nearby.drop(session, [*gone, 999_999])

    assert found(nearby.stream(session, DENSE_POINT)) == brute_force(PLACES[1::2], DENSE_POINT)
    assert nearby.count(session, tags={DENSE}) == 200


def test_an_index_of_nothing_finds_nothing(session: Session) -> None:
    nearby.drop(session, [entry.location_id for entry in PLACES])

    assert list(nearby.stream(session, DENSE_POINT)) == list(nearby.stream(session, None)) == []
    assert nearby.count(session) == 0
