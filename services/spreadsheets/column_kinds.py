"""What a column of a sheet is, and the kinds of columns that both layouts are made of."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from services.imports.cells import MAX_TEXT_CHARACTERS, BadCell, Parser, words
from services.imports.columns import TABLES
from services.imports.records import PhoneRecord
from services.models import PhoneKind
from services.spreadsheets.drafts import Draft, Entry
from services.spreadsheets.words import SheetLanguage, Words

Value = TypeVar("Value")
Cell = Callable[[Entry, SheetLanguage], str]
Put = Callable[[Draft, str], None]

_LOCATION = TABLES["locations.csv"].columns
_NUMBER = TABLES["phones.csv"].columns["number"]
_TEXT = words(MAX_TEXT_CHARACTERS, lines=True)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its names, what its cells show of a location, and what an edited cell changes."""

    key: str
    ja: str
    en: str
    cell: Cell
    put: Put | None = None
    """Takes the text of a cell that is not what `cell` shows. None: nothing in it can be changed here."""

    def name(self, language: SheetLanguage) -> str:
        """Return the column's name in a sheet of a language."""
        return self.ja if language == "ja" else self.en


def value_column(field: str, ja: str, en: str) -> Column:
    """Return the column of a value that stands in the location itself, written as in the tables."""
    return Column(field, ja, en, lambda entry, _: _plain_value(entry, field), put_value(field))


def put_value(field: str) -> Put:
    """Return what takes a cell that is written as in the tables."""
    parser: Parser = _LOCATION[field]

    def put(draft: Draft, text: str) -> None:
        draft.values[field] = parser(text)

    return put


def _plain_value(entry: Entry, field: str) -> str:
    """Return a value of the location as it stands in a cell."""
    value = getattr(entry.record, field) if entry.record else None
    return "" if value is None else str(value)


def word_column(field: str, ja: str, en: str, words: Callable[[], Words[Any]]) -> Column:
    """Return the column of a value that has words of its own."""

    def cell(entry: Entry, language: SheetLanguage) -> str:
        return words().word(getattr(entry.record, field), language) if entry.record else ""

    def put(draft: Draft, text: str) -> None:
        draft.values[field] = words().value(text)

    return Column(field, ja, en, cell, put)


def text_column(field: str, language: str, ja: str, en: str) -> Column:
    """Return the column of a text in one language; an emptied cell takes the text away."""

    def cell(entry: Entry, _: SheetLanguage) -> str:
        text = entry.texts.get((field, language))
        return text.text if text else ""

    def put(draft: Draft, text: str) -> None:
        draft.texts[field, language] = _TEXT(text) if text else ""

    return Column(f"{field}_{language.replace('-', '_')}", ja, en, cell, put)


def phones_column(kind: PhoneKind, key: str, ja: str, en: str) -> Column:
    """Return the column of a location's numbers of one kind."""

    def cell(entry: Entry, _: SheetLanguage) -> str:
        return "; ".join(phone_numbers(entry, kind))

    def put(draft: Draft, text: str) -> None:
        numbers = [_NUMBER(number.strip()) for number in re.split("[;\n、]", text) if number.strip()]
        if len(set(numbers)) < len(numbers):
            raise BadCell("may name each number only once")
        put_numbers(draft, kind, tuple(numbers))

    return Column(key, ja, en, cell, put)


def put_numbers(draft: Draft, kind: PhoneKind, numbers: tuple[str, ...]) -> None:
    """Replace the numbers of one kind; those of the other stay behind or before them."""
    others = [phone for phone in draft.values.get("phones", _phones(draft.before)) if phone.kind is not kind]
    added = [PhoneRecord(kind, number) for number in numbers]
    draft.values["phones"] = tuple([*added, *others] if kind is PhoneKind.VOICE else [*others, *added])


def phone_numbers(entry: Entry, kind: PhoneKind) -> tuple[str, ...]:
    """Return a location's numbers of one kind."""
    return tuple(phone.number for phone in _phones(entry) if phone.kind is kind)


def _phones(entry: Entry) -> tuple[PhoneRecord, ...]:
    return entry.record.phones if entry.record else ()
