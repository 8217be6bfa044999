from datetime import timedelta

import pytest
from flask import Flask

from services.clock import utc_now
from services.languages import ENGLISH, JAPANESE, Language
from services.models import Role
from services.web.staff.signed_in import LONGEST, staff_language
from tests.staff_for_tests import signed_in


@pytest.mark.parametrize(
    ("slug", "expected"), [("ja", JAPANESE), ("ja-easy", JAPANESE), ("ne", ENGLISH), ("", ENGLISH)]
)
def test_staff_pages_are_in_japanese_or_english(slug: str, expected: Language) -> None:
    assert staff_language(slug) is expected


@pytest.mark.parametrize(("hours", "status"), [(11, 200), (13, 303)])
def test_after_half_a_day_one_signs_in_again(app: Flask, hours: int, status: int) -> None:
    client = signed_in(app, Role.BUREAU)
    with client.session_transaction("/staff/") as kept:
        kept["since"] = (utc_now() - timedelta(hours=hours)).timestamp()

    assert client.get("/staff/").status_code == status
    assert timedelta(hours=11) < LONGEST < timedelta(hours=13)


def test_a_key_that_was_replaced_opens_nothing(app: Flask) -> None:
    client = signed_in(app, Role.BUREAU)
    with client.session_transaction("/staff/") as kept:
        kept["key"] = "an older key"

    assert client.get("/staff/").status_code == 303
