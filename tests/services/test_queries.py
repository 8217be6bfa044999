"""Searches as people type them, what they mean, and which place stands first; and what must find nothing wrong."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from services.database import engine_for
from services.finding import FindQuery, Found, find
from services.languages import LANGUAGES
from services.understanding import Understood, understood
from tests.search_oracle_for_tests import WEDNESDAY_AT_TEN, first_place
from tests.timetables_for_tests import tokyo

Row = dict[str, str]
MOMENT = tokyo(WEDNESDAY_AT_TEN)


def rows(name: str) -> list[Row]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


QUERIES = rows("queries.csv")
STRANGE = rows("queries_of_nothing.csv")


def ids(table: list[Row]) -> list[str]:
    return [f"{row['language']}: {row['query']}" for row in table]


@pytest.fixture(scope="module")
def engine(first_records: Path) -> Engine:
    return engine_for(f"sqlite:///{first_records}")


def meaning(meant: Understood) -> tuple[str, str, str, str]:
    place = meant.place.names["en"] if meant.place else ""
    return meant.topic or "", place, meant.kind or "", meant.language or ""


def expected(row: Row) -> tuple[str, str, str, str]:
    return row["topic"], row["place"], row["kind"], row["speaks"]


def answer(engine: Engine, row: Row, text: str) -> Found:
    with Session(engine) as session:
        return find(session, FindQuery(at=MOMENT, q=text), reader=row["language"])


def first(found: Found) -> str | None:
    """Return the first place of the list, or the one that stands above an empty list."""
    entry = found.entries[0] if found.entries else found.phone_help
    return entry.listing["slug"] if entry else None


def meant_as(row: Row) -> str:
    """Return the text to be looked for: what is offered, where the query is misspelt."""
    return row["offered"] or row["query"]


SPELT = [row for row in QUERIES if row["note"] != "name"]
MISSPELT = [row for row in QUERIES if row["offered"]]


@pytest.mark.parametrize("row", SPELT, ids=ids(SPELT))
def test_a_search_means_what_its_author_meant(row: Row) -> None:
    meant = understood(meant_as(row), row["language"])

    assert meaning(meant) == expected(row)
    assert meant.name is None


@pytest.mark.parametrize("row", QUERIES, ids=ids(QUERIES))
def test_the_place_that_the_rules_put_first_stands_first(engine: Engine, row: Row) -> None:
    assert first(answer(engine, row, meant_as(row))) == row["first_result"]


@pytest.mark.parametrize("row", MISSPELT, ids=ids(MISSPELT))
def test_a_misspelt_search_is_not_changed_but_offered_rightly_spelt(row: Row) -> None:
    meant = understood(row["query"], row["language"])

    assert meant.name == row["query"]
    assert row["offered"] in [
        one.text(one.place.label(row["language"]) if one.place else one.word) for one in meant.suggestions
    ]


def test_the_table_agrees_with_the_contract_s_order_worked_out_from_the_records() -> None:
    worked_out = {row["query"]: first_place(*expected(row)) for row in SPELT}

    assert [row for row in SPELT if worked_out[row["query"]] != row["first_result"]] == []


def test_every_language_has_searches_of_needs_places_and_mistakes() -> None:
    counted = Counter(row["language"] for row in QUERIES)
    with_mistakes = {row["language"] for row in MISSPELT}

    assert len(QUERIES) >= 420
    assert {language.slug: counted[language.slug] for language in LANGUAGES if counted[language.slug] < 30} == {}
    assert {language.slug for language in LANGUAGES} - with_mistakes - {"ja-easy"} == set()


def test_strange_words_are_seldom_taken_for_misspelt_ones() -> None:
    offered = [row["query"] for row in STRANGE if understood(row["query"], row["language"]).suggestions]

    assert len(offered) <= len(STRANGE) / 20


@pytest.mark.parametrize("row", STRANGE, ids=ids(STRANGE))
def test_what_is_no_need_and_no_place_here_finds_nothing_wrong(engine: Engine, row: Row) -> None:
    meant = understood(row["query"], row["language"])

    assert meaning(meant) == ("", "", "", "")
    assert answer(engine, row, row["query"]).entries == ()
