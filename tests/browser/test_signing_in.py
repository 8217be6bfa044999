"""From the link of an invitation to the first page and out again: by keyboard alone, in Japanese and in English."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pyotp import TOTP

from services.clock import utc_now
from services.database import engine_for, writing_sessions
from services.invitations import invitation_token, invite
from services.models import Role
from services.permissions import Grant
from services.settings import Settings
from tests.browser.examining import html_faults, too_wide, violations
from tests.browser.running_site import running

pytestmark = pytest.mark.browser

PASSWORD = "seven quiet herons"
EMAIL = "kari.no@example.org"
WIDTHS = (360, 1280)
BEFORE = ("/signin", "/signin/forgot")
AFTER = (
    "/staff/",
    "/staff/account",
    "/staff/people",
    "/staff/people/1",
    "/staff/reports",
    "/staff/reports/1",
    "/staff/locations",
    "/staff/locations/lounge-midori/days",
)


@pytest.fixture(scope="module")
def site(first_records: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a site of its own, and its database."""
    folder = tmp_path_factory.mktemp("staff")
    with running(first_records, folder) as address:
        yield address, folder / "madoguchi.db"


def invited(database: Path, email: str, language: str) -> str:
    """Invite a made-up administrator and return the path of the link."""
    engine = engine_for(f"sqlite:///{database}")
    with writing_sessions(engine)() as session:
        person = invite(
            session,
            email=email,
            name="架空 花子",
            language=language,
            grants=[Grant(Role.ADMINISTRATOR)],
            by="tests",
            at=utc_now(),
        )
        token = invitation_token(person, secret=Settings().secret_key, at=utc_now())
        session.commit()
    engine.dispose()
    return f"/signin/join/{token}"


def typed(page: Page, *keys: str) -> None:
    """Type texts and press keys, one after the other."""
    for key in keys:
        if key in {"Tab", "Enter", "Space", "Escape"}:
            page.keyboard.press(key)
        else:
            page.keyboard.insert_text(key)


def tabbed_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there; no page is so long that it takes a hundred."""
    for _ in range(100):
        if page.locator(selector).first.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} cannot be reached by Tab on {page.url}")


def joined(page: Page, link: str) -> TOTP:
    """Accept an invitation by keyboard; return the authenticator app that was set up."""
    page.goto(link)
    tabbed_to(page, "#password")
    typed(page, PASSWORD, "Enter")
    expect(page).to_have_url("/staff/account")
    tabbed_to(page, "details summary")
    typed(page, "Enter")
    app = TOTP(page.locator(".code").inner_text())
    tabbed_to(page, "#code")
    typed(page, app.now(), "Enter")
    expect(page.locator(".codes li")).to_have_count(10)
    return app


@pytest.fixture
def page(chromium: Browser, site: tuple[str, Path]) -> Iterator[Page]:
    context = chromium.new_context(base_url=site[0], locale="ja-JP", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_an_invitation_leads_in_and_a_code_leads_in_again(page: Page, site: tuple[str, Path]) -> None:
    app = joined(page, invited(site[1], EMAIL, "ja"))
    tabbed_to(page, "main a.button")
    typed(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("架空 花子さん、こんにちは")

    tabbed_to(page, "form[action='/signin/out'] button")
    typed(page, "Enter")
    tabbed_to(page, "#email")
    typed(page, EMAIL, "Tab", PASSWORD, "Enter")
    tabbed_to(page, "#code")
    typed(page, another_code(app), "Enter")

    expect(page).to_have_url("/staff/")


def another_code(app: TOTP) -> str:
    """Return a code that was not used: that of the next half minute, which a clock that is a little fast shows."""
    return app.at(int(time.time()) + 30)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_pages_of_staff_fit_and_are_accessible(page: Page, site: tuple[str, Path], language: str) -> None:
    link = invited(site[1], f"{language}@example.org", language)
    before = [line for address in (link, *BEFORE) for line in faults(page, address)]
    joined(page, link)

    after = [line for address in (link, *AFTER) for line in faults(page, address)]

    assert (before, after) == ([], [])
    assert page.locator("html").get_attribute("lang") == language


def faults(page: Page, address: str) -> list[str]:
    """Return what is wrong with a page, narrow and wide."""
    page.goto(address)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{address} at {width}: {line}" for line in (*violations(page), *too_wide(page))]
    return found


def with_password(page: Page, email: str) -> None:
    """Take the first step of signing in."""
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")


@pytest.fixture
def key(page: Page) -> Page:
    """A browser with a key of its own, which says yes by itself."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    automatic = {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options | automatic})
    return page


def test_a_passkey_of_the_browser_leads_in(key: Page, site: tuple[str, Path]) -> None:
    address = site[0].replace("127.0.0.1", "localhost")
    key.goto(address + invited(site[1], "key@example.org", "en"))
    key.fill("#password", PASSWORD)
    key.keyboard.press("Enter")
    key.get_by_role("button", name="Add a passkey").click()
    expect(key.locator(".codes li")).to_have_count(10)
    key.goto(f"{address}/staff/")
    key.get_by_role("button", name="Sign out").click()

    with_password(key, "key@example.org")
    # Before anybody is known, a page is in the language of the browser.
    key.get_by_role("button", name="パスキーを使う").click()

    expect(key).to_have_url(f"{address}/staff/")


def test_nothing_secret_is_stored_as_it_was_typed(page: Page, site: tuple[str, Path]) -> None:
    app = joined(page, invited(site[1], "secret@example.org", "en"))
    with sqlite3.connect(site[1]) as database:
        stored = "\n".join(database.iterdump())

    assert PASSWORD not in stored
    assert app.secret not in stored


def test_the_html_of_staff_pages_is_valid(page: Page, site: tuple[str, Path], tmp_path: Path) -> None:
    joined(page, invited(site[1], "valid@example.org", "en"))
    for number, address in enumerate((*BEFORE, *AFTER)):
        (tmp_path / f"{number}.html").write_text(page.request.get(site[0] + address).text())

    assert html_faults(tmp_path) == ""
