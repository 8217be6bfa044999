import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import directory
from services.languages import ENGLISH
from services.models import Fact, Location, Notice, PhoneKind, Severity, Text, TextState
from services.trust import Standing, judged_fact
from services.web import saved_copy
from services.web.saved_copies import SavedCopies
from tests.conftest import Clock
from tests.records_for_tests import NOON
from tests.timetables_for_tests import tokyo

Copy = Mapping[str, Any]
Read = Callable[[str], Copy]
GAP = re.compile(r"\[\[(\w+)\]\]")
# What the lines about this moment are made of, in every language.
NOW = re.compile(r'class="(?:speech|open-line|today)|aria-current="date"')


@pytest.fixture
def read(app: Flask, at_city_time: Clock) -> Read:
    """The copy in a language, as it is at a moment."""

    def copy(local: str, slug: str = "en", host: str = "localhost") -> Copy:
        at_city_time(local)
        app.extensions["saved_copies"] = SavedCopies()
        answer: Copy = app.test_client().get(f"/{slug}/offline.json", headers={"Host": host}).json
        return answer

    return copy


@pytest.fixture
def copy(read: Read) -> Copy:
    return read("2026-11-25T10:00")


def locations(session: Session) -> list[Location]:
    entries = directory.first_places(session, tokyo("2026-11-25 00:00"), limit=99)
    return list(directory.whole_locations(session, [entry.listing["slug"] for entry in entries]).values())


def test_every_page_of_the_copy_is_a_page_of_the_site(copy: Copy, app: Flask) -> None:
    visitor = app.test_client()
    places = [*copy["pages"], *copy["same"]]

    assert len(places) > 100
    assert [place for place in places if visitor.get(f"/en{place}").status_code != 200] == []


def test_it_has_every_location_with_its_card_every_ward_and_the_list(copy: Copy, session: Session) -> None:
    places = set(copy["pages"])

    assert {
        f"/locations/{location.slug}{part}" for location in locations(session) for part in ("", "/card")
    } <= places
    assert {"/", "/wards/14101", "/wards/14118", "/about", "/privacy"} <= places


def test_every_phone_that_pages_show_is_in_it(copy: Copy, session: Session) -> None:
    numbers = [
        (place, phone.number)
        for place in locations(session)
        for phone in place.phones
        if phone.kind is PhoneKind.VOICE and judged_fact(fact_of(place, "phone")).standing is not Standing.HIDDEN
    ]

    assert len(numbers) > 20
    assert [number for place, number in numbers if f">{number}<" not in main_of(copy, place)] == []


def fact_of(location: Location, field: str) -> Fact | None:
    return next((fact for fact in location.facts if fact.field == field), None)


def main_of(copy: Copy, location: Location) -> str:
    return str(copy["pages"][f"/locations/{location.slug}"]["main"])


def test_every_location_has_its_address_and_its_hours_or_says_that_they_are_unknown(
    copy: Copy, session: Session
) -> None:
    pages = {place.slug: main_of(copy, place) for place in locations(session)}
    addresses = {
        place.slug: text.text
        for place in locations(session)
        for text in place.texts
        if (text.field, text.language) == ("address", "ja")
    }

    assert len(addresses) > 30
    assert [slug for slug, address in addresses.items() if address not in pages[slug]] == []
    assert [slug for slug, page in pages.items() if 'class="hours"' not in page and "not confirmed" not in page] == []


@pytest.mark.parametrize("slug", ["en", "ja", "ja-easy", "x-rtl"])
def test_it_is_the_same_at_every_minute_of_a_day(read: Read, slug: str) -> None:
    assert read("2026-11-25T03:00", slug) == read("2026-11-25T10:00", slug) == read("2026-11-25T23:59", slug)


def test_nothing_in_it_holds_only_now(copy: Copy) -> None:
    pages = [copy["missing"], *copy["pages"].values()]

    assert [page["title"] for page in pages if NOW.search(page["main"])] == []


def test_it_names_no_host(read: Read) -> None:
    assert "elsewhere.example" not in str(read("2026-11-25T10:00", host="elsewhere.example"))


def test_the_frame_has_every_gap_once_and_that_of_the_address_in_every_language(copy: Copy) -> None:
    gaps = GAP.findall(copy["frame"])

    assert sorted(set(gaps)) == ["copied", "head", "main", "place", "title"]
    assert [gaps.count(name) for name in ("copied", "head", "main", "title")] == [1, 1, 1, 1]
    assert 'href="/ja[[place]]"' in copy["frame"]
    assert "offline.json" not in copy["frame"]


def test_only_the_page_for_what_is_missing_has_a_gap(copy: Copy) -> None:
    assert GAP.findall(copy["missing"]["main"]) == ["lists"]
    assert [place for place, page in copy["pages"].items() if GAP.search("".join(page.values()))] == []


def noticed(session: Session, read: Read, **scope: Any) -> set[str]:
    """Return where a notice stands that is for a place, a ward or, without a `scope`, for the whole city."""
    text = Text(language="en", field="title", text="Typhoon today", state=TextState.SOURCE)
    session.add(Notice(slug="typhoon", severity=Severity.EMERGENCY, starts_at=NOON, texts=[text], **scope))
    session.commit()
    copy = read("2026-11-26T10:00")
    pages = {**{place: page["main"] for place, page in copy["pages"].items()}, "frame": copy["frame"]}
    return {place for place, markup in pages.items() if "Typhoon today" in markup}


def test_a_notice_for_the_city_stands_in_what_all_pages_have(session: Session, read: Read) -> None:
    assert noticed(session, read) == {"frame"}


def test_a_notice_for_a_ward_stands_on_its_page_and_on_those_of_its_places(session: Session, read: Read) -> None:
    assert noticed(session, read, ward_code="14113") == {
        "/wards/14113",
        "/locations/lounge-midori",
        "/locations/ward-midori",
    }


def test_a_notice_for_a_place_stands_on_its_page(session: Session, read: Read) -> None:
    place = session.scalars(select(Location).where(Location.slug == "lounge-naka")).one()

    assert noticed(session, read, location_id=place.id) == {"/locations/lounge-naka"}


def test_a_notice_is_in_the_copy_from_the_minute_it_holds(session: Session, read: Read) -> None:
    noticed(session, read)

    assert "Typhoon today" not in read("2026-11-25T11:59")["frame"]
    assert "Typhoon today" in read("2026-11-25T12:00")["frame"]


def test_a_larger_city_says_that_the_copy_has_only_the_first_places(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_copy, "MOST_PLACES", 5)

    copy = read("2026-11-25T10:00")

    assert len([place for place in copy["pages"] if place.startswith("/locations/")]) == 10
    assert not any(place.startswith("/wards/") for place in copy["pages"])
    assert "The saved copy has the first 5 of 39 places." in copy["pages"]["/"]["main"]
    assert ENGLISH.slug == copy["slug"]
