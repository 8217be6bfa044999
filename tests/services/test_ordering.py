from collections import Counter
from itertools import islice

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from geodata.coords import Point
from services.models import Location
from services.opening import Answer, State
from services.ordering import Asked, in_order
from services.proximity import Near, order_of
from services.tags import tag
from tests.timetables_for_tests import tokyo

NAKAYAMA = Point(35.51476, 139.53974)
OUT_AT_SEA = Point(34.0, 141.0)
WEDNESDAY = tokyo("2026-11-25 10:00")
WEDNESDAY_EVENING = tokyo("2026-11-25 18:00")
SUNDAY_NIGHT = tokyo("2026-11-22 23:30")
GROUPS = ["now", "later today", "later", "unknown", "no"]

Pair = tuple[Near, Answer | None]


def asked(language: str | None = None, **changed: object) -> Asked:
    given = {"start": NAKAYAMA, "tags": frozenset(), "language": language, "at": WEDNESDAY, **changed}
    return Asked(**given)  # type: ignore[arg-type]


def group_of(answer: Answer, at: object = WEDNESDAY) -> str:
    if answer.state is State.LATER and answer.next and answer.next.date() == at.date():  # type: ignore[attr-defined]
        return "later today"
    return answer.state.value


def slugs(session: Session, pairs: list[Pair]) -> list[str]:
    by_id = {row.id: row.slug for row in session.execute(select(Location.id, Location.slug))}
    return [by_id[near.location_id] for near, _ in pairs]


@pytest.mark.parametrize("language", [None, "ja", "ja-easy", "en", "es", "zh-hant", "ne", "uk"])
@pytest.mark.parametrize("start", [None, NAKAYAMA, OUT_AT_SEA])
def test_nobody_is_left_out_or_named_twice(
    either_session: Session, language: str | None, start: Point | None
) -> None:
    found = Counter(slugs(either_session, list(in_order(either_session, asked(language, start=start)))))

    assert len(found) == 39
    assert set(found.values()) == {1}


def test_without_a_language_the_nearest_come_first(either_session: Session) -> None:
    pairs = list(in_order(either_session, asked()))

    assert [answer for _, answer in pairs if answer is not None] == []
    assert [near for near, _ in pairs] == sorted((near for near, _ in pairs), key=order_of)


def test_without_a_language_and_a_position_centers_come_first_then_lounges(either_session: Session) -> None:
    pairs = list(in_order(either_session, asked(start=None)))

    assert slugs(either_session, pairs[:3]) == ["center-multicultural", "lounge-tsurumi", "lounge-kanagawa"]


@pytest.mark.parametrize("language", ["ja", "en", "es", "zh-hans", "ko", "ne", "uk"])
@pytest.mark.parametrize("at", [WEDNESDAY, WEDNESDAY_EVENING, SUNDAY_NIGHT])
@pytest.mark.parametrize("start", [None, NAKAYAMA])
def test_groups_follow_each_other_and_within_each_the_nearest_come_first(
    either_session: Session, language: str, at: object, start: Point | None
) -> None:
    pairs = list(in_order(either_session, asked(language, at=at, start=start)))

    keys = [(GROUPS.index(group_of(answer, at)), order_of(near)) for near, answer in pairs if answer]
    assert keys == sorted(keys)


def test_who_speaks_it_now_stands_before_who_is_nearer(either_session: Session) -> None:
    pairs = list(in_order(either_session, asked("es")))

    now = [near.distance_m or 0 for near, answer in pairs if answer and answer.state is State.NOW]
    other = [near.distance_m or 0 for near, answer in pairs if answer and answer.state is not State.NOW]
    assert len(now) == 3
    assert min(now) > min(other)


def test_who_speaks_it_later_today_stands_before_who_speaks_it_another_day(either_session: Session) -> None:
    pairs = list(in_order(either_session, asked("en", at=tokyo("2026-11-25 08:00"))))

    groups = [group_of(answer) for _, answer in pairs if answer]
    assert groups[:2] == ["later today", "later today"]
    assert "later" not in groups[: groups.count("later today")]


def test_at_any_time_those_who_speak_it_at_some_time_come_first_by_distance(either_session: Session) -> None:
    pairs = list(in_order(either_session, asked("es", is_any_time=True)))

    speakers = list(islice(pairs, 4))
    assert set(slugs(either_session, speakers)) == {
        "center-multicultural",
        "lounge-tsurumi",
        "lounge-kanazawa",
        "pref-multilingual",
    }
    assert [near for near, _ in speakers] == sorted((near for near, _ in speakers), key=order_of)
    assert all(answer.state in {State.UNKNOWN, State.NO} for _, answer in pairs[4:] if answer)


def test_at_any_time_a_language_at_hours_nobody_knows_counts_as_spoken(either_session: Session) -> None:
    pairs = list(in_order(either_session, asked("en", is_any_time=True)))

    states = dict(zip(slugs(either_session, pairs), (answer.state for _, answer in pairs if answer), strict=True))
    assert states["lounge-naka"] is State.LATER


def test_the_unknown_are_one_list_whether_the_language_is_listed_there_or_perhaps_missing(
    either_session: Session,
) -> None:
    pairs = [pair for pair in in_order(either_session, asked("en")) if pair[1] and pair[1].state is State.UNKNOWN]

    order = slugs(either_session, pairs)
    # Naka lists English, at unknown hours; the list of its neighbour, the ward office, is not complete.
    assert {"lounge-naka", "ward-naka", "ward-midori"} <= set(order)
    assert [near for near, _ in pairs] == sorted((near for near, _ in pairs), key=order_of)


def test_a_complete_list_without_the_language_is_a_no(either_session: Session) -> None:
    pairs = list(in_order(either_session, asked("ne")))

    no = [pair for pair in pairs if pair[1] and pair[1].state is State.NO]
    assert slugs(either_session, no) == ["lounge-tsurumi", "lounge-kanazawa"]
    assert pairs[-2:] == no


def test_nobody_is_said_not_to_speak_easy_japanese(either_session: Session) -> None:
    answers = [answer for _, answer in in_order(either_session, asked("ja-easy"))]

    assert State.NO not in {answer.state for answer in answers if answer}


def test_only_what_was_asked_for_is_ordered(either_session: Session) -> None:
    lounges = frozenset({tag("kind", "lounge")})

    pairs = list(in_order(either_session, asked("en", tags=lounges)))

    assert len(pairs) == 13
    assert all(slug.startswith("lounge-") for slug in slugs(either_session, pairs))


def test_the_first_of_an_answer_come_without_the_rest_being_read(either_session: Session) -> None:
    first = next(in_order(either_session, asked()))

    assert first[0].distance_m is not None
    assert first[0].distance_m < 300
