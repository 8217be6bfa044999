"""A page as tests read it: its elements, and each run of text with the language that it says it is in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"meta", "link", "input", "br", "img", "hr", "use", "rect", "wbr"}
_SPOKEN_ATTRIBUTES = {"alt", "aria-label", "placeholder", "title"}


@dataclass(frozen=True)
class Run:
    """A piece of text, or of an attribute that is read out."""

    text: str
    language: str
    inside: tuple[str, ...]
    """The elements around it, outermost first."""


@dataclass
class Markup:
    """The content of one page."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def count(self, element: str) -> int:
        """Return how many elements of a name there are outside drawings."""
        return Counter(name for name, _ in self.elements)[element]

    def attributes(self) -> Iterator[str]:
        """Yield the value of every attribute."""
        return (value for _, attributes in self.elements for value in attributes.values())

    @property
    def title(self) -> str:
        """The text of the title."""
        return "".join(run.text for run in self.runs if run.inside[-1:] == ("title",))

    @property
    def options(self) -> list[str]:
        """The texts of all options."""
        return [run.text for run in self.runs if run.inside[-1:] == ("option",)]


class _Reader(HTMLParser):
    """Follows the elements that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.markup = Markup()
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        language = attributes.get("lang", self._language)
        self.markup.elements.append((tag, attributes))
        for name in _SPOKEN_ATTRIBUTES & attributes.keys():
            self.markup.runs.append(Run(attributes[name], language, (*self._names, tag)))
        if tag not in _EMPTY:
            self._open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        names = list(self._names)
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if data.strip() and self._names[-1:] not in {("script",), ("style",)}:
            self.markup.runs.append(Run(data.strip(), self._language, self._names))

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self._open)

    @property
    def _language(self) -> str:
        return self._open[-1][1] if self._open else ""


def parsed(text: str) -> Markup:
    """Return the content of a page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.markup
