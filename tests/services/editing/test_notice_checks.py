from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.editing.notice_checks import missing_languages, notice_problems
from services.imports.records import NoticeRecord, TextRecord
from services.languages import offered
from services.models import Severity, TextState

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)


def text(field: str, language: str, words: str = "台風") -> TextRecord:
    return TextRecord(field, language, TextState.HUMAN, words)


NOTICE = NoticeRecord("notice-a", Severity.EMERGENCY, None, None, NOON, NOON + HOUR, (text("title", "ja"),))


def found(*others: NoticeRecord, **fields: Any) -> list[str]:
    return [str(problem) for problem in notice_problems(replace(NOTICE, **fields), others, at=NOON)]


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({}, []),
        ({"ends_at": None}, []),
        ({"texts": ()}, ["texts.title.ja: required"]),
        ({"texts": (text("title", "ja", "x" * 201),)}, ["texts.title.ja: bad_text, longest 200"]),
        ({"texts": (*NOTICE.texts, text("body", "xx"))}, ["texts.body.xx.language: unknown"]),
        ({"slug": "A b"}, ["slug: bad_code"]),
        ({"ward_code": "13101"}, ["ward_code: unknown"]),
        ({"ward_code": "14113", "location": "lounge-midori"}, ["ward_code: two_scopes"]),
        ({"ends_at": NOON}, ["ends_at: not_after_start"]),
        ({"starts_at": NOON - 2 * HOUR, "ends_at": NOON - HOUR}, ["ends_at: already_ended"]),
    ],
)
def test_each_field_says_what_is_wrong_with_it(fields: dict[str, Any], problems: list[str]) -> None:
    assert found(**fields) == problems


@pytest.mark.parametrize(
    ("other", "is_refused"),
    [
        ({}, True),
        ({"starts_at": NOON - HOUR, "ends_at": None}, True),
        ({"starts_at": NOON + HOUR, "ends_at": None}, False),
        ({"starts_at": NOON - HOUR, "ends_at": NOON}, False),
        ({"texts": (text("title", "ja", "猛暑"),)}, False),
    ],
)
def test_the_same_is_not_told_twice_at_one_time(*, other: dict[str, Any], is_refused: bool) -> None:
    problems = found(replace(NOTICE, slug="notice-b", **other))

    assert problems == (["starts_at: overlap, other notice-b"] if is_refused else [])


def test_languages_that_lack_a_title_or_body_are_named() -> None:
    whole = tuple(text(field, language.slug) for field in ("title", "body") for language in offered())
    notice = replace(NOTICE, texts=tuple(each for each in whole if (each.field, each.language) != ("body", "vi")))

    assert missing_languages(notice) == ("vi",)
