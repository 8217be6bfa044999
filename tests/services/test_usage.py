from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.models import Location, UnmetSearch, ViewCount
from services.usage import (
    LONGEST_WORDS,
    Counts,
    SoughtInVain,
    Tally,
    Views,
    countable_words,
    unmet_searches,
    views_by_day,
    views_by_location,
    write_counts,
)

TODAY = date(2026, 11, 22)


@pytest.fixture
def session(either_session: Session) -> Iterator[Session]:
    """A session on either database whose changes nobody keeps."""
    yield either_session
    either_session.rollback()


def viewed(**views: int) -> Counts:
    return Counts(Counter({(slug.replace("_", "-"), "en"): number for slug, number in views.items()}), Counter())


def sought(language: str = "en", **searches: int) -> Counts:
    return Counts(Counter(), Counter({(words, language): number for words, number in searches.items()}))


def test_what_was_counted_is_taken_once() -> None:
    tally = Tally()
    tally.count_view("lounge-midori", "pt")
    tally.count_view("lounge-midori", "pt")
    tally.count_search("visum", "en")

    assert tally.taken() == Counts(Counter({("lounge-midori", "pt"): 2}), Counter({("visum", "en"): 1}))
    assert tally.taken() == Counts(Counter(), Counter())


def test_who_makes_up_words_fills_no_memory_and_drives_out_nobody() -> None:
    tally = Tally()
    for number in range(1_000):
        tally.count_search(f"word {number}", "en")
    tally.count_search("word 1", "en")

    searches = tally.taken().searches
    assert (len(searches), searches["word 1", "en"]) == (200, 2)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("  Visum  ", "visum"),
        ("Zahnärzte", "zahnarzte"),
        ("Line 3", "line 3"),
        ("246-0015", None),
        ("090 1234 5678", None),
        ("０９０１２３４５６７８", None),
        ("AB12345678CD", None),
        ("kim@example.org", None),
        ("kim＠example.org", None),
        ("", None),
        ("…", None),
        ("x" * LONGEST_WORDS, "x" * LONGEST_WORDS),
        ("x" * (LONGEST_WORDS + 1), None),
    ],
)
def test_words_are_counted_as_the_search_reads_them_but_for_what_may_be_somebodys_own(
    query: str, expected: str | None
) -> None:
    assert countable_words(query) == expected


def test_views_add_up_by_day(session: Session) -> None:
    write_counts(session, viewed(lounge_midori=2), today=TODAY)
    write_counts(session, viewed(lounge_midori=3, yoke=1), today=TODAY)
    write_counts(session, viewed(yoke=1), today=date(2026, 11, 23))

    rows = session.execute(
        select(ViewCount.day, ViewCount.slug, ViewCount.views).order_by(ViewCount.day, ViewCount.slug)
    )
    assert [tuple(row) for row in rows] == [
        (TODAY, "lounge-midori", 5), (TODAY, "yoke", 1), (date(2026, 11, 23), "yoke", 1),
    ]  # fmt: skip


def test_the_most_read_come_first(session: Session) -> None:
    write_counts(session, viewed(lounge_midori=2, yoke=5), today=TODAY)

    assert views_by_location(session, since=TODAY) == [Views("yoke", "en", 5), Views("lounge-midori", "en", 2)]
    assert views_by_location(session, since=date(2026, 11, 23)) == []


def test_a_ward_sees_its_own_views_and_those_of_the_places_it_looks_after(session: Session) -> None:
    write_counts(session, viewed(lounge_midori=2, lounge_aoba=1, yoke=5), today=TODAY)
    aoba = session.scalars(select(Location.id).where(Location.slug == "lounge-aoba")).one()

    seen = views_by_location(session, since=TODAY, wards={"14113"}, locations=[aoba])

    assert [each.slug for each in seen] == ["lounge-midori", "lounge-aoba"]
    assert views_by_day(session, since=TODAY, wards={"14113"}) == {TODAY: 2}


def test_views_by_day_are_of_all_languages(session: Session) -> None:
    write_counts(session, viewed(yoke=1), today=TODAY)
    write_counts(session, Counts(Counter({("yoke", "ja"): 4}), Counter()), today=TODAY)

    assert views_by_day(session, since=TODAY) == {TODAY: 5}


def test_words_are_shown_from_the_third_time_on_whatever_the_language(session: Session) -> None:
    write_counts(session, sought(visum=2, karate=2), today=TODAY)
    write_counts(session, sought("pt", visum=1), today=TODAY)

    assert unmet_searches(session, TODAY) == [SoughtInVain("visum", 3, ("en", "pt"))]


def test_rare_words_are_forgotten_with_their_month(session: Session) -> None:
    write_counts(session, sought(visum=2, karate=3), today=TODAY)
    write_counts(session, sought(judo=1), today=date(2026, 12, 1))

    kept = select(UnmetSearch.month, UnmetSearch.words).order_by(UnmetSearch.words)
    assert [tuple(row) for row in session.execute(kept)] == [
        (date(2026, 12, 1), "judo"), (date(2026, 11, 1), "karate"),
    ]  # fmt: skip


def test_nothing_counted_writes_nothing(session: Session) -> None:
    write_counts(session, Counts(Counter(), Counter()), today=TODAY)

    assert session.scalars(select(ViewCount)).all() == []
