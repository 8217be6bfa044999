import pytest
from flask import Flask

from services.languages import language_by_slug
from services.web.location_parts import ClosingRule
from services.web.rendering import Renderer, plain

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


def closed(weekday: int, *weeks: int) -> ClosingRule:
    return ClosingRule("regular", weekday=weekday, weeks=weeks)


def said(app: Flask, slug: str, rule: ClosingRule) -> str:
    language = language_by_slug(slug)
    assert language is not None
    renderer: Renderer = app.extensions["renderer"]
    with app.test_request_context(f"/{slug}/"):
        template = renderer.environment(language).get_template("components/closings.html")
        return str(plain(template.module.closing_sentence(rule))).strip()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("slug", "rule", "sentence"),
    [
        ("en", closed(MONDAY), "Closed every Monday."),
        ("en", closed(SUNDAY, 1), "Closed on the 1st Sunday of the month."),
        ("en", closed(SATURDAY, 2, 4), "Closed on the 2nd Saturday and 4th Saturday of the month."),
        ("en", closed(MONDAY, 1, 3, 5), "Closed on the 1st Monday, 3rd Monday, 5th Monday of the month."),
        ("ja", closed(MONDAY, 3), "毎月第3月曜日はお休みです。"),
        ("ja", closed(SATURDAY, 2, 4), "毎月第2土曜日、第4土曜日はお休みです。"),
        ("ja-easy", closed(SATURDAY, 2, 4), "毎月 2回目の 土曜日、4回目の 土曜日は 休みです。"),
    ],
)
def test_a_regular_closing_is_a_sentence(app: Flask, slug: str, rule: ClosingRule, sentence: str) -> None:
    assert said(app, slug, rule) == sentence


def test_what_a_holiday_does_follows_in_a_sentence_of_its_own(app: Flask) -> None:
    rule = ClosingRule("regular", weekday=MONDAY, weeks=(3,), clause="next_day")

    assert said(app, "en", rule) == (
        "Closed on the 3rd Monday of the month. "
        "If that day is a national holiday, it is closed on the next day that is not a holiday."
    )
