from collections.abc import Callable, Iterator

import pytest
from flask import Flask, g
from markupsafe import Markup
from sqlalchemy.orm import Session

from services import directory, listings
from services.languages import EASY_JAPANESE, ENGLISH, Language, language_by_slug, language_to_look_for
from services.models import Confidence
from services.openformats.qr import qr_drawing
from services.web.location_page import location_page
from services.web.poster_page import PosterPage, poster_page
from tests.timetables_for_tests import TOKYO, tokyo

MOMENT = tokyo("2026-11-25 10:00").astimezone(TOKYO)
URL = "https://madoguchi.example/en/locations/lounge-tsurumi"

Shown = Callable[..., PosterPage]


@pytest.fixture
def shown(app: Flask, session: Session) -> Iterator[Shown]:
    """The poster of a location, in English unless the test says otherwise."""

    def poster(slug: str, language: Language = ENGLISH) -> PosterPage:
        g.language = language
        location = directory.location_by_slug(session, slug)
        entry = directory.entry_of(session, location.id, MOMENT, language=language_to_look_for(language))
        place = location_page(location, entry, language=language, moment=MOMENT)
        return poster_page(location, place, language, url=URL)

    with app.test_request_context("/en/"):
        yield poster


def test_a_poster_has_the_usual_week_the_needs_and_the_code_of_the_page(shown: Shown) -> None:
    page = shown("lounge-tsurumi")

    assert page.hours is not None
    assert [row.weekdays for row in page.hours] == [(0, 1, 2, 3, 4, 5), (6,)]
    assert page.topics[:2] == ("consultation", "information")
    assert page.qr == qr_drawing(URL)


@pytest.mark.parametrize(("slug", "first"), [("en", "en"), ("es", "es"), ("zh-hant", "zh-hant"), ("ja", "ja")])
def test_the_reader_s_own_language_comes_first(shown: Shown, slug: str, first: str) -> None:
    language = language_by_slug(slug)
    assert language is not None

    spoken = [slug for one in shown("lounge-tsurumi", language).languages for slug in one.languages]

    assert spoken[0] == first
    assert len({"zh-hans", "zh-hant"} & set(spoken)) == 1


def test_the_times_of_many_languages_get_a_column_of_their_own(shown: Shown) -> None:
    assert shown("lounge-tsurumi").is_rich_in_languages
    assert not shown("lounge-kanazawa").is_rich_in_languages


def test_hours_that_nobody_can_vouch_for_are_not_put_on_a_wall(shown: Shown, session: Session) -> None:
    lounge = directory.location_by_slug(session, "lounge-tsurumi")
    next(fact for fact in lounge.facts if fact.field == "hours").confidence = Confidence.LOW
    listings.refresh(session, [lounge])

    assert shown("lounge-tsurumi").hours is None


def test_of_many_ways_the_first_two_are_shown(shown: Shown) -> None:
    assert [route.name_ja for route in shown("lounge-naka").place.routes] == ["日本大通り", "関内"]


def test_what_the_mark_means_is_told_where_it_stands(shown: Shown) -> None:
    assert shown("lounge-tsurumi", EASY_JAPANESE).has_drafts


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (Markup("<p>x</p>") * 1, "large"),
        (Markup("窓") * 560, "large"),
        (Markup("窓") * 561, "medium"),
        (Markup("ab") * 560, "large"),
        (Markup("ab") * 740, "medium"),
        (Markup("<ruby>窓<rt>まど</rt></ruby>") * 300, "small"),
        (Markup("窓") * 2000, "smallest"),
    ],
)
def test_the_more_there_is_to_say_the_smaller_is_the_type(content: Markup, size: str) -> None:
    assert PosterPage.type_size(content) == size
