from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from geodata.coords import Point
from services.errors import BadParameter
from services.finding import PAGE_SIZE, FindQuery, Found, find
from services.opening import State
from services.phone_help import NEAR_M
from services.timetables import Channel
from tests.timetables_for_tests import tokyo

WEDNESDAY = tokyo("2026-11-25 10:00")
WEDNESDAY_EVENING = tokyo("2026-11-25 18:00")
SUNDAY_NIGHT = tokyo("2026-11-22 23:30")
TSURUMI_LOUNGE = Point(35.507018, 139.676782)
NAKAYAMA = Point(35.51476, 139.53974)
CENTER = "center-multicultural"

Asking = Callable[..., Found]


@pytest.fixture
def ask(either_session: Session) -> Asking:
    """Find on a Wednesday at ten, unless the test says otherwise."""

    def asked(*, at: datetime = WEDNESDAY, spoken_for: str | None = None, **query: object) -> Found:
        return find(either_session, FindQuery(at=at, **query), spoken_for=spoken_for)  # type: ignore[arg-type]

    return asked


def north_of(point: Point, metres: float) -> Point:
    return Point(point.lat + metres / 110_950, point.lon)


def slugs(found: Found) -> list[str]:
    return [entry.listing["slug"] for entry in found.entries]


def help_by_phone(found: Found) -> str | None:
    return found.phone_help.listing["slug"] if found.phone_help else None


def test_everything_is_found_by_the_page(ask: Asking) -> None:
    first, second = ask(), ask(page=2)

    assert (len(first.entries), len(second.entries)) == (PAGE_SIZE, 19)
    assert (first.total, first.pages, first.is_more) == (39, 2, False)
    assert len(set(slugs(first) + slugs(second))) == 39


@pytest.mark.parametrize("page", [3, 9_999])
def test_a_page_beyond_the_last_is_refused_with_the_pages_there_are(ask: Asking, page: int) -> None:
    with pytest.raises(BadParameter, match="1 to 2") as caught:
        ask(page=page)

    assert caught.value.name == "page"


@pytest.mark.parametrize("query", [{"q": "zzzzqq"}, {"kind": "lounge", "ward": "14110"}, {"kind": "lounge"}])
def test_a_second_page_of_what_fits_on_one_is_refused(ask: Asking, query: dict[str, str]) -> None:
    with pytest.raises(BadParameter, match=r"may be 1$"):
        ask(page=2, **query)


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ({"kind": "lounge"}, 13),
        ({"kind": "ward_office"}, 18),
        ({"ward": "14113"}, 2),
        ({"ward": "14113", "kind": "lounge"}, 1),
        ({"kind": "lounge", "ward": "14110"}, 0),
        ({"q": "ラウンジ"}, 13),
    ],
)
def test_the_total_counts_what_was_asked_for(ask: Asking, query: dict[str, str], total: int) -> None:
    found = ask(**query)

    assert found.total == len(found.entries) == total


@pytest.mark.parametrize("q", ["中山", "Nakayama", "나카야마", "226-0019"])
def test_a_place_in_the_words_is_where_the_search_starts(ask: Asking, q: str) -> None:
    assert slugs(ask(q=q, kind="lounge"))[0] == "lounge-midori"


def test_a_position_wins_over_a_place_in_the_words(ask: Asking) -> None:
    found = ask(q="中山", start=TSURUMI_LOUNGE)

    assert slugs(found)[0] == "lounge-tsurumi"
    assert found.query.start == TSURUMI_LOUNGE


def test_what_the_words_said_is_filled_in(ask: Asking) -> None:
    query = ask(q="緑区役所 ネパール語").query

    assert (query.kind, query.speaks) == ("ward_office", "ne")
    assert query.start is not None


def test_a_parameter_wins_over_the_words(ask: Asking) -> None:
    query = ask(q="visa Portuguese", topic="school", speaks="vi").query

    assert (query.topic, query.speaks) == ("school", "vi")


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("MY Plaza", ["lounge-tsuzuki"]),
        ("つづきマイプラザ", ["lounge-tsuzuki"]),
        ("YOKE", ["yoke"]),
        ("zzzzqq", []),
    ],
)
def test_words_that_are_no_place_and_no_need_are_looked_for_in_names(
    ask: Asking, q: str, expected: list[str]
) -> None:
    assert slugs(ask(q=q)) == expected


