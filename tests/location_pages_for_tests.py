"""A location's page as its reader sees it, in no matter which language: read from the HTML alone."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.html_tree_for_tests import Element, tree

# 9:00, 9時, 9時 30分, 9時半
_CLOCK = re.compile(r"(\d+)(?::(\d\d)|時(?: ?(\d+)分| ?(半))?)")


@dataclass
class ShownDay:
    """One day of the week table."""

    state: str
    hours: list[str]
    """As "09:00-17:00"."""
    languages: dict[str, list[str]] = field(default_factory=dict)
    """Name of a language → the hours in which it is spoken."""


@dataclass
class ShownWeek:
    """The seven days, and how a language is reached: name → the ways in a row."""

    days: dict[date, ShownDay]
    ways: dict[str, str]


def main_part(page: str) -> Element:
    """Return what a page shows between its top and its foot."""
    return tree(page).one("main")


def location_week(page: str) -> ShownWeek:
    """Return the week of a location's page."""
    section = main_part(page).one("section", **{"aria-labelledby": "hours"})
    days = {day: shown for row in section.one("table").one("tbody").all("tr") for day, shown in _row(row)}
    week = ShownWeek(days, {})
    reaches = section.all("div", class_="reaches")
    if reaches:
        _read_reaches(reaches[0], week)
    return week


def _row(row: Element) -> list[tuple[date, ShownDay]]:
    dates = [date.fromisoformat(time.attributes["datetime"]) for time in row.one("th").all("time")]
    state = next(name for name in row.attributes["class"].split() if name.startswith("day-")).removeprefix("day-")
    hours = [
        _range(span.text) for held in row.all("p", class_="day-hours") for span in held.all("span", class_="hours")
    ]
    spoken = {_name(item): [_range(span) for span in item.texts("span", class_="hours")] for item in _spoken(row)}
    shown = ShownDay(state, hours, {name: own or hours for name, own in spoken.items()})
    return [(dates[0] + timedelta(ahead), shown) for ahead in range((dates[-1] - dates[0]).days + 1)]


def _spoken(part: Element) -> list[Element]:
    return [item for names in part.all("ul", class_="tongues") for item in names.all("li")]


def _name(item: Element) -> str:
    """Return the language of an item, without its hours and ways, which stand in a quieter print."""
    quiet = " ".join(item.texts("span", class_="quiet"))
    return item.text.removesuffix(quiet).strip()


def _read_reaches(part: Element, week: ShownWeek) -> None:
    ways = part.texts("p", class_="channels")
    names = [[_name(item) for item in each.all("li")] for each in part.all("ul", class_="tongues")]
    week.ways = {name: reached for reached, several in zip(ways, names, strict=True) for name in several}
    if not any(day.languages for day in week.days.values()):
        for day in week.days.values():
            day.languages = dict.fromkeys(week.ways, day.hours)


def _range(text: str) -> str:
    """Return a text such as "9:00–17:00" or 「9時から 17時半まで」 as "09:00-17:00"."""
    opens, closes = (
        (int(hour) % 24, 30 if half else int(minute or minutes or 0))
        for hour, minute, minutes, half in _CLOCK.findall(text)
    )
    return f"{opens[0]:02}:{opens[1]:02}-{closes[0]:02}:{closes[1]:02}"
