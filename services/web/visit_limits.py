"""How often the same visitor may do something: counted for an hour, without anybody being known by it.

A visitor is a digest of their internet address, made with our key and the day. It is kept in memory alone, or in
Redis where several processes are to count together; tomorrow nobody can tell that it was the same address.
"""

import hmac
import logging
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app, request

from services.settings import Settings

if TYPE_CHECKING:
    from limits.strategies import RateLimiter

_log = logging.getLogger(__name__)
_HOME = 64
"""Bits of an IPv6 address that a home or an office has; the rest its devices choose anew every day."""
_PATIENCE_S = 1


class VisitLimits:
    """The counts of one process, or of all that share a Redis."""

    def __init__(self, settings: Settings) -> None:
        """Take the key and the address of Redis, if there is one; nothing is counted before the first form comes."""
        self._key = settings.secret_key.encode()
        self._redis_url = settings.redis_url

    def init_app(self, app: Flask) -> None:
        """Let views find it."""
        app.extensions["visit_limits"] = self

    def admits(self, visitor: str, action: str, *, most_an_hour: int, at: datetime) -> bool:
        """Count one `action` more of the visitor with this internet address; say whether that is not too many."""
        from limits import RateLimitItemPerHour  # noqa: PLC0415 - a tenth of a second that only forms need.
        from limits.errors import StorageError  # noqa: PLC0415 - the same.

        limit, digest = RateLimitItemPerHour(most_an_hour), self._digest(visitor, at)
        try:
            return self._shared.hit(limit, action, digest)
        except StorageError as error:
            # Whoever has something to report must not wait for our machines.
            _log.warning("Redis does not count visits: %s", error)
            return self._own.hit(limit, action, digest)

    def _digest(self, visitor: str, at: datetime) -> str:
        return hmac.new(self._key, f"{at.date()} {_home_of(visitor)}".encode(), sha256).hexdigest()

    @cached_property
    def _shared(self) -> "RateLimiter":
        return _limiter(self._redis_url) if self._redis_url else self._own

    @cached_property
    def _own(self) -> "RateLimiter":
        return _limiter("memory://")


def _home_of(visitor: str) -> str:
    """Return what stays the same of an address for a day; all that is no address counts as one visitor."""
    try:
        address = ip_address(visitor)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, _HOME), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)


def _limiter(url: str) -> "RateLimiter":
    from limits.storage import storage_from_string  # noqa: PLC0415 - as above.
    from limits.strategies import MovingWindowRateLimiter  # noqa: PLC0415 - as above.

    options = {} if url == "memory://" else {"socket_timeout": _PATIENCE_S, "socket_connect_timeout": _PATIENCE_S}
    return MovingWindowRateLimiter(storage_from_string(url, wrap_exceptions=True, **options))


def admits(action: str, *, most_an_hour: int, at: datetime) -> bool:
    """Count one `action` more of the visitor who asks now; say whether that is not too many."""
    limits = cast("VisitLimits", current_app.extensions["visit_limits"])
    return limits.admits(request.remote_addr or "", action, most_an_hour=most_an_hour, at=at)
