from datetime import date

import pytest
from markupsafe import Markup

from services.languages import LANGUAGES, PSEUDO, Language, language_by_slug
from services.web.formats import Formats
from services.web.rendering import plain
from tests.timetables_for_tests import TOKYO, tokyo

EVERY = [*LANGUAGES, PSEUDO]
SATURDAY = date(2026, 11, 28)


def formats(slug: str) -> Formats:
    language = language_by_slug(slug)
    assert language is not None
    return Formats(language)


@pytest.fixture(params=EVERY, ids=lambda language: language.slug)
def every(request: pytest.FixtureRequest) -> Formats:
    language: Language = request.param
    return Formats(language)


def test_digits_are_those_of_buses_and_clocks_in_every_language(every: Formats) -> None:
    written = [
        every.minutes(9 * 60 + 5),
        every.day(SATURDAY),
        every.long_date(SATURDAY),
        every.month_day((12, 29)),
        every.distance(350),
        every.distance(12_300),
        every.number(1_234_567),
        every.minute_count(15),
    ]

    assert [text for text in written for sign in text if sign.isdigit() and not sign.isascii()] == []


def test_times_run_to_24_hours_in_every_language(every: Formats) -> None:
    assert plain(every.minutes(17 * 60)).startswith("17")
    assert plain(every.minutes(25 * 60 + 30)).startswith("25")


@pytest.mark.parametrize(
    ("slug", "minutes", "expected"),
    [("en", 0, "0:00"), ("en", 545, "9:05"), ("ne", 1020, "17:00"), ("ja", 1530, "25:30"), ("x-rtl", 1020, "17:00")],
)
def test_minutes_from_midnight_are_a_time(slug: str, minutes: int, expected: str) -> None:
    assert formats(slug).minutes(minutes) == expected


@pytest.mark.parametrize(
    ("metres", "expected"),
    [
        (0, "0 m"),
        (4, "0 m"),
        (346, "350 m"),
        (994, "990 m"),
        (994.9, "990 m"),
        (995, "1.0 km"),
        (1_000, "1.0 km"),
        (1_049, "1.0 km"),
        (1_051, "1.1 km"),
        (12_345, "12.3 km"),
        (123_456, "123.5 km"),
        (1_234_567, "1,234.6 km"),
    ],
)
def test_a_distance_claims_no_more_than_is_known(metres: float, expected: str) -> None:
    assert formats("en").distance(metres) == expected


@pytest.mark.parametrize(
    ("slug", "expected"), [("es", "1,2 km"), ("pt", "1,2 km"), ("vi", "1,2 km"), ("uk", "1,2 км"), ("ja", "1.2 km")]
)
def test_a_distance_has_the_language_s_own_comma_and_unit(slug: str, expected: str) -> None:
    assert formats(slug).distance(1_234).replace("\xa0", " ").replace(" km", " km") == expected


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("en", ("Sat, Nov 28", "Nov 28, 2026", "Dec 29", "Saturday", "Sat")),
        ("ja", ("11月28日(土)", "2026年11月28日", "12月29日", "土曜日", "土曜日")),
        ("es", ("sáb, 28 nov", "28 nov 2026", "29 dic", "sábado", "sáb")),
        ("ko", ("11월 28일 (토)", "2026년 11월 28일", "12월 29일", "토요일", "토요일")),
    ],
)
def test_dates_are_written_as_each_language_writes_them(slug: str, expected: tuple[str, ...]) -> None:
    of = formats(slug)

    written = (of.day(SATURDAY), of.long_date(SATURDAY), of.month_day((12, 29)), of.weekday(5), of.weekday_short(5))
    assert written == expected


def test_easy_japanese_draws_its_readings() -> None:
    easy = formats("ja-easy")

    assert easy.weekday(5) == Markup("<ruby>土曜日<rp>(</rp><rt>どようび</rt><rp>)</rp></ruby>")
    assert plain(easy.day(SATURDAY)) == "11月 28日 土曜日"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-25 17:00", "17:00"),
        ("2026-11-26 09:00", "Thu 9:00"),
        ("2026-12-01 09:00", "Tue 9:00"),
        ("2026-12-02 09:00", "Wed, Dec 2 9:00"),
        ("2026-11-24 09:00", "Tue, Nov 24 9:00"),
    ],
)
def test_a_moment_is_said_as_briefly_as_today_allows(moment: str, expected: str) -> None:
    seen_from = tokyo("2026-11-25 10:00")

    assert formats("en").day_and_clock(tokyo(moment).astimezone(TOKYO), seen_from) == expected


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("en", "A, B, and C"),
        ("es", "A, B y C"),
        ("ja", "A、B、C"),
        ("ja-easy", "A、B、C"),
        ("zh-hans", "A、B和C"),
        ("th", "A B และC"),
    ],
)
def test_a_list_is_joined_as_a_sentence_would(slug: str, expected: str) -> None:
    assert formats(slug).joined(["A", "B", "C"]) == expected


@pytest.mark.parametrize(("texts", "expected"), [([], ""), (["A"], "A"), (["A", "B"], "A and B")])
def test_short_lists_are_joined_too(texts: list[str], expected: str) -> None:
    assert formats("en").joined(texts) == expected


@pytest.mark.parametrize("slug", ["en", "ja-easy"])
def test_joined_texts_are_escaped_and_keep_the_markup_they_have(slug: str) -> None:
    joined = formats(slug).joined(["<b>", Markup("<i>A</i>")])

    assert "&lt;b&gt;" in joined
    assert "<i>A</i>" in joined


def test_every_language_has_a_name_in_every_other(every: Formats) -> None:
    assert all(plain(every.language_name(language.slug)).strip() for language in LANGUAGES)


@pytest.mark.parametrize(
    ("reader", "slug", "expected"), [("en", "ar", "Arabic"), ("en", "qqx", "qqx"), ("ja", "ar", "アラビア語")]
)
def test_a_language_outside_the_registry_is_named_by_cldr_or_by_its_code(
    reader: str, slug: str, expected: str
) -> None:
    assert formats(reader).language_name(slug) == expected


@pytest.mark.parametrize("slug", ["en", "ja"])
def test_a_holiday_keeps_its_japanese_name(slug: str) -> None:
    assert formats(slug).holiday("勤労感謝の日") == "勤労感謝の日"


def test_easy_japanese_reads_a_holiday_and_counts_minutes() -> None:
    easy = formats("ja-easy")

    assert "<rt>きんろう</rt>" in easy.holiday("勤労感謝の日")
    assert "<rt>ふん</rt>" in easy.minute_count(5)
    assert formats("en").minute_count(5) == "5"


@pytest.mark.parametrize(("slug", "expected"), [("en", ", "), ("ja", "、"), ("zh-hans", "、"), ("x-rtl", " و")])
def test_parts_of_a_list_are_parted_by_the_language_s_own_sign(slug: str, expected: str) -> None:
    assert formats(slug).comma == expected
