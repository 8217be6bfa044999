"""Passkeys (WebAuthn): what the browser is asked, and whether its answer is right. Pure; py_webauthn verifies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from services.errors import PasskeyRefused

if TYPE_CHECKING:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

TIMEOUT_MS = 120_000
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Site:
    """For whom a passkey is: it answers to no other host."""

    host: str
    """Without a port: the relying party's id."""
    origin: str
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """A passkey that somebody has."""

    credential_id: bytes
    transports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What the browser is asked; the challenge stays in the session, and an answer to it is taken once."""

    options: str
    """JSON for `PublicKeyCredential.parse…OptionsFromJSON`."""
    challenge: str


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """A passkey whose making was verified, as it is kept."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]


def site_of(address: str, name: str) -> Site:
    """Return the site at an address: PUBLIC_URL, or where that is empty, what the request asked for."""
    parts = urlsplit(address)
    if not parts.hostname:
        raise ValueError(f"{address!r} names no host")
    # Browsers leave a scheme's own port out of an origin.
    port = "" if parts.port in {None, _PORTS.get(parts.scheme)} else f":{parts.port}"
    return Site(host=parts.hostname, origin=f"{parts.scheme}://{parts.hostname}{port}", name=name)


def question_for_new(site: Site, *, person_id: int, email: str, name: str, known: Sequence[Known]) -> Question:
    """Return what makes the browser offer a new passkey, on a device that has none of the `known`."""
    # Seven megabytes with what they load, which only a process needs in which somebody uses a passkey.
    from webauthn import generate_registration_options, options_to_json  # noqa: PLC0415 - see above
    from webauthn.helpers import bytes_to_base64url  # noqa: PLC0415 - see above
    from webauthn.helpers.structs import (  # noqa: PLC0415 - see above
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options = generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_id=f"person/{person_id}".encode(),
        user_name=email,
        user_display_name=name,
        timeout=TIMEOUT_MS,
        # It comes after the password: neither a PIN nor room on the device is asked of old security keys.
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.DISCOURAGED,
        ),
        exclude_credentials=_descriptors(known),
    )
    return Question(options_to_json(options), bytes_to_base64url(options.challenge))


def verified_new(answer: Mapping[str, Any], *, challenge: str, site: Site) -> NewPasskey:
    """Return the passkey that a browser made. Raises `PasskeyRefused`."""
    from webauthn import verify_registration_response  # noqa: PLC0415 - see question_for_new
    from webauthn.helpers import base64url_to_bytes  # noqa: PLC0415 - see question_for_new
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415 - see question_for_new

    try:
        made = verify_registration_response(
            credential=dict(answer),
            expected_challenge=_asked(base64url_to_bytes(challenge)),
            expected_rp_id=site.host,
            expected_origin=site.origin,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused(f"the new passkey was refused: {error}") from error
    return NewPasskey(made.credential_id, made.credential_public_key, made.sign_count, _transports(answer))


def question_for_use(site: Site, *, known: Sequence[Known]) -> Question:
    """Return what makes the browser ask for one of the `known` passkeys."""
    from webauthn import generate_authentication_options, options_to_json  # noqa: PLC0415 - see question_for_new
    from webauthn.helpers import bytes_to_base64url  # noqa: PLC0415 - see question_for_new
    from webauthn.helpers.structs import UserVerificationRequirement  # noqa: PLC0415 - see question_for_new

    options = generate_authentication_options(
        rp_id=site.host,
        timeout=TIMEOUT_MS,
        allow_credentials=_descriptors(known),
        user_verification=UserVerificationRequirement.DISCOURAGED,
    )
    return Question(options_to_json(options), bytes_to_base64url(options.challenge))


def verified_use(answer: Mapping[str, Any], *, challenge: str, site: Site, public_key: bytes, sign_count: int) -> int:
    """Return the new count of signatures. Raises `PasskeyRefused`, also for a count that a copied key would show."""
    from webauthn import verify_authentication_response  # noqa: PLC0415 - see question_for_new
    from webauthn.helpers import base64url_to_bytes  # noqa: PLC0415 - see question_for_new
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415 - see question_for_new

    try:
        used = verify_authentication_response(
            credential=dict(answer),
            expected_challenge=_asked(base64url_to_bytes(challenge)),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused(f"the passkey was refused: {error}") from error
    return used.new_sign_count


def credential_id_of(answer: Mapping[str, Any]) -> bytes:
    """Return which passkey an answer says it is from; empty where it says nothing of use."""
    from webauthn.helpers import base64url_to_bytes  # noqa: PLC0415 - see question_for_new

    try:
        return base64url_to_bytes(answer["rawId"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return b""


def _asked(challenge: bytes) -> bytes:
    """Return a challenge. Raises `ValueError` for none: everybody could have signed nothing."""
    if not challenge:
        raise ValueError("nothing was asked")
    return challenge


def _descriptors(known: Sequence[Known]) -> list["PublicKeyCredentialDescriptor"]:
    from webauthn.helpers.structs import (  # noqa: PLC0415 - see question_for_new
        AuthenticatorTransport,
        PublicKeyCredentialDescriptor,
    )

    words = {transport.value for transport in AuthenticatorTransport}
    return [
        PublicKeyCredentialDescriptor(
            id=passkey.credential_id,
            transports=[AuthenticatorTransport(word) for word in passkey.transports if word in words] or None,
        )
        for passkey in known
    ]


def _transports(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Return how the device can be reached, as the browser says; it may say anything."""
    from webauthn.helpers.structs import AuthenticatorTransport  # noqa: PLC0415 - see question_for_new

    response = answer.get("response")
    told = response.get("transports") if isinstance(response, Mapping) else None
    return tuple(word.value for word in AuthenticatorTransport if isinstance(told, list) and word.value in told)
