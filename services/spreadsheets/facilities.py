"""The columns of 公共施設一覧 in the 自治体標準オープンデータセット: what of them we have, and what we take.

Names and order as cities publish the list; docs/data-sources.md says what each holds here.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache

from geodata.wards import CITY_CODE, wards
from services.imports.cells import WEEKDAYS, BadCell
from services.imports.schedule_records import OpeningRecord
from services.models import PhoneKind
from services.spreadsheets.column_kinds import (
    Cell,
    Column,
    Put,
    phone_numbers,
    put_numbers,
    put_value,
    text_column,
    value_column,
)
from services.spreadsheets.columns import SLUG
from services.spreadsheets.drafts import Draft, Entry
from services.spreadsheets.hour_cells import hours_of, plain, time_cell
from services.spreadsheets.schedule_columns import hours_shown
from services.spreadsheets.words import DAYS, SheetLanguage, ward_words

PREFECTURE, CITY = "神奈川県", "横浜市"
DAYS_OPEN, OPENS, CLOSES = "利用可能曜日", "開始時間", "終了時間"


def national_code(code: str) -> str:
    """Return five digits with the sixth that checks them, as 全国地方公共団体コード are published."""
    weighed = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=True))
    return f"{code}{(11 - weighed % 11) % 10}"


@cache
def facility_columns() -> tuple[Column, ...]:
    """Return the columns in their published order."""
    return tuple(_known().get(name) or _column(name, lambda _entry, _language: "") for name in _ORDER)


_ORDER = (
    *("全国地方公共団体コード", "ID", "地方公共団体名", "名称", "名称_カナ", "名称_英字", "名称_通称", "POIコード"),
    *("所在地_全国地方公共団体コード", "町字ID", "所在地_連結表記", "所在地_都道府県", "所在地_市区町村"),
    *("所在地_町字", "所在地_番地以下", "建物名等(方書)", "緯度", "経度", "高度の種別", "高度の値"),
    *("電話番号", "内線番号", "連絡先メールアドレス", "連絡先FormURL", "連絡先備考（その他、SNSなど）", "郵便番号"),
    *("法人番号", "団体名", DAYS_OPEN, OPENS, CLOSES, "利用可能日時特記事項", "説明", "バリアフリー情報"),
    *("URL", "画像", "画像_ライセンス", "備考"),
)


def _column(name: str, cell: Cell, put: Put | None = None) -> Column:
    return Column(name, name, name, cell, put)


def _renamed(name: str, column: Column) -> Column:
    return _column(name, column.cell, column.put)


@cache
def _known() -> Mapping[str, Column]:
    """Return the columns for which we have something."""
    found = [
        _renamed("ID", SLUG),
        _column("全国地方公共団体コード", lambda entry, _: national_code(CITY_CODE) if entry.record else ""),
        _column("地方公共団体名", lambda entry, _: PREFECTURE + CITY if entry.record else ""),
        _renamed("名称", text_column("name", "ja", "", "")),
        _column("名称_カナ", lambda entry, _: _katakana(entry), put_value("name_kana")),
        _renamed("名称_英字", text_column("name", "en", "", "")),
        _column("所在地_全国地方公共団体コード", _ward_code, _put_ward_code),
        _column("所在地_連結表記", _address, _put_address),
        _column("所在地_都道府県", lambda entry, _: PREFECTURE if entry.record else ""),
        _column("所在地_市区町村", _ward_name, _put_ward_name),
        _renamed("緯度", value_column("lat", "", "")),
        _renamed("経度", value_column("lon", "", "")),
        _column("電話番号", lambda entry, _: _first_number(entry), _put_first_number),
        _renamed("連絡先メールアドレス", value_column("email", "", "")),
        _column("郵便番号", lambda entry, _: _postal_code(entry), _put_postal_code),
        _column(DAYS_OPEN, _days_cell, _with_the_others),
        _column(OPENS, lambda entry, _: _common_hours(entry)[0], _with_the_others),
        _column(CLOSES, lambda entry, _: _common_hours(entry)[1], _with_the_others),
        _column("利用可能日時特記事項", _hours_in_words),
        _renamed("説明", text_column("description", "ja", "", "")),
        _renamed("URL", value_column("website", "", "")),
        _renamed("備考", text_column("note", "ja", "", "")),
    ]
    return {column.key: column for column in found}


def _katakana(entry: Entry) -> str:
    kana = (entry.record and entry.record.name_kana) or ""
    return "".join(chr(ord(sign) + 0x60) if "ぁ" <= sign <= "ゖ" else sign for sign in kana)


def _ward_code(entry: Entry, _: SheetLanguage) -> str:
    return national_code(entry.record.ward_code) if entry.record else ""


def _put_ward_code(draft: Draft, text: str) -> None:
    codes = {national_code(ward.code): ward.code for ward in wards()}
    if text not in codes:
        raise BadCell("may be the six digits of a ward of the city, such as 141135")
    draft.values["ward_code"] = codes[text]


def _ward_name(entry: Entry, language: SheetLanguage) -> str:
    return CITY + ward_words().word(entry.record.ward_code, language) if entry.record else ""


def _put_ward_name(draft: Draft, text: str) -> None:
    code = ward_words().value(text)
    if draft.values.setdefault("ward_code", code) != code:
        raise BadCell("must be the ward of 所在地_全国地方公共団体コード")


def _address(entry: Entry, _: SheetLanguage) -> str:
    text = entry.texts.get(("address", "ja"))
    return PREFECTURE + text.text.removeprefix(PREFECTURE) if text else ""


def _put_address(draft: Draft, text: str) -> None:
    draft.texts["address", "ja"] = text.removeprefix(PREFECTURE)


def _first_number(entry: Entry) -> str:
    return next(iter(phone_numbers(entry, PhoneKind.VOICE)), "")


def _put_first_number(draft: Draft, text: str) -> None:
    others = phone_numbers(draft.before, PhoneKind.VOICE)[1:]
    put_numbers(draft, PhoneKind.VOICE, tuple(dict.fromkeys([text, *others] if text else others)))


def _postal_code(entry: Entry) -> str:
    return ((entry.record and entry.record.postal_code) or "").replace("-", "")


def _put_postal_code(draft: Draft, text: str) -> None:
    is_plain = len(text) == 7 and text.isascii() and text.isdigit()  # noqa: PLR2004 - a postal code has seven.
    put_value("postal_code")(draft, f"{text[:3]}-{text[3:]}" if is_plain else text)


def _days_cell(entry: Entry, language: SheetLanguage) -> str:
    return "".join(DAYS.word(day, language) for day in range(len(WEEKDAYS)) if entry.hours.get(day))


def _common_hours(entry: Entry) -> tuple[str, str]:
    """Return the times that hold on every day it is open and in every week; nothing where they differ."""
    rows = [row for rows in entry.hours.values() for row in rows]
    times = {(row.opens, row.closes) for row in rows}
    if len(times) != 1 or any(row.weeks for row in rows):
        return "", ""
    ((opens, closes),) = times
    return time_cell(opens), time_cell(closes)


def _hours_in_words(entry: Entry, language: SheetLanguage) -> str:
    if not entry.hours or all(_common_hours(entry)):
        return ""
    days = {f"{DAYS.word(day, language)}": hours_shown(entry, day, language) for day in range(len(WEEKDAYS))}
    days["祝日"] = hours_shown(entry, None, language)
    return "、".join(f"{day} {hours}" for day, hours in days.items() if hours)


def _with_the_others(_draft: Draft, _text: str) -> None:
    """Leave the cell to `finish`: days and times make hours only together."""


def finish(draft: Draft, cells: Mapping[str, str]) -> None:
    """Make hours of days and times where any of them changed. Raises `BadCell`."""
    times = [cells.get(name, "") for name in (DAYS_OPEN, OPENS, CLOSES)]
    if not any(times[1:]):
        return
    if not all(times):
        raise BadCell(f"must be there together: {DAYS_OPEN}, {OPENS} and {CLOSES}")
    hours = hours_of(plain(f"{times[1]}-{times[2]}"))
    days = {DAYS.value(sign) for sign in unicodedata.normalize("NFKC", times[0]) if sign not in " ,、・;"}
    draft.schedule["hours_known"] = True
    for day in range(len(WEEKDAYS)):
        draft.hours[day] = (OpeningRecord(day, hours.opens, hours.closes),) if day in days else ()
