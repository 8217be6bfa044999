"""The settings: read once from the environment, typed, checked and explained; nothing else reads it."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from email.utils import formataddr, parseaddr
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from services.errors import BadSetting

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"
_DEVELOPMENT_KEY = "development only: change me"
_SHORTEST_KEY = 16
_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
_WEB_SAFE = str.maketrans("+/", "-_")
_Value = TypeVar("_Value")


class _Unusable(ValueError):
    """The text of a setting is none of what it may be; the message says what that is."""


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise _Unusable(" or ".join(allowed))
        return text

    return read


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise _Unusable(f"a whole number from {least} to {most}")
        return int(text)

    return read


def _yes_or_no(text: str) -> bool:
    if text not in {"0", "1"}:
        raise _Unusable("0 or 1")
    return text == "1"


def _text(text: str) -> str:
    return text


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise _Unusable("an IANA time zone such as Asia/Tokyo") from error
    return text


def _database(text: str) -> str:
    """Return the address with the driver that we install."""
    try:
        make_url(text)
    except (ArgumentError, ValueError) as error:
        raise _Unusable("an address that begins with sqlite:/// or postgresql://, its port a number") from error
    for plain in ("postgresql://", "postgres://", "postgresql+psycopg://"):
        if text.startswith(plain):
            return "postgresql+psycopg://" + text.removeprefix(plain)
    if text.startswith("sqlite:///"):
        return text
    raise _Unusable("an address that begins with sqlite:/// or postgresql://")


def _tiles(text: str) -> str:
    if not text.startswith(("https://", "http://")) or not all(gap in text for gap in ("{z}", "{x}", "{y}")):
        raise _Unusable("a web address that holds {z}, {x} and {y}")
    return text


def _site(text: str) -> str:
    address = urlsplit(text)
    if address.scheme not in {"http", "https"} or not address.netloc or address.query or address.fragment:
        raise _Unusable("a web address such as https://madoguchi.example")
    return text.rstrip("/")


def _page(text: str) -> str:
    if urlsplit(text).scheme not in {"http", "https"} or not urlsplit(text).netloc:
        raise _Unusable("a web address such as https://www.jma.go.jp/")
    return text


def _mail(text: str) -> str:
    address = urlsplit(text)
    try:
        is_server = address.scheme in {"smtp", "smtps"} and bool(address.hostname) and (address.port or 1) > 0
    except ValueError as error:
        raise _Unusable("an address whose port is a number") from error
    is_folder = address.scheme == "file" and not address.netloc and address.path not in {"", "/"}
    if not (is_server or is_folder) or address.query not in {"", "tls=1"} or address.fragment:
        raise _Unusable("an address such as smtp://user:password@host:587?tls=1, smtps://host or file:///folder")
    return text


def _sender(text: str) -> str:
    name, address = parseaddr(text)
    if "@" not in address or not text.isprintable() or not address.isascii():
        raise _Unusable("a mail address such as Madoguchi <madoguchi@city.example>")
    return formataddr((name, address))


def _keys(text: str) -> tuple[str, ...]:
    found = tuple(key.strip().translate(_WEB_SAFE) for key in text.split(","))
    if not all(map(_KEY.fullmatch, found)):
        raise _Unusable("keys with commas between them, each as `openssl rand -base64 32` makes one")
    return found


def _redis(text: str) -> str:
    address = urlsplit(text)
    is_socket = address.scheme == "redis+unix" and not address.netloc and address.path
    if not (is_socket or (address.scheme in {"redis", "rediss"} and address.netloc)):
        raise _Unusable("an address such as redis://localhost:6379 or redis+unix:///run/redis.sock")
    return text


def _setting(default: _Value, read: Callable[[str], _Value], explanation: str, *, is_secret: bool = False) -> _Value:
    metadata = {"read": read, "explanation": explanation, "is_secret": is_secret}
    return field(default=default, metadata=metadata, repr=not is_secret)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting; its environment variable has the same name in capitals."""

    environment: str = _setting(
        "development", _one_of("development", "production"), "`production` where real people are served"
    )
    database_url: str = _setting(
        f"sqlite:///{INSTANCE / 'madoguchi.db'}",
        _database,
        "address of the database, SQLite or PostgreSQL",
        is_secret=True,
    )
    database_read_url: str = _setting(
        "", _database, "a read replica for residents' pages; empty: the database itself", is_secret=True
    )
    secret_key: str = _setting(
        _DEVELOPMENT_KEY, _text, "signs cookies and links; production needs one of its own", is_secret=True
    )
    data_keys: tuple[str, ...] = _setting(
        (),
        _keys,
        "seal small secrets in the database; the first seals, all open; empty: one made from SECRET_KEY",
        is_secret=True,
    )
    public_url: str = _setting(
        "", _site, "address under which visitors reach the site; empty: the one that each request names"
    )
    city_timezone: str = _setting("Asia/Tokyo", _zone, "IANA name of the time zone of the city's clocks")
    tile_url: str = _setting("", _tiles, "street map tiles, with {z}, {x} and {y}; empty: our own outlines alone")
    tile_attribution: str = _setting("", _text, "source of the tiles, shown on the map; needed with TILE_URL")
    quick_exit_url: str = _setting(
        "https://www.jma.go.jp/", _page, "where the control to leave the site at once leads; a page nobody wonders at"
    )
    staff_session_minutes: int = _setting(
        60, _number(5, 720), "minutes without a page after which staff are signed out"
    )
    mail_url: str = _setting(
        "",
        _mail,
        "server that takes our mail, or a folder for development; empty: mail waits in the queue",
        is_secret=True,
    )
    mail_from: str = _setting("", _sender, "whom mail comes from, a name and an address; needed with MAIL_URL")
    redis_url: str = _setting(
        "", _redis, "Redis in which all processes count visits together; empty: each counts its own", is_secret=True
    )
    trusted_proxies: int = _setting(0, _number(0, 9), "how many reverse proxies stand before the program")
    pseudo_language: bool = _setting(
        default=False, read=_yes_or_no, explanation="1 offers the right-to-left test language"
    )
    page_cache_megabytes: int = _setting(
        16, _number(0, 4096), "memory a worker may spend on finished pages; 0: render every time"
    )

    @property
    def is_production(self) -> bool:
        """Whether real people are served."""
        return self.environment == "production"


