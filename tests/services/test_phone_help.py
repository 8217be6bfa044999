import pytest
from sqlalchemy.orm import Session

from services.nearby import Near
from services.opening import Answer, State
from services.phone_help import center_to_call, is_near_now
from services.timetables import Channel
from tests.timetables_for_tests import tokyo

WEDNESDAY = tokyo("2026-11-25 10:00")


@pytest.mark.parametrize(
    ("distance_m", "state", "expected"),
    [
        (2_999, State.NOW, True),
        (3_000, State.NOW, True),
        (3_001, State.NOW, False),
        (None, State.NOW, True),
        (100, State.LATER, False),
        (100, State.UNKNOWN, False),
        (100, State.NO, False),
    ],
)
def test_help_is_near_within_three_kilometres_and_now(
    distance_m: float | None, state: State, *, expected: bool
) -> None:
    assert is_near_now(Near(1, 1, distance_m), Answer(state)) is expected


def test_the_center_answers_by_phone(either_session: Session) -> None:
    called = center_to_call(either_session, "ne", WEDNESDAY)

    assert called is not None
    assert called[1] is not None
    assert (called[1].state, called[1].channel) == (State.NOW, Channel.PHONE)


def test_a_language_the_center_may_speak_is_no_reason_not_to_call(either_session: Session) -> None:
    called = center_to_call(either_session, "uk", WEDNESDAY)

    assert called is not None
    assert called[1] == Answer(State.UNKNOWN)


def test_without_a_language_the_center_is_called_all_the_same(either_session: Session) -> None:
    called = center_to_call(either_session, None, WEDNESDAY)

    assert called is not None
    assert called[1] is None
