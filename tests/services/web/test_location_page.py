from collections.abc import Callable, Iterator

import pytest
from flask import Flask, g
from sqlalchemy.orm import Session

from services import directory, listings
from services.languages import EASY_JAPANESE, ENGLISH, JAPANESE, Language
from services.models import Confidence, Fact, Location, Notice, Severity, Text, TextState
from services.web.location_page import field_words, location_page, notice_box, organization_words
from services.web.location_parts import LocationPage
from services.web.pages import Contact, Words
from tests.timetables_for_tests import TOKYO, tokyo

MOMENT = tokyo("2026-11-25 10:00").astimezone(TOKYO)
CENTER = "center-multicultural"

Shown = Callable[..., LocationPage]


@pytest.fixture
def shown(app: Flask, session: Session) -> Iterator[Shown]:
    """The page of a location, in English unless the test says otherwise."""

    def page(slug: str, language: Language = ENGLISH) -> LocationPage:
        g.language = language
        location = directory.location_by_slug(session, slug)
        entry = directory.entry_of(session, location.id, MOMENT, language=language.slug)
        return location_page(location, entry, language=language, moment=MOMENT)

    with app.test_request_context("/en/"):
        yield page


def fact(location: Location, field: str) -> Fact:
    return next(fact for fact in location.facts if fact.field == field)


def test_a_page_shows_what_is_known(shown: Shown) -> None:
    page = shown(CENTER)

    assert page.card.name.text == "YOKOHAMA Foreign Residents Information Center"
    assert [phone.value for phone in page.phones] == ["045-222-1209"]
    assert page.postal_code == "220-0012"
    assert page.address is not None
    assert page.address_ja is not None
    assert page.geojson_url == f"/en/locations/{CENTER}.geojson"
    assert page.sources


def test_a_page_in_japanese_needs_no_japanese_beside(shown: Shown) -> None:
    page = shown(CENTER, JAPANESE)

    assert page.address is not None
    assert page.address.language == "ja"
    assert page.address_ja is None


def test_the_week_and_its_rules_stand_on_the_page(shown: Shown) -> None:
    page = shown("lounge-tsuzuki")

    assert (page.week.days[-1].last - page.week.days[0].first).days == 6
    assert [rule.kind for rule in page.rules] == ["regular", "holiday", "yearly"]
    assert page.exceptions == ()


def test_a_service_with_hours_of_its_own_has_a_week_of_its_own(shown: Shown) -> None:
    weeks = [service.week for service in shown("passport-center-minami").services]

    # On Wednesdays passports are given out until 18:30, and applied for until 16:45.
    assert sorted(week.days[0].hours for week in weeks if week) == [((540, 1005, None),), ((540, 1110, None),)]


@pytest.mark.parametrize(
    ("slug", "unknowns"),
    [
        ("lounge-tsurumi", ()),
        ("lounge-kohoku", ("hours", "languages")),
        ("lounge-izumi", ("phone", "languages")),
        ("passport-yokohama", ("phone", "hours", "languages")),
    ],
)
def test_what_was_looked_for_and_not_found_is_named(shown: Shown, slug: str, unknowns: tuple[str, ...]) -> None:
    assert shown(slug).unknowns == unknowns


@pytest.mark.parametrize("field", ["phone", "website"])
def test_a_fact_that_is_too_unsure_is_left_out(shown: Shown, session: Session, field: str) -> None:
    location = directory.location_by_slug(session, "lounge-tsurumi")
    fact(location, field).confidence = Confidence.LOW
    session.flush()

    page = shown("lounge-tsurumi")

    assert {"phone": page.phones, "website": page.website}[field] in ((), None)


def test_an_old_fact_carries_its_year(shown: Shown, session: Session) -> None:
    phone = fact(directory.location_by_slug(session, "lounge-tsurumi"), "phone")
    phone.confidence, phone.year = Confidence.HIGH, 2019
    session.flush()

    assert shown("lounge-tsurumi").phones[0] == Contact("045-511-5311", 2019)


def test_hours_that_are_too_unsure_are_unknown_on_the_whole_page(shown: Shown, session: Session) -> None:
    lounge = directory.location_by_slug(session, "lounge-tsurumi")
    fact(lounge, "hours").confidence = Confidence.LOW
    listings.refresh(session, [lounge])

    page = shown("lounge-tsurumi")

    assert {day.state for day in page.week.days} == {"unknown"}
    assert "hours" in page.unknowns


def test_stations_are_named_for_their_reader(shown: Shown) -> None:
    english, easy = (shown("lounge-midori", language).routes[0] for language in (ENGLISH, EASY_JAPANESE))

    assert (english.name, english.name_ja) == ("Nakayama", "中山")
    assert easy.name == "{中山|なかやま}"


def test_every_fact_names_where_it_is_from(shown: Shown) -> None:
    lines = shown("lounge-tsurumi").sources

    assert [line.field for line in lines] == sorted(line.field for line in lines)
    assert all(title for line in lines for title, _ in line.sources)


def test_texts_and_organizations_are_given_in_the_reader_s_best_language() -> None:
    texts = [Text(field="note", language=slug, text=slug, state=TextState.HUMAN) for slug in ("ja", "en")]

    assert field_words(texts, "note", JAPANESE) == Words("ja", "ja")
    assert field_words(texts, "name", JAPANESE) is None
    assert organization_words(None, ENGLISH) is None


def test_a_notice_without_a_title_is_called_by_its_slug() -> None:
    notice = Notice(slug="storm", severity=Severity.EMERGENCY, starts_at=MOMENT)

    box = notice_box(notice, ENGLISH)

    assert (box.severity, box.title, box.body) == ("emergency", Words("storm", "en"), None)
    assert box.ends_at is None
