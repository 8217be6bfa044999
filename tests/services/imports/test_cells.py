from datetime import date

import pytest

from services.imports import cells
from services.imports.cells import BadCell, Parser
from services.models import Topic

TEXT = cells.words(20)
LINES = cells.words(20_000, lines=True)
TOPICS = cells.several(cells.one_of(Topic))
PAGE = cells.web_address(300)


@pytest.mark.parametrize(
    ("parser", "cell", "value"),
    [
        (cells.minutes, "09:00", 540),
        (cells.minutes, "9:05", 545),
        (cells.minutes, "00:00", 0),
        (cells.minutes, "25:30", 1530),
        (cells.minutes, "47:59", 2879),
        (cells.degrees(90), "-35.5", -35.5),
        (cells.degrees(180), "180", 180.0),
        (cells.weeks, "", frozenset()),
        (cells.weeks, "4 2", frozenset({2, 4})),
        (cells.month_and_day, "02-29", (2, 29)),
        (cells.calendar_date, "2028-02-29", date(2028, 2, 29)),
        (cells.language, "ja-easy", "ja-easy"),
        (cells.weekday_or_holiday, "holiday", None),
        (LINES, "one\r\ntwo\rthree", "one\ntwo\nthree"),
        (PAGE, "https://example.org/窓口?a=b", "https://example.org/窓口?a=b"),
    ],
)
def test_a_good_cell_becomes_its_value(parser: Parser, cell: str, value: object) -> None:
    assert parser(cell) == value


@pytest.mark.parametrize(
    ("parser", "cell", "allowed"),
    [
        (cells.minutes, "48:00", "a time such as 09:00"),
        (cells.minutes, "09:60", "a time"),
        (cells.minutes, "９：００", "a time"),
        (cells.minutes, "09:00:00", "a time"),
        (cells.degrees(90), "NaN", "degrees from -90 to 90"),
        (cells.degrees(90), "inf", "degrees"),
        (cells.degrees(90), "90.1", "degrees"),
        (cells.degrees(90), "1e1", "degrees"),
        (cells.degrees(90), "35,5", "degrees"),
        (cells.whole_number(0, 120), "121", "from 0 to 120"),
        (cells.whole_number(0, 120), "٣", "from 0 to 120"),
        (cells.weeks, "0", "from 1 to 5"),
        (cells.weeks, "2 2", "each only once"),
        (cells.weekday, "monday", "mon tue wed"),
        (cells.weekday_or_holiday, "hol", "sun holiday"),
        (cells.at_least_one(cells.weekday), "", "mon tue wed"),
        (TOPICS, "visa", "consultation, information"),
        (cells.yes_or_no, "true", "yes or no"),
        (cells.language, "klingon", "slug of a language"),
        (cells.language, "x-rtl", "slug of a language"),
        (cells.month_and_day, "02-30", "a month and a day"),
        (cells.month_and_day, "2-3", "a month and a day"),
        (cells.calendar_date, "2026-02-29", "a date such as"),
        (cells.calendar_date, "20260201", "a date such as"),
        (cells.calendar_date, "9999-12-31", "a date such as"),
        (cells.moment, "2026-09-01T09:00:00", "with its offset"),
        (cells.moment, "soon", "with its offset"),
        (cells.moment, "0001-01-01T00:00:00+09:00", "with its offset"),
        (TEXT, "", "1 to 20 characters"),
        (TEXT, "x" * 21, "1 to 20 characters"),
        (TEXT, "a\x00b", "no control characters"),
        (TEXT, "a\nb", "no line breaks"),
        (TEXT, "a\u202eb", "no control characters"),
        (LINES, "a\x1bb", "no control characters"),
        (LINES, "x" * 20_001, "1 to 20,000 characters"),
        (PAGE, "javascript:alert(1)", "an address such as"),
        (PAGE, "http://[bad/", "an address such as"),
        (PAGE, "https:///path", "an address such as"),
    ],
)
def test_a_bad_cell_says_what_it_may_be(parser: Parser, cell: str, allowed: str) -> None:
    with pytest.raises(BadCell, match=allowed):
        parser(cell)