def test_a_name_search_keeps_to_the_other_parameters(ask: Asking) -> None:
    assert slugs(ask(q="MY Plaza", kind="ward_office")) == []
    assert slugs(ask(q="MY Plaza", ward="14118", speaks="vi")) == ["lounge-tsuzuki"]


@pytest.mark.parametrize("q", ["100%_", "_______", "a%b", "\\"])
def test_signs_of_the_database_s_patterns_are_nothing_special(ask: Asking, q: str) -> None:
    assert ask(q=q + "zzzzqq").total == 0


def test_words_of_which_a_part_is_understood_fall_back_to_that_part(ask: Asking) -> None:
    found = ask(q="English speaking doctor")

    assert (found.query.topic, found.query.speaks) == ("medical", "en")
    assert found.understood.name is None


@pytest.mark.parametrize(
    ("speaks", "spoken_for", "expected"), [("es", "vi", "es"), (None, "vi", "vi"), (None, None, None)]
)
def test_answers_are_for_the_language_asked_for_or_else_the_reader_s(
    ask: Asking, speaks: str | None, spoken_for: str | None, expected: str | None
) -> None:
    found = ask(speaks=speaks, spoken_for=spoken_for, ward="14101", kind="lounge")

    spoken = found.entries[0].spoken
    states = {"es": State.NOW, "vi": State.NO, None: None}
    assert (spoken.state if spoken else None) is states[expected]


def test_the_reader_s_language_alone_does_not_change_the_order(ask: Asking) -> None:
    assert slugs(ask(spoken_for="es", start=NAKAYAMA)) == slugs(ask(start=NAKAYAMA))


def test_distances_are_metres_from_the_start_and_none_without_one(ask: Asking) -> None:
    near = ask(start=north_of(TSURUMI_LOUNGE, 1_000), kind="lounge").entries[0]

    assert near.distance_m == pytest.approx(1_000, abs=2)
    assert ask(kind="lounge").entries[0].distance_m is None


@pytest.mark.parametrize(
    ("metres", "expected"), [(0, None), (NEAR_M - 20, None), (NEAR_M + 20, CENTER), (20_000, CENTER)]
)
def test_help_by_phone_stands_where_nobody_within_3_km_speaks_it_now(
    ask: Asking, metres: float, expected: str | None
) -> None:
    found = ask(start=north_of(TSURUMI_LOUNGE, metres), speaks="zh-hans", at=WEDNESDAY_EVENING)

    assert slugs(found)[0] == "lounge-tsurumi"
    assert help_by_phone(found) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, CENTER),
        ({"page": 2}, None),
        ({"is_any_time": True}, None),
        ({"speaks": None}, None),
        ({"start": None}, None),
        ({"start": None, "at": SUNDAY_NIGHT}, CENTER),
        ({"at": SUNDAY_NIGHT}, CENTER),
        ({"q": "zzzzqq"}, None),
        ({"kind": "lounge", "ward": "14110"}, CENTER),
    ],
)
def test_help_by_phone_is_for_the_first_page_of_a_language_at_a_moment(
    ask: Asking, changed: dict[str, object], expected: str | None
) -> None:
    assert help_by_phone(ask(**{"speaks": "es", "start": NAKAYAMA, **changed})) == expected


def test_help_by_phone_has_no_distance_and_keeps_its_place_in_the_list(ask: Asking) -> None:
    found = ask(speaks="es", start=NAKAYAMA)

    assert found.phone_help is not None
    assert found.phone_help.distance_m is None
    assert found.phone_help.spoken is not None
    assert found.phone_help.spoken.channel is Channel.PHONE
    assert CENTER in slugs(found)


def test_the_reader_s_own_language_alone_brings_no_help_by_phone(ask: Asking) -> None:
    assert help_by_phone(ask(spoken_for="es", start=NAKAYAMA)) is None


def test_the_query_of_the_answer_is_the_one_asked_where_the_words_said_nothing(ask: Asking) -> None:
    query = FindQuery(at=WEDNESDAY, ward="14113")

    assert ask(ward="14113").query == query


def test_where_no_place_answers_a_need_the_center_is_offered_whatever_the_language(either_session: Session) -> None:
    found = find(either_session, FindQuery(at=WEDNESDAY, topic="medical"))

    assert found.entries == ()
    assert found.phone_help is not None
    assert found.phone_help.listing["slug"] == CENTER
