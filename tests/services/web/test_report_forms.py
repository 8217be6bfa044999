from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from services.web.report_forms import ReportForm, blank_form, sent_form

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def sent(after: timedelta = timedelta(minutes=1), **fields: str) -> ReportForm:
    given = {"stamp": blank_form("lounge-midori", NOON).stamp, "about": "hours", "text": "बन्द थियो।", **fields}
    return sent_form(MultiDict(given), "lounge-midori", NOON + after)


def test_a_form_that_somebody_filled_in_has_no_fault() -> None:
    form = sent()

    assert (form.about, form.text, form.faults) == ("hours", "बन्द थियो।", ())


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"about": ""}, ("about",)),
        ({"text": "x" * 1_001}, ("text",)),
        ({"text": "x" * 1_000 + "\r\n  \x00"}, ()),
        ({"text": "\r\n" * 600 + "x"}, ()),
        ({"stamp": "forged"}, ("old",)),
        ({"leave_empty": "https://spam.example"}, ("fast",)),
        ({"about": "", "text": "x" * 1_001, "stamp": ""}, ("about", "text", "old")),
    ],
)
def test_a_form_says_what_keeps_it_from_being_sent_and_keeps_what_was_typed(
    fields: dict[str, str], faults: tuple[str, ...]
) -> None:
    form = sent(**fields)

    assert form.faults == faults
    assert form.text == fields.get("text", "बन्द थियो।")


def test_whoever_was_too_fast_sends_the_same_stamp_again() -> None:
    hasty = sent(timedelta(seconds=1))

    assert hasty.faults == ("fast",)
    assert sent(timedelta(seconds=5), stamp=hasty.stamp).faults == ()


def test_whoever_was_too_slow_gets_a_new_stamp() -> None:
    slow = sent(timedelta(days=2))

    assert slow.faults == ("old",)
    assert sent(timedelta(days=2, minutes=1), stamp=slow.stamp).faults == ()


@pytest.mark.parametrize("about", ["nonsense", "HOURS", "hours\x00", "<script>"])
def test_a_choice_that_is_not_offered_is_refused(about: str) -> None:
    with pytest.raises(BadRequest):
        sent(about=about)
