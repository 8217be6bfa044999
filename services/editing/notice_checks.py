"""Whether a notice can be kept as somebody entered it, and the languages it does not speak yet."""

from collections.abc import Iterable
from datetime import datetime

from services.editing.cell_checks import Problems, cell_problems, text_problems
from services.errors import FieldProblem, Flaw
from services.imports.records import NoticeRecord
from services.languages import offered


def notice_problems(record: NoticeRecord, others: Iterable[NoticeRecord], *, at: datetime) -> Problems:
    """Yield all that is wrong with a notice beside `others` for the same place."""
    yield from cell_problems("", "notices.csv", record, "slug", "location", "ward_code")
    yield from text_problems("", record.texts, required=["title"])
    if record.location and record.ward_code:
        yield FieldProblem("ward_code", Flaw.TWO_SCOPES)
    if record.ends_at is not None:
        if record.ends_at <= record.starts_at:
            yield FieldProblem("ends_at", Flaw.NOT_AFTER_START)
        elif record.ends_at <= at:
            yield FieldProblem("ends_at", Flaw.ALREADY_ENDED)
    for other in others:
        if _title(other) == _title(record) and _meet(record, other):
            yield FieldProblem("starts_at", Flaw.OVERLAP, {"other": other.slug})


def missing_languages(record: NoticeRecord) -> tuple[str, ...]:
    """Return the languages of the interface that lack a text which the notice has in Japanese; pages say so."""
    fields = {text.field for text in record.texts if text.language == "ja"}
    written = {(text.field, text.language) for text in record.texts}
    return tuple(
        language.slug for language in offered() if any((field, language.slug) not in written for field in fields)
    )


def _title(record: NoticeRecord) -> str | None:
    return next((text.text for text in record.texts if (text.field, text.language) == ("title", "ja")), None)


def _meet(one: NoticeRecord, other: NoticeRecord) -> bool:
    """Return whether there is a moment at which both are valid."""
    return _begins_before_the_end(one, other) and _begins_before_the_end(other, one)


def _begins_before_the_end(one: NoticeRecord, other: NoticeRecord) -> bool:
    return other.ends_at is None or one.starts_at < other.ends_at
