from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from services.web.form_stamps import StampFault, fault_of, stamp

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(seconds=-5), StampFault.FAST),
        (timedelta(seconds=2.9), StampFault.FAST),
        (timedelta(seconds=3), None),
        (timedelta(days=1), None),
        (timedelta(days=1, seconds=1), StampFault.OLD),
    ],
)
def test_a_form_comes_back_after_it_was_read_and_before_a_day_is_over(
    age: timedelta, expected: StampFault | None
) -> None:
    assert fault_of(stamp("report a", NOON), "report a", NOON + age) is expected


def test_a_stamp_is_good_for_its_own_purpose_only() -> None:
    assert fault_of(stamp("report a", NOON), "report b", NOON + timedelta(minutes=1)) is StampFault.OLD


@pytest.mark.parametrize("written", ["", "x", "WyJyZXBvcnQgYSIsMF0.forged", "\x00", "ä" * 9_000])
def test_nobody_else_can_write_a_stamp(written: str) -> None:
    assert fault_of(written, "report a", NOON) is StampFault.OLD


def test_another_key_makes_another_stamp(app: Flask) -> None:
    made = stamp("report a", NOON)
    app.config["SECRET_KEY"] = "another"

    assert fault_of(made, "report a", NOON + timedelta(minutes=1)) is StampFault.OLD
