"""Second factors that are typed: codes of an authenticator app (TOTP, RFC 6238), and recovery codes. Pure."""

import hashlib
import hmac
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from services.codes import grouped, new_code, read_code

DIGITS = 6
STEP_S = 30
RECOVERY_CODES = 10
_CODE_LENGTH = 16
_STEPS_OFF = 1
_TYPED_AT_MOST = 32


def new_totp_secret() -> str:
    """Return a secret for an authenticator app, in base 32."""
    # The library is loaded where somebody signs in, not where residents read.
    from pyotp import random_base32  # noqa: PLC0415 - see above

    return random_base32()


def provisioning_uri(secret: str, *, email: str, site: str) -> str:
    """Return the `otpauth:` address that the app reads from a QR code; `site` is what it calls us."""
    from pyotp import TOTP  # noqa: PLC0415 - see new_totp_secret

    return TOTP(secret).provisioning_uri(name=email, issuer_name=site)


def matching_step(secret: str, typed: str, at: datetime, *, used: int | None) -> int | None:
    """Return the number of the 30 seconds that a typed code is right for, or None.

    Clocks may be one step off. A code counts once: none up to the step `used` is right any more.
    """
    from pyotp import TOTP  # noqa: PLC0415 - see new_totp_secret

    # Of an empty secret anybody could work out the codes.
    if not secret:
        return None
    code = _digits(typed)
    totp = TOTP(secret, digits=DIGITS, interval=STEP_S)
    now = totp.timecode(at)
    steps = range(now - _STEPS_OFF, now + _STEPS_OFF + 1)
    # All are compared, so that the time taken does not tell which one it was.
    right = [step for step in steps if hmac.compare_digest(totp.generate_otp(step), code)]
    return next((step for step in right if used is None or step > used), None)


def new_recovery_codes() -> tuple[str, ...]:
    """Return codes to keep on paper, as people read them; each opens the account once in place of a second factor."""
    return tuple(grouped(new_code(_CODE_LENGTH)) for _ in range(RECOVERY_CODES))


def recovery_digests(codes: Sequence[str]) -> list[str]:
    """Return what is kept of recovery codes."""
    return [_digest(read_code(code, _CODE_LENGTH) or "") for code in codes]


def find_recovery_digest(kept: Sequence[str], typed: str) -> str | None:
    """Return which of the kept digests a typed code belongs to, or None."""
    code = read_code(typed, _CODE_LENGTH)
    if code is None:
        return None
    digest = _digest(code)
    return next((known for known in kept if hmac.compare_digest(known, digest)), None)


def _digits(typed: str) -> str:
    """Return what was typed without spaces, in plain digits: Japanese keyboards send full-width ones."""
    plain = unicodedata.normalize("NFKC", typed[:_TYPED_AT_MOST])
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())


def _digest(code: str) -> str:
    # One fast round will do: the codes are random, 68 bits of them, and cannot be guessed like passwords.
    return hashlib.sha256(code.encode()).hexdigest()
