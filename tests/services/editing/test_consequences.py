import pytest

from services.editing.consequences import leading_path, tidied_texts, with_outdated_texts, without_answered_facts
from services.imports.documents import Document
from services.imports.records import TextRecord
from services.models import TextState


def texts(**states: str) -> Document:
    return {
        f"texts.name.{language}": {"text": f"name-{language}", "state": state} for language, state in states.items()
    }


def retold(document: Document, *languages: str) -> Document:
    return document | {f"texts.name.{slug}": {"text": "new", "state": "human"} for slug in languages}


def outdated(before: Document, after: Document) -> list[str]:
    return [path[-2:] for path, text in with_outdated_texts(before, after).items() if text["state"] == "outdated"]


@pytest.mark.parametrize(
    ("before", "changed", "expected"),
    [
        (texts(ja="source", en="human", vi="machine"), ["ja"], ["en", "vi"]),
        (texts(ja="source", en="human", vi="machine"), ["ja", "vi"], ["en"]),
        (texts(ja="source", en="human", vi="machine"), ["en"], []),
        (texts(ja="machine", en="source", vi="human"), ["en"], ["ja", "vi"]),
        (texts(ja="machine", en="machine", vi="machine"), ["ja"], []),
        (texts(en="human", vi="human"), ["vi"], []),
        (texts(ja="human"), ["en"], []),
    ],
)
def test_translations_follow_the_leading_language(before: Document, changed: list[str], expected: list[str]) -> None:
    assert outdated(before, retold(before, *changed)) == expected


def test_a_new_state_of_the_same_words_outdates_nothing() -> None:
    before = texts(ja="source", vi="human")

    assert outdated(before, before | texts(ja="human")) == []


def test_a_leading_text_that_is_gone_outdates_its_translations() -> None:
    before = texts(ja="source", vi="human")

    assert outdated(before, texts(vi="human")) == ["vi"]


def test_texts_of_a_service_follow_their_own() -> None:
    start = "services.advice."
    before = {start + path: text for path, text in texts(ja="human", vi="human").items()} | texts(vi="human")
    after = before | {f"{start}texts.name.ja": {"text": "new", "state": "human"}}

    marked = [path for path, text in with_outdated_texts(before, after).items() if text["state"] == "outdated"]

    assert marked == [f"{start}texts.name.vi"]


def test_where_only_machines_wrote_no_text_leads() -> None:
    assert leading_path(texts(ja="machine", en="outdated", vi="human"), "texts.name") is None


@pytest.mark.parametrize(
    ("path", "fact"),
    [
        ("hours", "hours"),
        ("holiday_rule", "hours"),
        ("closing_days", "closing"),
        ("phones", "fax"),
        ("lat", "point"),
        ("website", "website"),
        ("languages.vi.counter", "languages"),
        ("texts.address.ja", "address"),
        ("texts.name.zh-hans", "name_zh_hans"),
    ],
)
def test_a_doubt_ends_when_its_field_is_filled_in(path: str, fact: str) -> None:
    facts = {f"facts.{fact}": {"confidence": "low"}, "facts.other": {"confidence": "low"}}

    assert without_answered_facts(facts, facts | {path: "new"}) == {"facts.other": {"confidence": "low"}, path: "new"}


@pytest.mark.parametrize("path", ["exceptions", "services.advice.topics", "languages_complete"])
def test_other_changes_end_no_doubt(path: str) -> None:
    facts = {"facts.hours": {"confidence": "low"}}

    assert "facts.hours" in without_answered_facts(facts, facts | {path: "new"})


def test_a_fact_that_was_filled_in_too_stays() -> None:
    before, sure = {"facts.phone": {"confidence": "low"}}, {"facts.phone": {"confidence": "high"}}

    assert without_answered_facts(before, sure | {"phones": "new"}) == sure | {"phones": "new"}


def test_texts_lose_the_space_around_them_and_empty_ones_are_left_out() -> None:
    given = (
        TextRecord("name", "ja", TextState.HUMAN, " ラウンジ "),
        TextRecord("note", "ja", TextState.HUMAN, "一\r\n二\r\n"),
        TextRecord("note", "en", TextState.HUMAN, " \n"),
    )

    assert [text.text for text in tidied_texts(given)] == ["ラウンジ", "一\n二"]
