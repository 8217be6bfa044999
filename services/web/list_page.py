"""Fills the page of a visitor's own list; what is on it stands in the address, and nowhere on the server."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from services import directory
from services.errors import BadParameter, Rule
from services.languages import Language, language_to_look_for
from services.web.addresses import address, public_address
from services.web.cards import card_of
from services.web.pages import Card

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class ListPage:
    """The places of one list, in the order in which they were kept."""

    cards: tuple[Card, ...]
    slugs: tuple[str, ...]
    gone: int
    """How many of those asked for are not in the directory any more."""
    address: str
    """In full, for paper and for sending."""


def list_page(session: Session, arguments: MultiDict[str, str], language: Language, moment: datetime) -> ListPage:
    """Return the list that `places`, slugs with commas between them, asks for. Raises `BadParameter`."""
    asked = tuple(dict.fromkeys(filter(None, (slug.strip() for slug in _places(arguments).split(",")))))
    spoken = language_to_look_for(language)
    entries = directory.entries_by_slugs(session, asked, moment, language=spoken)
    cards = tuple(card_of(entry, number, language, spoken) for number, entry in enumerate(entries, 1))
    slugs = tuple(card.slug for card in cards)
    path = address("residents.my_list") + (f"?places={','.join(slugs)}" if slugs else "")
    return ListPage(cards, slugs, gone=len(asked) - len(cards), address=public_address(path))


def _places(arguments: MultiDict[str, str]) -> str:
    texts = set(arguments.getlist("places"))
    if len(texts) > 1:
        raise BadParameter("places", ", ".join(sorted(texts))[:_LONGEST], "given once only", rule=Rule.ONCE)
    text = texts.pop() if texts else ""
    if len(text) > _LONGEST:
        allowed = f"at most {_LONGEST} characters"
        raise BadParameter("places", f"{text[:80]}…", allowed, rule=Rule.LENGTH, limits=(0, _LONGEST))
    return text
