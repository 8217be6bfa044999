"""Our own columns of a sheet, one row a location."""

import re
from collections.abc import Iterator
from functools import cache

from services.imports.cells import BadCell, whole_number
from services.imports.columns import TABLES
from services.imports.records import RouteRecord
from services.languages import LANGUAGES
from services.models import PhoneKind
from services.spreadsheets.column_kinds import Column, phones_column, text_column, value_column, word_column
from services.spreadsheets.drafts import Draft, Entry
from services.spreadsheets.schedule_columns import schedule_columns
from services.spreadsheets.spoken_columns import spoken_columns
from services.spreadsheets.words import KINDS, YES_OR_NO, SheetLanguage, language_words, ward_words

SLUG = Column("slug", "識別名", "slug", lambda entry, _: entry.slug)
_ROUTE = TABLES["routes.csv"].columns
_ROUTE_PARTS = ("kind", "name_ja", "station_id", "exit", "walk_minutes")
_TEXTS = {
    "name": ("名称", "Name"),
    "address": ("住所", "Address"),
    "description": ("説明", "Description"),
    "note": ("備考", "Note"),
}


@cache
def own_columns() -> tuple[Column, ...]:
    """Return the columns in the order in which they are exported: what changes most stands first."""
    return (
        SLUG,
        Column("version", "版", "Version", _version),
        *_texts("name", ("ja", "en")),
        word_column("kind", "種別", "Kind", lambda: KINDS),
        word_column("ward_code", "区", "Ward", ward_words),
        phones_column(PhoneKind.VOICE, "phone", "電話", "Phone"),
        phones_column(PhoneKind.FAX, "fax", "FAX", "Fax"),
        *schedule_columns(),
        word_column("languages_complete", "言語の一覧が完全", "Languages complete", lambda: YES_OR_NO),
        *spoken_columns(),
        *_texts("address", ("ja", "en")),
        *_values(),
        Column("routes", "交通", "Ways there", _routes_cell, _put_routes),
        Column("checked_on", "確認日", "Checked on", _checked_on_cell, _put_checked_on),
        *_other_texts(),
    )


def _values() -> Iterator[Column]:
    yield value_column("postal_code", "郵便番号", "Postal code")
    yield value_column("lat", "緯度", "Latitude")
    yield value_column("lon", "経度", "Longitude")
    yield value_column("position_accuracy_m", "位置の誤差（m）", "Position accuracy (m)")
    yield value_column("email", "メール", "E-mail")
    yield value_column("website", "ウェブサイト", "Website")
    yield value_column("line_id", "LINE ID", "LINE ID")
    yield value_column("name_kana", "名称のよみ", "Name in kana")
    yield value_column("organization", "運営団体", "Organization")


def _texts(field: str, languages: tuple[str, ...]) -> Iterator[Column]:
    (ja, en), names = _TEXTS[field], language_words()
    for language in languages:
        in_ja, in_en = names.word(language, "ja"), names.word(language, "en")
        yield text_column(field, language, f"{ja}（{in_ja}）", f"{en} ({in_en})")


def _other_texts() -> Iterator[Column]:
    """Yield all texts that do not stand further to the left."""
    slugs = tuple(language.slug for language in LANGUAGES)
    others = tuple(slug for slug in slugs if slug not in {"ja", "en"})
    yield from _texts("description", ("ja", "en"))
    yield from _texts("note", ("ja", "en"))
    for field in _TEXTS:
        yield from _texts(field, others)


def _version(entry: Entry, _: SheetLanguage) -> str:
    return "" if entry.version is None else str(entry.version)


def version_of(text: str) -> int:
    """Return the version that a cell names. Raises `BadCell`."""
    return int(whole_number(1, 999_999_999)(text))


def _checked_on_cell(entry: Entry, _: SheetLanguage) -> str:
    return entry.checked_on.isoformat() if entry.checked_on else ""


def _put_checked_on(_draft: Draft, _text: str) -> None:
    raise BadCell("is written by confirming the listing; in a sheet it is only shown")


def _routes_cell(entry: Entry, _: SheetLanguage) -> str:
    routes = entry.record.routes if entry.record else ()
    return "; ".join(" | ".join(_route_parts(route)).rstrip(" |") for route in routes)


def _route_parts(route: RouteRecord) -> Iterator[str]:
    for part in _ROUTE_PARTS:
        value = getattr(route, part)
        yield "" if value is None else str(value)


def _put_routes(draft: Draft, text: str) -> None:
    routes = tuple(_route_of(part) for part in re.split("[;\n]", text) if part.strip())
    if len({(route.kind, route.name_ja, route.exit) for route in routes}) < len(routes):
        raise BadCell("may name each way only once")
    draft.values["routes"] = routes


def _route_of(part: str) -> RouteRecord:
    cells = [cell.strip() for cell in part.split("|")]
    if not 1 < len(cells) <= len(_ROUTE_PARTS):
        raise BadCell("may be ways such as station | 中山 | N02-23-004473 | north | 3, with ; between")
    filled = [*cells, *[""] * (len(_ROUTE_PARTS) - len(cells))]
    return RouteRecord(**{name: _ROUTE[name](cell) for name, cell in zip(_ROUTE_PARTS, filled, strict=True)})
