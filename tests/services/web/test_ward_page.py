from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask import Flask, g
from sqlalchemy import delete
from sqlalchemy.orm import Session

from geodata.wards import ward_by_code, wards
from services.languages import ENGLISH
from services.models import WardFigure
from services.web.pages import Card, WardPage
from services.web.ward_page import places_of, ward_page
from tests.timetables_for_tests import tokyo

MOMENT = tokyo("2026-11-25 10:00")

Shown = Callable[[str], WardPage]


@pytest.fixture
def shown(app: Flask, session: Session) -> Iterator[Shown]:
    """The page of a ward in English."""
    with app.test_request_context("/en/"):
        g.language = ENGLISH
        yield lambda code: ward_page(session, ward_by_code(code), ENGLISH, MOMENT)


def slugs(cards: tuple[Card, ...]) -> list[str]:
    return [card.slug for card in cards]


def test_a_ward_with_a_counter_shows_its_own(shown: Shown) -> None:
    page = shown("14113")

    assert (page.name, page.name_ja) == ("Midori Ward", "緑区")
    assert (slugs(page.lounges), page.nearest, slugs(page.offices)) == (["lounge-midori"], (), ["ward-midori"])


def test_a_ward_without_a_counter_shows_the_nearest_ones(shown: Shown) -> None:
    page = shown("14110")

    assert page.lounges == ()
    assert len(page.nearest) == 3
    assert page.nearest[0].distance_m is not None
    assert slugs(page.offices) == ["ward-totsuka"]


def test_what_is_neither_counter_nor_office_stands_by_itself(shown: Shown) -> None:
    page = shown("14103")

    assert slugs(page.lounges) == ["center-multicultural"]
    assert slugs(page.others) == ["center-japanese-learning", "yoke", "yioc"]


@pytest.mark.parametrize("code", [ward.code for ward in wards()])
def test_places_are_numbered_through_as_on_the_map(shown: Shown, session: Session, code: str) -> None:
    page = shown(code)

    cards = [*page.lounges, *page.nearest, *page.offices, *page.others]
    on_the_map = places_of(session, ward_by_code(code), ENGLISH, MOMENT).all
    assert [card.number for card in cards] == list(range(1, len(cards) + 1))
    assert slugs(tuple(cards)) == [entry.listing["slug"] for entry in on_the_map]


def test_all_wards_are_led_to_and_this_one_is_marked(shown: Shown) -> None:
    neighbours = shown("14113").neighbours

    assert len(neighbours) == 18
    assert [choice.url for choice in neighbours if choice.is_current] == ["/en/wards/14113"]


def test_figures_are_of_the_census(shown: Shown) -> None:
    figure = shown("14113").figure

    assert figure is not None
    assert figure.as_of == date(2020, 10, 1)
    assert figure.foreign_residents >= figure.within_3_km >= figure.within_1_km


def test_without_figures_the_page_still_stands(shown: Shown, session: Session) -> None:
    session.execute(delete(WardFigure))

    assert shown("14113").figure is None
