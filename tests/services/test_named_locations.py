import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.finding import FindQuery, find
from services.furigana import plain
from services.models import Location
from services.named_locations import called, named, of_the_ward
from services.ordering import Asked, Ranked
from services.understanding import understood
from tests.timetables_for_tests import tokyo

ANY = Asked(None, frozenset(), None, tokyo("2026-11-25 10:00"))


def slugs(session: Session, rows: Ranked) -> list[str]:
    by_id = {location.id: location.slug for location in session.scalars(select(Location))}
    return [by_id[near.location_id] for near, _ in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MY Plaza", ["lounge-tsuzuki"]),
        ("つづきMYプラザ", ["lounge-tsuzuki"]),
        ("lounge midori", ["lounge-midori"]),
        ("YOKE", ["yoke"]),
        ("文化共生コーナー", ["lounge-izumi"]),
        ("nternational", []),
        ("Ana", []),
        ("Kan", []),
        ("%", []),
    ],
)
def test_words_of_a_name_find_it_by_their_beginnings(session: Session, text: str, expected: list[str]) -> None:
    assert slugs(session, named(session, ANY, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("横浜市役所", []), ("Yokohama City Hall", ["city-hall"]), ("visa", [])]
)
def test_known_words_that_are_a_whole_name_call_its_place(session: Session, text: str, expected: list[str]) -> None:
    assert slugs(session, called(session, ANY, text, understood(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minami lounge", ["lounge-minami"]),
        ("緑区役所", ["ward-midori"]),
        ("управа Цурумі", ["ward-tsurumi"]),
        ("Nakayama lounge", []),
        ("lounge", []),
        ("Midori ward", []),
        ("lounge Totsuka", []),
    ],
)
def test_a_kind_and_a_ward_mean_the_ward_s_own(session: Session, text: str, expected: list[str]) -> None:
    assert slugs(session, of_the_ward(session, ANY, understood(text))) == expected


def test_every_name_in_every_language_finds_its_place_first(session: Session) -> None:
    names = [
        (location.slug, plain(text.text), text.language)
        for location in session.scalars(select(Location))
        for text in location.texts
        if text.field == "name"
    ]
    found = [(slug, name, find(session, FindQuery(at=ANY.at, q=name), reader=reader)) for slug, name, reader in names]

    first = [(slug, name, answer.entries[0].listing["slug"]) for slug, name, answer in found if answer.entries]
    assert len(first) == len(names)
    assert [row for row in first if row[0] != row[2]] == []
