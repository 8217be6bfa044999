import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.editing.dated_exceptions import REASONS, with_exception, without_days
from services.imports.schedule_records import ExceptionRecord
from services.opening_answers import WhyKind
from services.settings import ROOT
from services.timetables import Hours

FIRST_DAY = date(2026, 12, 1)
days = st.integers(0, 12).map(lambda number: FIRST_DAY + timedelta(days=number))
exceptions = st.builds(
    lambda first, length, reason: ExceptionRecord(first, first + timedelta(days=length), reason),
    days,
    st.integers(0, 5),
    st.sampled_from(REASONS[:3]),
)


def dated(first: int, last: int, reason: str = "event") -> ExceptionRecord:
    return ExceptionRecord(date(2026, 12, first), date(2026, 12, last), reason)


def by_day(rows: tuple[ExceptionRecord, ...]) -> dict[date, str | None]:
    found: dict[date, str | None] = {}
    for row in rows:
        for number in range((row.last - row.first).days + 1):
            day = row.first + timedelta(days=number)
            assert day not in found
            found[day] = row.reason
    return found


@given(st.lists(exceptions, max_size=6))
def test_on_each_day_the_latest_exception_holds_alone(added: list[ExceptionRecord]) -> None:
    kept: tuple[ExceptionRecord, ...] = ()
    expected: dict[date, str | None] = {}
    for exception in added:
        kept = with_exception(kept, exception)
        expected |= by_day((exception,))

    assert by_day(kept) == expected


@given(st.lists(exceptions, max_size=6), st.tuples(days, days))
def test_cleared_days_have_no_exception_and_others_keep_theirs(
    added: list[ExceptionRecord], ends: tuple[date, date]
) -> None:
    first, last = sorted(ends)
    kept: tuple[ExceptionRecord, ...] = ()
    for exception in added:
        kept = with_exception(kept, exception)

    cleared = by_day(without_days(kept, first, last))

    assert cleared == {day: reason for day, reason in by_day(kept).items() if not first <= day <= last}


def test_a_new_one_splits_an_old_one() -> None:
    assert with_exception((dated(1, 9),), dated(4, 5, "typhoon")) == (
        dated(1, 3),
        dated(4, 5, "typhoon"),
        dated(6, 9),
    )


def test_neighbours_that_are_alike_become_one() -> None:
    assert with_exception((dated(1, 3),), dated(4, 5)) == (dated(1, 5),)


def test_neighbours_with_other_hours_stay_apart() -> None:
    short = ExceptionRecord(date(2026, 12, 4), date(2026, 12, 5), "event", (Hours(540, 720),))

    assert with_exception((dated(1, 3),), short) == (dated(1, 3), short)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_words(reason: str) -> None:
    assert f'reason == "{reason}"' in words()


def test_every_reason_with_words_may_be_given_or_comes_from_the_rules() -> None:
    with_words = set(re.findall(r'reason == "(\w+)"', words()))

    assert with_words - set(REASONS) <= {kind.value for kind in WhyKind}


def words() -> str:
    return (ROOT / "templates" / "components" / "reasons.html").read_text()
