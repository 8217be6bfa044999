import pytest
from flask import Flask

from services.models import Role
from tests.staff_for_tests import signed_in


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.WARD_EDITOR, "Ward office: Midori Ward"),
        (Role.LOUNGE_CONTRIBUTOR, "Lounge: Midori International Lounge"),
        (Role.BUREAU, "City bureau, all wards"),
    ],
)
def test_the_first_page_says_what_somebody_looks_after(app: Flask, role: Role, words: str) -> None:
    text = signed_in(app, role).get("/staff/").text

    assert f"<li>{words}</li>" in text
