"""What tests ask a tab about the copies that its browser keeps."""

import time

from playwright.sync_api import Page

_NAME = "(address) => caches.match(address).then((answer) => answer?.headers.get('ETag') ?? null)"
_ADDRESSES = """async () => {
  const names = await caches.keys();
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return requests.flat().map(({ url }) => new URL(url).pathname + new URL(url).search);
}"""
_PATIENCE_S = 30


def wait_for_copy(page: Page, slug: str, *, other_than: str | None = None) -> str:
    """Return the name of the copy in a language when the browser keeps one. Raises `TimeoutError`."""
    last_look = time.monotonic() + _PATIENCE_S
    while time.monotonic() < last_look:
        name = page.evaluate(_NAME, f"/{slug}/offline.json")
        if name not in {None, other_than}:
            return str(name)
        page.wait_for_timeout(100)
    raise TimeoutError(f"no new copy in {slug} after {_PATIENCE_S} seconds")


def kept_addresses(page: Page) -> list[str]:
    """Return the addresses of all that is kept, in the order of the browser."""
    return list(page.evaluate(_ADDRESSES))


def end_worker(page: Page) -> None:
    """End the life of the service worker, as the browser does soon after a visit."""
    browser = page.context.new_cdp_session(page)
    browser.send("ServiceWorker.enable")
    browser.send("ServiceWorker.stopAllWorkers")
    browser.detach()
