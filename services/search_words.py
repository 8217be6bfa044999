"""The words that readers search with: what each means, which say nothing, and what may hang on the end of one."""

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from babel import Locale

from geodata.folding import fold, fold_romaji
from geodata.similar_names import Spellings
from services.furigana import in_kana, plain
from services.languages import EASY_JAPANESE, LANGUAGES

_TABLE: Final = Path(__file__).parent / "data" / "search_words.csv"
MOST_PARTS: Final = 8
"""No word of the table is written in more parts."""


class Meaning(NamedTuple):
    """One meaning of a word: `what` is topic, kind or language; `language` is that of its readers."""

    what: str
    code: str
    language: str
    written: str


class _Words(NamedTuple):
    meanings: Mapping[str, tuple[Meaning, ...]]
    """Under the folded word; a word that means the same in two languages stands once."""
    romaji: Mapping[str, tuple[Meaning, ...]]
    """Japanese words in Latin letters, under their one romanisation."""
    fillers: frozenset[str]
    endings: Mapping[str, None]
    """Folded, the longest first."""


def meanings_of(folded: str) -> tuple[Meaning, ...]:
    """Return what a folded word means, in the order of the table; nothing for one that is unknown."""
    return _words().meanings.get(folded, ())


def meanings_of_romaji(romaji: str) -> tuple[Meaning, ...]:
    """Return what a Japanese word in Latin letters means, from what `fold_romaji` made of it."""
    return _words().romaji.get(romaji, ())


def is_filler(folded: str) -> bool:
    """Return whether a folded word says nothing of its own in a search: in, near, के लागि, 近く."""
    return folded in _words().fillers


def is_ending(folded: str) -> bool:
    """Return whether a folded text is a plural, a particle or a postposition that hangs on words: 에서, मा, の."""
    return folded in _words().endings


def without_ending(folded: str) -> Iterator[str]:
    """Yield what may be left of a folded word without a plural, a particle or a postposition at its end."""
    for ending in _words().endings:
        if folded.endswith(ending) and folded != ending:
            yield folded.removesuffix(ending)


def chosen(meanings: Iterable[Meaning], typed: str, reader: str | None) -> Meaning:
    """Return the likeliest of a word's meanings: spelt just so, in the reader's language, or first of the table."""
    spelt = _accented(typed)
    return min(
        meanings,
        key=lambda meaning: (_accented(meaning.written) != spelt, reader not in (meaning.language, meaning.code)),
    )


def is_spelt_so(meaning: Meaning, typed: str) -> bool:
    """Return whether a word was typed with the accents that the table has: babá is no baba."""
    return _accented(meaning.written) == _accented(typed)


def _accented(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def spellings() -> Spellings:
    """Return all words, to be compared with one that was mistyped."""
    return Spellings(_words().meanings)


@cache
def _words() -> _Words:
    meanings: dict[str, dict[tuple[str, str], Meaning]] = defaultdict(dict)
    romaji: dict[str, dict[tuple[str, str], Meaning]] = defaultdict(dict)
    others: dict[str, set[str]] = {"filler": set(), "ending": set()}
    with _TABLE.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            folded, what, word = fold(row["word"]), row["what"], row["word"]
            if what in others:
                others[what].add(folded)
                continue
            meaning = Meaning(what, row["code"], row["language"], word)
            meanings[folded].setdefault((what, row["code"]), meaning)
            if row["language"] == "ja" and folded.isascii():
                romaji[fold_romaji(word)].setdefault((what, row["code"]), meaning)
    for meaning in _names_of_languages():
        meanings[fold(meaning.written)].setdefault(("language", meaning.code), meaning)
    return _Words(
        _as_tuples(meanings),
        _as_tuples(romaji),
        frozenset(others["filler"]),
        dict.fromkeys(sorted(others["ending"], key=len, reverse=True)),
    )


def _as_tuples(words: Mapping[str, Mapping[tuple[str, str], Meaning]]) -> dict[str, tuple[Meaning, ...]]:
    return {folded: tuple(meanings.values()) for folded, meanings in words.items()}


def _names_of_languages() -> Iterator[Meaning]:
    """Yield the names of our languages in each of them, from CLDR; easy Japanese is called by its own name alone."""
    for language in LANGUAGES:
        yield Meaning("language", language.slug, language.slug, language.endonym)
        if language is EASY_JAPANESE:
            continue
        for reader in LANGUAGES:
            name = language.name_in(reader)
            for written in {plain(name), in_kana(name)}:
                yield Meaning("language", language.slug, reader.slug, written)
        yield Meaning("language", language.slug, language.slug, _base_name(language.locale))


def _base_name(locale: Locale) -> str:
    return Locale(locale.language).get_language_name(locale) or locale.language
