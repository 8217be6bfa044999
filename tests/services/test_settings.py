from dataclasses import fields
from pathlib import Path

import pytest

from services.errors import BadSetting
from services.settings import Settings, settings_from

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"
OWN_KEY = "k" * 16
DATA_KEY = "k" * 43 + "="
PRODUCTION = {"ENVIRONMENT": "production", "SECRET_KEY": OWN_KEY}


def test_an_empty_environment_gives_what_development_needs() -> None:
    settings = settings_from({})

    assert settings == Settings()
    assert settings.database_url.startswith("sqlite:///")
    assert not settings.is_production


@pytest.mark.parametrize(
    ("variable", "text", "expected"),
    [
        ("ENVIRONMENT", "development", "development"),
        ("DATABASE_URL", "sqlite:///x.db", "sqlite:///x.db"),
        ("DATABASE_URL", "postgres://u@h/d", "postgresql+psycopg://u@h/d"),
        ("DATABASE_URL", "postgresql://u@h/d", "postgresql+psycopg://u@h/d"),
        ("DATABASE_URL", "postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
        ("DATABASE_READ_URL", "postgresql://replica/d", "postgresql+psycopg://replica/d"),
        ("DATA_KEYS", DATA_KEY, (DATA_KEY,)),
        ("DATA_KEYS", f"{'+/' * 21}8=, {DATA_KEY}", (f"{'-_' * 21}8=", DATA_KEY)),
        ("CITY_TIMEZONE", "Asia/Seoul", "Asia/Seoul"),
        ("PUBLIC_URL", "https://madoguchi.example/", "https://madoguchi.example"),
        ("PUBLIC_URL", "https://city.example/madoguchi", "https://city.example/madoguchi"),
        ("QUICK_EXIT_URL", "https://weather.example/today?in=Yokohama", "https://weather.example/today?in=Yokohama"),
        ("REDIS_URL", "rediss://user:word@redis.example:6380/1", "rediss://user:word@redis.example:6380/1"),
        ("REDIS_URL", "redis+unix:///run/redis.sock", "redis+unix:///run/redis.sock"),
        ("TRUSTED_PROXIES", "0", 0),
        ("TRUSTED_PROXIES", "9", 9),
        ("PSEUDO_LANGUAGE", "1", True),
        ("PSEUDO_LANGUAGE", "0", False),
        ("PAGE_CACHE_MEGABYTES", " 64 ", 64),
        ("PAGE_CACHE_MEGABYTES", "", 16),
        ("PAGE_CACHE_MEGABYTES", "   ", 16),
    ],
)
def test_a_variable_is_read_into_its_type(variable: str, text: str, expected: object) -> None:
    assert getattr(settings_from({variable: text}), variable.lower()) == expected


@pytest.mark.parametrize(
    ("variable", "text", "may_be"),
    [
        ("ENVIRONMENT", "prod", "development or production"),
        ("CITY_TIMEZONE", "Tokyo", "IANA time zone"),
        ("CITY_TIMEZONE", "../etc/passwd", "IANA time zone"),
        ("TILE_URL", "tiles.example.org/{z}/{x}/{y}", "{z}, {x} and {y}"),
        ("TILE_URL", "https://tiles.example.org/{z}/{x}.png", "{z}, {x} and {y}"),
        ("TILE_URL", "javascript:{z}{x}{y}", "{z}, {x} and {y}"),
        ("PUBLIC_URL", "madoguchi.example", "a web address"),
        ("PUBLIC_URL", "ftp://madoguchi.example", "a web address"),
        ("PUBLIC_URL", "https://madoguchi.example/?a=b", "a web address"),
        ("QUICK_EXIT_URL", "javascript:history.back()", "a web address"),
        ("TRUSTED_PROXIES", "10", "from 0 to 9"),
        ("TRUSTED_PROXIES", "-1", "from 0 to 9"),
        ("TRUSTED_PROXIES", "1.0", "from 0 to 9"),
        ("TRUSTED_PROXIES", "１", "from 0 to 9"),
        ("TRUSTED_PROXIES", "²", "from 0 to 9"),
        ("PSEUDO_LANGUAGE", "yes", "0 or 1"),
        ("PAGE_CACHE_MEGABYTES", "4097", "from 0 to 4096"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named_with_what_it_may_be(variable: str, text: str, may_be: str) -> None:
    with pytest.raises(BadSetting) as caught:
        settings_from({variable: text})

    message = str(caught.value)
    assert message.startswith(f"{variable}={text!r}")
    assert may_be in message


@pytest.mark.parametrize("variable", ["DATABASE_URL", "DATABASE_READ_URL"])
@pytest.mark.parametrize("text", ["mysql://anna:hidden@h/d", "postgresql://anna:hidden@h:port/d", "hidden"])
def test_a_bad_database_address_is_named_without_what_it_holds(variable: str, text: str) -> None:
    with pytest.raises(BadSetting) as caught:
        settings_from({variable: text})

    message = str(caught.value)
    assert message.startswith(f"{variable}: must be an address that begins with sqlite:/// or postgresql://")
    assert "hidden" not in message


def test_secrets_are_not_written_out() -> None:
    assert "hidden" not in repr(settings_from({"SECRET_KEY": "hidden", "DATABASE_URL": "postgres://u:hidden@h/d"}))


def test_tiles_need_their_source() -> None:
    with pytest.raises(BadSetting, match="TILE_ATTRIBUTION"):
        settings_from({"TILE_URL": TILES})


def test_tiles_with_their_source_are_taken() -> None:
    settings = settings_from({"TILE_URL": TILES, "TILE_ATTRIBUTION": "© somebody"})

    assert (settings.tile_url, settings.tile_attribution) == (TILES, "© somebody")


@pytest.mark.parametrize("key", ["", "short", "development only: change me"])
def test_production_refuses_to_start_without_a_secret_of_its_own(key: str) -> None:
    with pytest.raises(BadSetting, match="SECRET_KEY"):
        settings_from({**PRODUCTION, "SECRET_KEY": key})


def test_production_offers_no_test_language() -> None:
    with pytest.raises(BadSetting, match="PSEUDO_LANGUAGE"):
        settings_from({**PRODUCTION, "PSEUDO_LANGUAGE": "1"})


def test_production_starts_with_a_secret_of_its_own() -> None:
    assert settings_from(PRODUCTION).is_production


def test_the_secret_is_never_part_of_a_complaint() -> None:
    with pytest.raises(BadSetting) as caught:
        settings_from({**PRODUCTION, "SECRET_KEY": "hunter2"})

    assert "hunter2" not in str(caught.value)


def test_variables_of_other_programs_are_passed_over() -> None:
    assert settings_from({"PATH": "/bin", "LANG": "ja_JP.UTF-8"}) == Settings()


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: setting.name)
def test_every_setting_explains_itself(setting: object) -> None:
    assert setting.metadata["explanation"]  # type: ignore[attr-defined]


def test_a_file_for_development_is_read_beneath_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("TRUSTED_PROXIES=1\nPAGE_CACHE_MEGABYTES=8\n")
    monkeypatch.setattr("services.settings.ROOT", tmp_path)
    monkeypatch.setenv("PAGE_CACHE_MEGABYTES", "4")

    settings = settings_from()

    assert (settings.trusted_proxies, settings.page_cache_megabytes) == (1, 4)


@pytest.mark.parametrize(
    "url",
    [
        "smtp://localhost",
        "smtp://clerk:p%40ss@mail.example:587?tls=1",
        "smtps://mail.example",
        "file:///srv/mail",
    ],
)
def test_mail_may_go_to_a_server_or_a_folder(url: str) -> None:
    assert settings_from({"MAIL_URL": url, "MAIL_FROM": "a@example.org"}).mail_url == url


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://u:hidden@h:port", "smtp://h?tls=no", "file://x"]
)
def test_a_mail_address_that_is_none_is_refused_without_what_it_holds(url: str) -> None:
    with pytest.raises(BadSetting, match=r"^MAIL_URL: must be an address") as caught:
        settings_from({"MAIL_URL": url, "MAIL_FROM": "a@example.org"})

    assert "hidden" not in str(caught.value)


@pytest.mark.parametrize("sender", ["nobody", "A\nBcc: b@example.org <a@example.org>", "窓口@例え"])
def test_mail_comes_from_somebody_who_has_an_address(sender: str) -> None:
    with pytest.raises(BadSetting, match="MAIL_FROM"):
        settings_from({"MAIL_FROM": sender})


def test_a_mail_server_needs_somebody_whom_mail_comes_from() -> None:
    with pytest.raises(BadSetting, match="MAIL_FROM is empty"):
        settings_from({"MAIL_URL": "smtp://localhost"})


@pytest.mark.parametrize("url", ["hidden:6379", "redis://", "redis+unix://", "http://hidden"])
def test_a_redis_address_that_is_none_is_refused_without_what_it_holds(url: str) -> None:
    with pytest.raises(BadSetting, match=r"^REDIS_URL: must be an address such as redis://localhost:6379") as caught:
        settings_from({"REDIS_URL": url})

    assert "hidden" not in str(caught.value)


@pytest.mark.parametrize("text", ["short", "k" * 44, f"{DATA_KEY},", f"{DATA_KEY} {DATA_KEY}", "鍵" * 43 + "="])
def test_a_key_that_seals_nothing_is_refused_and_not_told(text: str) -> None:
    with pytest.raises(BadSetting, match=r"^DATA_KEYS: must be keys with commas between them") as caught:
        settings_from({"DATA_KEYS": text})

    assert text not in str(caught.value)


def test_what_is_told_of_settings_holds_no_key() -> None:
    assert DATA_KEY not in repr(settings_from({"DATA_KEYS": DATA_KEY}))
