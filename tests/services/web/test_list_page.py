import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.models import Dataset, Location


def names(text: str) -> list[str]:
    return re.findall(r'data-slug="([^"]+)"', text)


def test_the_places_stand_in_the_order_in_which_they_were_kept(client: FlaskClient) -> None:
    page = client.get("/en/list?places=ward-midori,lounge-midori,ward-midori")

    assert names(page.text) == ["ward-midori", "lounge-midori"]


@pytest.mark.parametrize("places", ["", "?places=", "?places=,,"])
def test_an_empty_list_says_how_it_is_filled(client: FlaskClient, places: str) -> None:
    page = client.get(f"/en/list{places}")

    assert page.status_code == 200
    assert "There is nothing in your list yet." in page.text


def test_places_that_are_gone_are_counted_and_the_others_shown(client: FlaskClient, session: Session) -> None:
    session.execute(delete(Location).where(Location.slug == "yioc"))
    session.merge(Dataset(id=1, version=99))
    session.commit()

    page = client.get("/en/list?places=yioc,lounge-midori,%00,../etc")

    assert names(page.text) == ["lounge-midori"]
    assert "3 places of this list are no longer in the directory." in page.text


def test_the_page_tells_its_address_in_full_for_paper(client: FlaskClient) -> None:
    assert "http://localhost/en/list?places=lounge-midori<" in client.get("/en/list?places=lounge-midori").text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("places=a&places=b", "It may stand in the address only once."),
        ("places=" + "a" * 2_001, "Not more than 2,000 letters."),
    ],
)
def test_a_list_that_cannot_be_is_refused(client: FlaskClient, query: str, said: str) -> None:
    answer = client.get(f"/en/list?{query}")

    assert answer.status_code == 400
    assert said in answer.text
