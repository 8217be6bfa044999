"""A page as a tree, for tests that read one part of it; texts come without readings and with single spaces."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"meta", "link", "input", "br", "img", "hr", "use", "path", "rect", "circle", "wbr"}
_UNREAD = {"rt", "rp", "svg", "script"}


@dataclass
class Element:
    """An element with its attributes and what is in it."""

    name: str
    attributes: dict[str, str]
    content: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What a reader sees of it."""
        return " ".join("".join(self.pieces()).split())

    def pieces(self) -> Iterator[str]:
        """Yield its texts as they stand, without readings."""
        for each in self.content:
            if isinstance(each, str):
                yield each
            elif each.name not in _UNREAD:
                yield from each.pieces()

    def all(self, name: str, /, **attributes: str) -> list["Element"]:
        """Return the elements of a name in it, in order; `class_` names one of several, others must be equal."""
        return [each for each in self.descendants() if each.name == name and each.fits(attributes)]

    def one(self, name: str, /, **attributes: str) -> "Element":
        """Return the first of them, which there must be."""
        return self.all(name, **attributes)[0]

    def texts(self, name: str, /, **attributes: str) -> list[str]:
        """Return their texts."""
        return [each.text for each in self.all(name, **attributes)]

    def fits(self, wanted: dict[str, str]) -> bool:
        """Return whether it has the attributes that are wanted."""
        classes = self.attributes.get("class", "").split()
        return all(
            value in classes if name == "class_" else self.attributes.get(name) == value
            for name, value in wanted.items()
        )

    def descendants(self) -> Iterator["Element"]:
        """Yield every element in it, in order."""
        for each in self.content:
            if isinstance(each, Element):
                yield each
                yield from each.descendants()


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].content.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        names = [element.name for element in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)


def tree(page: str) -> Element:
    """Return a page as the root of its elements."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    return builder.open[0]
