import re
import struct
from urllib.parse import unquote

import pytest
import zstandard
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from services.models import Dataset
from services.settings import ROOT
from services.web.saved_copies import SavedCopies
from tests.conftest import Clock
from tests.pages_for_tests import LANGUAGES

ZSTD = {"Accept-Encoding": "zstd, gzip"}
MOST_KILOBYTES = 80


@pytest.mark.parametrize("slug", LANGUAGES)
def test_a_copy_goes_over_the_line_in_a_few_kilobytes(client: FlaskClient, slug: str) -> None:
    for encodings in ("zstd, gzip", "gzip"):
        answer = client.get(f"/{slug}/offline.json", headers={"Accept-Encoding": encodings})

        assert answer.status_code == 200
        assert len(answer.data) < MOST_KILOBYTES * 1_000


def test_a_reader_without_packing_gets_the_same_copy(client: FlaskClient) -> None:
    packed = client.get("/en/offline.json", headers=ZSTD)

    assert packed.headers["Content-Encoding"] == "zstd"
    assert zstandard.ZstdDecompressor().decompressobj().decompress(packed.data) == client.get("/en/offline.json").data


def test_a_device_that_has_it_is_told_so_with_the_new_time(client: FlaskClient, at_city_time: Clock) -> None:
    at_city_time("2026-11-25T10:00")
    first = client.get("/en/offline.json", headers=ZSTD)
    at_city_time("2026-11-25T15:30")

    again = client.get("/en/offline.json", headers=ZSTD | {"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert [unquote(answer.headers["Copied-At"]) for answer in (first, again)] == [
        "Nov 25, 2026, 10:00",
        "Nov 25, 2026, 15:30",
    ]


def test_the_time_is_told_as_the_language_tells_it(client: FlaskClient, at_city_time: Clock) -> None:
    at_city_time("2026-11-25T09:05")

    told = unquote(client.get("/ja-easy/offline.json").headers["Copied-At"])

    assert re.sub(r"<rp>.*?</rp>|<rt>.*?</rt>|</?ruby>", "", told) == "2026年 11月 25日 水曜日 9時 5分"


def test_a_copy_is_written_anew_when_the_data_change_and_when_the_day_does(
    client: FlaskClient, session: Session, at_city_time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr("services.web.offline.saved_copy", lambda *_: written.append("once") or [b"copy"])
    for moment in ("2026-11-25T10:00", "2026-11-25T23:59", "2026-11-26T00:00"):
        at_city_time(moment)
        client.get("/en/offline.json")
    session.execute(update(Dataset).values(version=Dataset.version + 1))
    session.commit()

    client.get("/en/offline.json")

    assert len(written) == 3


def test_while_a_copy_is_being_written_another_reader_is_asked_to_come_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SavedCopies, "copy", lambda *_: None)

    answer = client.get("/en/offline.json")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
    assert answer.json is not None
    assert answer.json["title"] == "Service Unavailable"


def test_the_worker_is_asked_for_anew_each_time(client: FlaskClient) -> None:
    answer = client.get("/sw.js")

    assert answer.content_type == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Service-Worker-Allowed" not in answer.headers
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("slug", LANGUAGES)
def test_every_page_names_the_app_of_its_language(client: FlaskClient, slug: str) -> None:
    page = client.get(f"/{slug}/about").text

    answer = client.get(f"/manifest.webmanifest?lang={slug}")

    assert f'<link rel="manifest" href="/manifest.webmanifest?lang={slug}">' in page
    assert answer.content_type == "application/manifest+json"
    assert answer.json is not None
    assert answer.json["start_url"] == f"/{slug}/"
    assert (answer.json["lang"], answer.json["dir"]) == (LANGUAGES[slug].tag, LANGUAGES[slug].direction)
    assert "{" not in answer.json["name"] + answer.json["description"]


def test_an_app_in_no_language_of_ours_is_refused_to_programs_as_to_people(client: FlaskClient) -> None:
    answer = client.get("/manifest.webmanifest?lang=tlh")

    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["parameter"] == "lang"


def test_an_app_without_a_language_speaks_the_visitor_s(client: FlaskClient) -> None:
    answer = client.get("/manifest.webmanifest", headers={"Accept-Language": "ja"})

    assert answer.json is not None
    assert answer.json["lang"] == "ja"
    assert {"Accept-Language", "Cookie"} <= answer.vary.as_set(preserve_casing=True)


def test_icons_are_there_and_as_large_as_they_say(client: FlaskClient) -> None:
    manifest = client.get("/manifest.webmanifest").json
    assert manifest is not None
    for icon in manifest["icons"]:
        picture = client.get(icon["src"])
        assert (picture.status_code, picture.content_type.partition(";")[0]) == (200, icon["type"])
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", picture.data[16:24])
            assert icon["sizes"] == f"{width}x{height}"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}


def test_colours_around_the_app_are_those_of_the_page(client: FlaskClient) -> None:
    page, manifest = client.get("/en/about").text, client.get("/manifest.webmanifest").json
    style = (ROOT / "static" / "css" / "site.css").read_text()
    tokens = (ROOT / "static" / "vendor" / "design-tokens" / "tokens.css").read_text()
    light, dark = re.findall(r'<meta name="theme-color"[^>]* content="([^"]+)">', page)
    grounds = re.findall(r"--ground: ([^;]+);", style)

    assert grounds == ["var(--color-neutral-white)", dark]
    assert f"--color-neutral-white: {light};" in tokens
    assert manifest is not None
    assert {manifest["background_color"], manifest["theme_color"]} == {light}
