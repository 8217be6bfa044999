"""An authenticator in software: it makes passkeys and signs with them as a security key does, and can cheat."""

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from os import urandom
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

_PRESENT, _NEW_KEY = 0x01, 0x40


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Authenticator:
    """One key; a browser that visits `origin` asks it."""

    origin: str = "https://madoguchi.example"
    host: str = "madoguchi.example"
    flags: int = _PRESENT
    sign_count: int = 0
    credential_id: bytes = field(default_factory=lambda: urandom(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, challenge: str) -> dict[str, Any]:
        """Return what the browser answers when a passkey is made."""
        length = len(self.credential_id).to_bytes(2, "big")
        attested = bytes(16) + length + self.credential_id + self._public_key()
        parts = {"fmt": "none", "attStmt": {}, "authData": self._state(self.flags | _NEW_KEY) + attested}
        response = {
            "clientDataJSON": text(self._client("webauthn.create", challenge)),
            "attestationObject": text(cbor2.dumps(parts)),
            "transports": ["usb", "teleport"],
        }
        return self._credential(response)

    def used(self, challenge: str) -> dict[str, Any]:
        """Return what the browser answers when the passkey is used; the signature is counted."""
        self.sign_count += 1
        state, client = self._state(self.flags), self._client("webauthn.get", challenge)
        signature = self.key.sign(state + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._credential(
            {"clientDataJSON": text(client), "authenticatorData": text(state), "signature": text(signature)}
        )

    def _credential(self, response: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": text(self.credential_id),
            "rawId": text(self.credential_id),
            "type": "public-key",
            "response": response,
        }

    def _state(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.sign_count.to_bytes(4, "big")

    def _client(self, what: str, challenge: str) -> bytes:
        return json.dumps(
            {"type": what, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _public_key(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        # COSE: an elliptic key for ES256 on P-256, and its two coordinates.
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
