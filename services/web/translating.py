"""The interface's messages: each language's catalogue, folded once into a dictionary of finished markup."""

from collections.abc import Callable
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from markupsafe import Markup

from services.furigana import ruby
from services.languages import ENGLISH, JAPANESE, Language
from services.settings import ROOT

CATALOGUES = ROOT / "translations"
# Latin letters to Arabic ones of about the same sound: nonsense, but it runs from right to left.
_TO_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ابچدعفگهيجكلمنوپقرستأڤوخيزابچدعفگهيجكلمنوپقرستأڤوخيز",
)


class _Pseudo(NullTranslations):
    """Messages of the test language: right to left, and longer by half."""

    def gettext(self, message: str) -> str:
        pieces = _around_gaps(message)
        turned = "".join(piece if is_gap else piece.translate(_TO_ARABIC) for piece, is_gap in pieces)
        return turned + " " + "ـ" * (len(message) // 3)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's signature.
        return self.gettext(message)


def _around_gaps(message: str) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    for index, part in enumerate(message.split("%(")):
        if index == 0:
            pieces.append((part, False))
            continue
        name, _, rest = part.partition(")s")
        pieces += [(f"%({name})s", True), (rest, False)]
    return pieces


def translations_of(language: Language, folder: Path = CATALOGUES) -> NullTranslations:
    """Return the compiled catalogue of a language; English is what the messages are written in."""
    if language.is_for_tests:
        return _Pseudo()
    if language is ENGLISH:
        return NullTranslations()
    return _compiled(language, folder, "messages")


def staff_translations_of(language: Language, folder: Path = CATALOGUES) -> NullTranslations:
    """Return the messages of staff pages over those of residents' pages, parts of which staff pages show too."""
    for_residents = translations_of(language, folder)
    if language is not JAPANESE:
        return for_residents
    for_staff = _compiled(language, folder, "staff")
    for_staff.add_fallback(for_residents)
    return for_staff


def _compiled(language: Language, folder: Path, domain: str) -> GNUTranslations:
    # The file is named outright: gettext's own search would take `ja` for a missing `ja@easy`.
    with (folder / language.catalogue / "LC_MESSAGES" / f"{domain}.mo").open("rb") as compiled:
        return GNUTranslations(compiled)


class Messages(dict[str, Markup]):
    """The messages of one language as finished markup, translated when first asked for."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        super().__init__()
        self._translate = translate

    def __missing__(self, message: str) -> Markup:
        self[message] = found = ruby(self._translate(message))
        return found


class Catalogue:
    """The three functions that templates and views of one language call."""

    def __init__(self, language: Language, translations: NullTranslations | None = None) -> None:
        """Load the catalogue of `language`, or take `translations` instead.

        Raises `FileNotFoundError` when it was not compiled.
        """
        translations = translations or translations_of(language)
        self.language = language
        self._messages = Messages(translations.gettext)
        self._plurals: dict[tuple[str, int], Markup] = {}
        self._in_context: dict[tuple[str, str], Markup] = {}
        self._translations = translations

    def gettext(self, message: str, **gaps: object) -> Markup:
        """Return the message in this language, its named gaps filled and escaped."""
        found = self._messages[message]
        return found % gaps if gaps else found

    def ngettext(self, singular: str, plural: str, number: int, **gaps: object) -> Markup:
        """Return the form of the message for `number`, which also fills the gap `num`."""
        found = self._plurals.get((singular, number))
        if found is None:
            found = ruby(self._translations.ngettext(singular, plural, number))
            self._plurals[singular, number] = found
        return found % {"num": number, **gaps}

    def pgettext(self, context: str, message: str, **gaps: object) -> Markup:
        """Return the message in the sense that `context` names."""
        found = self._in_context.get((context, message))
        if found is None:
            found = ruby(self._translations.pgettext(context, message))
            self._in_context[context, message] = found
        return found % gaps if gaps else found
