"""Small secrets at rest: sealed before they go into the database, so that a copy of it does not tell them.

A sealed text says nothing, and cannot be changed without the key. The first key seals; every key opens. The last one
is made from SECRET_KEY, so that texts sealed before DATA_KEYS was set can still be opened.
"""

import base64
from functools import lru_cache
from typing import TYPE_CHECKING

from services.errors import Unreadable
from services.settings import Settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

Keys = tuple[str, ...]
_PURPOSE = b"madoguchi: small secrets at rest"
_KEY_BYTES = 32


def keys_of(settings: Settings) -> Keys:
    """Return the keys, the sealing one first."""
    return (*settings.data_keys, derived_key(settings.secret_key))


@lru_cache(maxsize=4)
def derived_key(secret: str) -> str:
    """Return the key that belongs to a SECRET_KEY (HKDF, RFC 5869)."""
    # Seven megabytes, which only a process needs in which somebody signs in.
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - see above
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - see above

    made = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=_PURPOSE).derive(secret.encode())
    return base64.urlsafe_b64encode(made).decode()


def sealed(text: str, keys: Keys) -> str:
    """Return `text` sealed with the first key."""
    return _fernet(keys).encrypt(text.encode()).decode()


def opened(sealed_text: str, keys: Keys) -> str:
    """Return the text that was sealed with any of the keys. Raises `Unreadable`."""
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 - see derived_key

    try:
        return _fernet(keys).decrypt(sealed_text.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("a sealed text opens with none of DATA_KEYS and SECRET_KEY") from error


def resealed(sealed_text: str, keys: Keys) -> str:
    """Return the same text sealed anew with the first key, so that older keys can go. Raises `Unreadable`."""
    return sealed(opened(sealed_text, keys), keys)


@lru_cache(maxsize=4)
def _fernet(keys: Keys) -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 - see derived_key

    return MultiFernet([Fernet(key) for key in keys])
