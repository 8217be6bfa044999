"""Whether a device keeps a copy is its reader's choice, and a failing network or site leaves nothing half."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from services import listings
from services.changes import record_change
from services.clock import utc_now
from services.database import engine_for, writing_sessions
from services.models import Location
from tests.browser.failing_site import FailingSite, failing_site
from tests.browser.running_site import running
from tests.browser.saved_copies import end_worker, kept_addresses, wait_for_copy
from tests.browser.troubles import Troubles

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
SAVING = "Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) })"
KEEP, DELETE = "Keep a copy for times without a connection", "Delete the saved copy"
MIDORI, OLD_PHONE, NEW_PHONE = "/en/locations/lounge-midori", "045-532-3548", "045-000-0000"


@pytest.fixture
def first_visit(visit: Visit) -> Visit:
    """Open a page in a browser that may keep a copy."""
    return partial(visit, service_workers="allow")


@pytest.fixture
def site(live_site: str) -> Iterator[FailingSite]:
    """The site, behind a proxy that fails when it is told to."""
    with failing_site(live_site) as failing:
        yield failing


@pytest.fixture
def visitor(chromium: Browser, site: FailingSite) -> Iterator[Page]:
    """A tab of somebody who comes through that proxy."""
    context = chromium.new_context(base_url=site.address, service_workers="allow")
    yield context.new_page()
    context.close()


def test_the_privacy_page_tells_since_when_and_deletes(first_visit: Visit) -> None:
    page = first_visit("/en/privacy")
    wait_for_copy(page, "en")
    expect(page.locator("[data-kept-copy] li")).to_contain_text("English: ")

    page.get_by_role("button", name=DELETE).click()

    expect(page.get_by_text("The saved copy is deleted.")).to_be_visible()
    expect(page.get_by_role("button", name=KEEP)).to_be_focused()
    assert kept_addresses(page) == []


def test_what_was_deleted_stays_away_until_it_is_asked_for(first_visit: Visit) -> None:
    page = first_visit("/en/privacy")
    wait_for_copy(page, "en")
    page.get_by_role("button", name=DELETE).click()
    expect(page.get_by_role("button", name=KEEP)).to_be_visible()

    page.goto("/en/")
    page.wait_for_timeout(1_000)
    assert kept_addresses(page) == []
    page.goto("/en/privacy")
    page.get_by_role("button", name=KEEP).click()

    expect(page.get_by_text("The saved copy is on this device now.")).to_be_visible()
    wait_for_copy(page, "en")


@pytest.fixture
def saver(chromium: Browser, live_site: str, troubles: Troubles) -> Iterator[Page]:
    """A tab whose reader told the browser to save data."""
    context = chromium.new_context(base_url=live_site, service_workers="allow")
    context.add_init_script(SAVING)
    page = context.new_page()
    troubles.watch(page)
    yield page
    context.close()


def test_who_saves_data_is_asked_first(saver: Page) -> None:
    saver.goto("/en/about")
    saver.wait_for_timeout(1_000)
    assert kept_addresses(saver) == []

    saver.get_by_role("button", name=KEEP).click()

    expect(saver.get_by_text("The saved copy is on this device now.")).to_be_focused()
    wait_for_copy(saver, "en")
    saver.goto("/en/accessibility")
    expect(saver.get_by_role("button", name=KEEP)).to_have_count(0)


def test_only_the_last_languages_are_kept(first_visit: Visit) -> None:
    page = first_visit("/en/about")
    for slug in ("en", "ja", "ja-easy", "x-rtl"):
        page.goto(f"/{slug}/about")
        wait_for_copy(page, slug)

    copies = [address for address in kept_addresses(page) if address.endswith("/offline.json")]

    assert sorted(copies) == ["/ja-easy/offline.json", "/ja/offline.json", "/x-rtl/offline.json"]


def test_where_the_site_does_not_answer_in_time_the_copy_does(visitor: Page, site: FailingSite) -> None:
    visitor.goto("/en/")
    wait_for_copy(visitor, "en")
    site.is_hanging = True

    visitor.goto(MIDORI)

    expect(visitor.locator(".saved-line")).to_be_visible()


@pytest.mark.parametrize("status", [502, 503, 504])
def test_where_a_proxy_cannot_reach_the_site_the_copy_answers(visitor: Page, site: FailingSite, status: int) -> None:
    visitor.goto("/en/")
    wait_for_copy(visitor, "en")
    site.status = status

    visitor.goto(MIDORI)

    expect(visitor.locator(".saved-line")).to_be_visible()


@pytest.mark.parametrize("status", [404, 500])
def test_what_the_site_itself_says_is_shown(visitor: Page, site: FailingSite, status: int) -> None:
    visitor.goto("/en/")
    wait_for_copy(visitor, "en")
    site.status = status

    answer = visitor.goto(MIDORI)

    assert answer is not None
    assert answer.status == status
    expect(visitor.locator(".saved-line")).to_have_count(0)


@pytest.mark.parametrize("cut", ["/en/offline.json", "/map.js"])
def test_a_line_cut_while_the_copy_comes_leaves_nothing_half(visitor: Page, site: FailingSite, cut: str) -> None:
    site.cuts = cut
    visitor.goto("/en/")
    site.wait_until_cut(visitor)
    assert not any(address.endswith("/offline.json") for address in kept_addresses(visitor))

    site.recover()
    visitor.goto("/en/about")

    wait_for_copy(visitor, "en")
    visitor.context.set_offline(True)
    visitor.goto(MIDORI)
    expect(visitor.locator(".saved-line")).to_be_visible()


@pytest.fixture
def changing(first_records: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a site whose data change."""
    with running(first_records, tmp_path) as address:
        yield address


def change_phone(database: Path) -> None:
    """Give Midori's lounge another number, as a clerk would."""
    engine = engine_for(f"sqlite:///{database}")
    with writing_sessions(engine)() as session:
        location = session.scalars(select(Location).where(Location.slug == "lounge-midori")).one()
        location.phones[0].number = NEW_PHONE
        listings.refresh(session, [location])
        record_change(session, subject="location/lounge-midori", action="edit", changes={}, by="tests", at=utc_now())
        session.commit()
    engine.dispose()


def test_what_changes_arrives_with_the_next_visit(chromium: Browser, changing: str, tmp_path: Path) -> None:
    context = chromium.new_context(base_url=changing, service_workers="allow")
    page = context.new_page()
    page.goto("/en/")
    name = wait_for_copy(page, "en")
    change_phone(tmp_path / "madoguchi.db")
    end_worker(page)

    page.goto("/en/about")
    wait_for_copy(page, "en", other_than=name)
    context.set_offline(True)
    page.goto(MIDORI)

    expect(page.locator("main")).to_contain_text(NEW_PHONE)
    expect(page.locator("main")).not_to_contain_text(OLD_PHONE)
    context.close()