def settings_from(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of an environment, by default the process's own over those in the file `.env`.

    Raises `BadSetting`, naming the variable and what it may be.
    """
    if environment is None:
        in_file = {name: text for name, text in dotenv_values(ROOT / ".env").items() if text is not None}
        environment = {**in_file, **os.environ}
    values = {}
    for known in fields(Settings):
        variable = known.name.upper()
        if text := environment.get(variable, "").strip():
            try:
                values[known.name] = known.metadata["read"](text)
            except _Unusable as error:
                # An address may hold a password, and what is wrong is read by whoever reads the logs.
                quoted = "" if known.metadata["is_secret"] else f"={text!r}"
                raise BadSetting(f"{variable}{quoted}: must be {error}") from error
    settings = Settings(**values)
    _check_together(settings)
    return settings


def _check_together(settings: Settings) -> None:
    if settings.tile_url and not settings.tile_attribution:
        raise BadSetting("TILE_ATTRIBUTION is empty: tiles may be shown only with their source")
    if settings.mail_url and not settings.mail_from:
        raise BadSetting("MAIL_FROM is empty: mail needs somebody whom it comes from")
    if not settings.is_production:
        return
    if settings.secret_key == _DEVELOPMENT_KEY or len(settings.secret_key) < _SHORTEST_KEY:
        raise BadSetting(f"SECRET_KEY: production needs one of its own, of {_SHORTEST_KEY} characters or more")
    if settings.pseudo_language:
        raise BadSetting("PSEUDO_LANGUAGE=1: the test language is not for production")
