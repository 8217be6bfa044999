import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import PasskeyRefused
from services.passkeys import (
    Known,
    NewPasskey,
    credential_id_of,
    question_for_new,
    question_for_use,
    site_of,
    verified_new,
    verified_use,
)
from tests.authenticator_for_tests import Authenticator, text

SITE = site_of("https://madoguchi.example", "Madoguchi")
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda some: st.lists(some) | st.dictionaries(st.text(), some),
)
ANYTHING = ANY_JSON | st.binary().map(text) | ANY_JSON.map(lambda put: text(cbor2.dumps(put)))
PARTS_OF_BOTH = ("id", "rawId", "type", "response", "clientDataJSON")
PARTS_OF_USE = (*PARTS_OF_BOTH, "authenticatorData", "signature")
PARTS_OF_MAKING = (*PARTS_OF_BOTH, "attestationObject")
DEVICE = Authenticator()
CHALLENGE = question_for_use(SITE, known=()).challenge
KEPT = verified_new(DEVICE.made(CHALLENGE), challenge=CHALLENGE, site=SITE)


def made_by(device: Authenticator) -> NewPasskey:
    question = question_for_new(SITE, person_id=1, email="kim@example.org", name="Kim", known=())
    return verified_new(device.made(question.challenge), challenge=question.challenge, site=SITE)


def use(
    device: Authenticator, kept: NewPasskey, spoil: Callable[[dict[str, Any]], object] = lambda _answer: None
) -> int:
    challenge = question_for_use(SITE, known=[Known(kept.credential_id)]).challenge
    answer = device.used(challenge)
    spoil(answer)
    return verified_use(
        answer, challenge=challenge, site=SITE, public_key=kept.public_key, sign_count=kept.sign_count
    )


def use_unasked(answer: dict[str, Any]) -> None:
    verified_use(answer, challenge="", site=SITE, public_key=KEPT.public_key, sign_count=0)


def make_unasked(answer: dict[str, Any]) -> None:
    verified_new(answer, challenge="", site=SITE)


def test_a_passkey_that_was_made_signs_people_in() -> None:
    device = Authenticator()
    kept = made_by(device)

    assert kept.credential_id == device.credential_id
    assert kept.transports == ("usb",)
    assert use(device, kept) == 1


def test_a_passkey_that_never_counts_signs_people_in_again_and_again() -> None:
    device = Authenticator()
    kept = made_by(device)
    device.sign_count = -1

    assert use(device, kept) == 0


@pytest.mark.parametrize(
    "cheat",
    [
        {"origin": "https://madoguchi.example.net"},
        {"origin": "http://madoguchi.example"},
        {"host": "example"},
        {"flags": 0},
    ],
)
def test_a_passkey_made_for_another_site_or_without_a_touch_is_refused(cheat: dict[str, Any]) -> None:
    with pytest.raises(PasskeyRefused):
        made_by(replace(Authenticator(), **cheat))


@pytest.mark.parametrize(
    "cheat",
    [
        {"origin": "https://madoguchi.example.net"},
        {"host": "madoguchi.example.net"},
        {"flags": 0},
        {"key": Authenticator().key},
    ],
)
def test_a_signature_for_another_site_without_a_touch_or_by_another_key_is_refused(cheat: dict[str, Any]) -> None:
    device = Authenticator()
    kept = made_by(device)

    with pytest.raises(PasskeyRefused):
        use(replace(device, **cheat), kept)


@pytest.mark.parametrize("count", [7, 3])
def test_a_count_that_does_not_grow_shows_a_copied_key(count: int) -> None:
    device = Authenticator(sign_count=7)
    kept = made_by(device)
    device.sign_count = count - 1

    with pytest.raises(PasskeyRefused):
        use(device, kept)


def test_an_answer_to_another_question_is_refused() -> None:
    device = Authenticator()
    kept = made_by(device)
    answer = device.used(question_for_use(SITE, known=()).challenge)

    with pytest.raises(PasskeyRefused):
        verified_use(
            answer,
            challenge=question_for_use(SITE, known=()).challenge,
            site=SITE,
            public_key=kept.public_key,
            sign_count=0,
        )


def test_an_answer_to_no_question_is_refused() -> None:
    for answer, verify in ((DEVICE.used(""), use_unasked), (DEVICE.made(""), make_unasked)):
        with pytest.raises(PasskeyRefused, match="nothing was asked"):
            verify(answer)


@pytest.mark.parametrize("name", ["clientDataJSON", "authenticatorData", "signature"])
def test_one_changed_byte_anywhere_is_refused(name: str) -> None:
    device = Authenticator()
    kept = made_by(device)

    def spoil(answer: dict[str, Any]) -> None:
        first = answer["response"][name][0]
        answer["response"][name] = ("B" if first == "A" else "A") + answer["response"][name][1:]

    with pytest.raises(PasskeyRefused):
        use(device, kept, spoil)


@given(name=st.sampled_from(PARTS_OF_USE), put=ANYTHING)
def test_whatever_comes_in_place_of_a_signature_is_refused_and_no_fault(name: str, put: object) -> None:
    answer = DEVICE.used(CHALLENGE)
    (answer if name in answer else answer["response"])[name] = put

    assert isinstance(credential_id_of(answer), bytes)
    with pytest.raises(PasskeyRefused):
        verified_use(answer, challenge=CHALLENGE, site=SITE, public_key=KEPT.public_key, sign_count=0)


@given(name=st.sampled_from(PARTS_OF_MAKING), put=ANYTHING)
def test_whatever_comes_in_place_of_a_new_passkey_is_refused_and_no_fault(name: str, put: object) -> None:
    answer = DEVICE.made(CHALLENGE)
    (answer if name in answer else answer["response"])[name] = put

    with pytest.raises(PasskeyRefused):
        verified_new(answer, challenge=CHALLENGE, site=SITE)


def test_the_browser_is_told_what_it_needs_and_each_question_is_another() -> None:
    question = question_for_new(
        SITE, person_id=7, email="kim@example.org", name="Kim", known=[Known(b"a key", ("usb", "teleport"))]
    )
    options = json.loads(question.options)

    assert options["rp"] == {"id": "madoguchi.example", "name": "Madoguchi"}
    assert (options["user"]["id"], options["user"]["name"]) == (text(b"person/7"), "kim@example.org")
    assert options["excludeCredentials"] == [{"id": text(b"a key"), "type": "public-key", "transports": ["usb"]}]
    assert options["challenge"] == question.challenge != question_for_use(SITE, known=()).challenge


@pytest.mark.parametrize(
    ("address", "host", "origin"),
    [
        ("https://madoguchi.example", "madoguchi.example", "https://madoguchi.example"),
        ("http://localhost:8000/", "localhost", "http://localhost:8000"),
        ("https://City.example:443/madoguchi", "city.example", "https://city.example"),
    ],
)
def test_a_site_is_known_by_its_host_and_its_origin(address: str, host: str, origin: str) -> None:
    site = site_of(address, "Madoguchi")

    assert (site.host, site.origin) == (host, origin)


def test_an_address_without_a_host_is_no_site() -> None:
    with pytest.raises(ValueError, match="names no host"):
        site_of("/staff", "Madoguchi")


def test_a_process_in_which_nobody_signs_in_pays_for_no_cryptography() -> None:
    heavy = "{'cryptography', 'webauthn', 'pyotp', 'zxcvbn'}"
    question = f"import sys, app; print(sorted({heavy} & set(sys.modules)))"

    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "[]"
