"""The consultation center's help by phone, for those whom nobody near can serve."""

from datetime import datetime
from itertools import islice

from sqlalchemy.orm import Session

from services import minute_answers, nearby
from services.opening import Answer, State
from services.tags import tag

NEAR_M = 3_000
"""Within this distance a counter is near enough to visit rather than phone."""
_MOST_CENTERS = 3

Pair = tuple[nearby.Near, Answer | None]


def is_near_now(near: nearby.Near, answer: Answer | None) -> bool:
    """Return whether a place serves the language now, near enough to go there; without a position, anywhere."""
    is_near = near.distance_m is None or near.distance_m <= NEAR_M
    return is_near and answer is not None and answer.state is State.NOW


def center_to_call(session: Session, language: str | None, at: datetime) -> Pair | None:
    """Return the first consultation center that may speak a language on the phone, with its answer for it.

    Without a language any will do, and there is no answer.
    """
    for center in islice(nearby.stream(session, None, tags={tag("kind", "consultation_center")}), _MOST_CENTERS):
        if language is None:
            return center, None
        number = center.timetable_id
        answer = minute_answers.spoken_by_phone(session, [number], language, at)[number]
        if answer.state is not State.NO:
            return center, answer
    return None
