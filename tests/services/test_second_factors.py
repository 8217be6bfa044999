from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyotp import TOTP

from services.second_factors import (
    find_recovery_digest,
    matching_step,
    new_recovery_codes,
    new_totp_secret,
    provisioning_uri,
    recovery_digests,
)

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = TOTP(SECRET).timecode(NOON)
CODES = new_recovery_codes()


def code_at(seconds: int) -> str:
    return TOTP(SECRET).at(NOON + timedelta(seconds=seconds))


def test_the_code_of_the_published_example_is_right() -> None:
    """RFC 6238, appendix B, time 1111111109: 07081804, of which apps show the last six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    at = datetime.fromtimestamp(1111111109, tz=UTC)

    assert matching_step(secret, "081804", at, used=None) == 1111111109 // 30


@pytest.mark.parametrize(("seconds", "expected"), [(-60, None), (-30, NOW - 1), (0, NOW), (30, NOW + 1), (60, None)])
def test_a_code_is_right_one_step_before_and_after(seconds: int, expected: int | None) -> None:
    assert matching_step(SECRET, code_at(seconds), NOON, used=None) == expected


@pytest.mark.parametrize(("used", "expected"), [(NOW - 1, NOW), (NOW, None), (NOW + 1, None)])
def test_a_code_counts_once_and_none_before_it_counts_any_more(used: int, expected: int | None) -> None:
    assert matching_step(SECRET, code_at(0), NOON, used=used) == expected


def test_without_a_secret_no_code_is_right() -> None:
    assert matching_step("", "000000", NOON, used=None) is None


def test_full_width_digits_and_spaces_are_as_good() -> None:
    wide = code_at(0).translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})

    assert matching_step(SECRET, f" {wide[:3]}　{wide[3:]} ", NOON, used=None) == NOW


@given(st.text())
def test_whatever_else_is_typed_is_wrong_and_no_fault(typed: str) -> None:
    plain = "".join(sign for sign in typed if sign.isdecimal())

    assert len(plain) == 6 or matching_step(SECRET, typed, NOON, used=None) is None
    assert find_recovery_digest(recovery_digests(CODES), typed) is None


def test_the_app_learns_secret_person_and_site() -> None:
    secret = new_totp_secret()
    address = urlsplit(provisioning_uri(secret, email="kim@example.org", site="Madoguchi"))

    assert (address.scheme, address.netloc, address.path) == ("otpauth", "totp", "/Madoguchi:kim%40example.org")
    assert parse_qs(address.query) == {"secret": [secret], "issuer": ["Madoguchi"]}
    assert len(secret) == 32


def test_ten_recovery_codes_are_all_different_and_kept_as_digests() -> None:
    codes = new_recovery_codes()
    kept = recovery_digests(codes)

    assert len(set(codes)) == len(set(kept)) == 10
    assert not any(code in digest for code in codes for digest in kept)


@pytest.mark.parametrize("change", [str, str.lower, lambda code: code.replace("-", " "), lambda code: code[:-1]])
def test_a_recovery_code_is_found_however_it_is_typed_but_whole(change: Callable[[str], str]) -> None:
    typed = change(CODES[3])

    found = find_recovery_digest(recovery_digests(CODES), typed)

    assert found == (recovery_digests(CODES)[3] if len(typed) == len(CODES[3]) else None)
