from datetime import UTC, datetime, timedelta

import pytest
from limits.storage import MemoryStorage

from services.settings import Settings
from services.web.visit_limits import VisitLimits

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)


def admitted(limits: VisitLimits, *visitors: str, at: datetime = NOON) -> list[bool]:
    return [limits.admits(visitor, "report", most_an_hour=2, at=at) for visitor in visitors]


@pytest.fixture
def limits() -> VisitLimits:
    return VisitLimits(Settings())


def test_a_visitor_is_admitted_so_often_and_no_more(limits: VisitLimits) -> None:
    assert admitted(limits, *["192.0.2.1"] * 3) == [True, True, False]


def test_another_visitor_or_another_deed_is_counted_apart(limits: VisitLimits) -> None:
    admitted(limits, *["192.0.2.1"] * 3)

    assert admitted(limits, "192.0.2.2") == [True]
    assert limits.admits("192.0.2.1", "sign in", most_an_hour=2, at=NOON)


@pytest.mark.parametrize(
    "addresses",
    [
        ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::2"],
        ["192.0.2.1", "::ffff:192.0.2.1", "192.0.2.1"],
        ["", "no address", ""],
    ],
)
def test_addresses_of_one_home_are_one_visitor(limits: VisitLimits, addresses: list[str]) -> None:
    assert admitted(limits, *addresses) == [True, True, False]


def test_another_home_behind_the_same_provider_is_another_visitor(limits: VisitLimits) -> None:
    assert admitted(limits, *(f"2001:db8:1:{home}::1" for home in range(3))) == [True, True, True]


def test_what_is_kept_names_no_address_and_nobody_again_tomorrow(limits: VisitLimits) -> None:
    admitted(limits, "192.0.2.1")
    admitted(limits, "192.0.2.1", at=NOON + timedelta(days=1))

    kept = list(limits._own.storage.events)  # type: ignore[attr-defined] # noqa: SLF001 - what the memory holds.

    assert len(kept) == 2
    assert not any("192.0.2.1" in key for key in kept)


@pytest.fixture
def _one_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every process reach the same store behind an address of Redis."""
    store = MemoryStorage()

    def behind(url: str, **_: object) -> MemoryStorage:
        return store if url.startswith("redis:") else MemoryStorage()

    monkeypatch.setattr("limits.storage.storage_from_string", behind)


@pytest.mark.usefixtures("_one_redis")
@pytest.mark.parametrize(("url", "expected"), [("redis://store.example", False), ("", True)])
def test_processes_count_together_where_they_share_a_redis(url: str, *, expected: bool) -> None:
    workers = [VisitLimits(Settings(redis_url=url)) for _ in range(3)]

    assert [admitted(worker, "192.0.2.1") for worker in workers] == [[True], [True], [expected]]


def test_without_an_answer_from_redis_each_process_counts_its_own() -> None:
    limits = VisitLimits(Settings(redis_url="redis://127.0.0.1:1"))

    assert admitted(limits, *["192.0.2.1"] * 3) == [True, True, False]
