"""What must not happen on any page: an error, a breach of the policy, a request to another address."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Request

BLOCKED = "Service Worker registration blocked by Playwright"
"""What tests say that want no worker."""


class Troubles:
    """Collects what goes wrong in the tabs that are watched."""

    def __init__(self, *origins: str) -> None:
        """Watch for requests to anywhere but `origins`."""
        self.seen: list[str] = []
        self._allowed = (*(f"{origin}/" for origin in origins), "data:", "blob:")
        self._expected: tuple[str, ...] = ()

    def watch(self, page: Page) -> Callable[[], None]:
        """Begin to collect what happens in `page`; returns what ends it."""
        listeners: dict[str, Callable[[Any], None]] = {
            "pageerror": lambda error: self.seen.append(f"{page.url}: {error}"),
            "dialog": lambda dialog: self.seen.append(f"{page.url}: dialog {dialog.message}"),
            "console": lambda line: self._take_line(page, line),
            "request": self._take_request,
        }
        for event, listener in listeners.items():
            page.on(event, listener)

        def stop() -> None:
            for event, listener in listeners.items():
                page.remove_listener(event, listener)

        return stop

    def expect(self, *parts: str) -> None:
        """Let pass from now on what holds one of `parts`."""
        self._expected += parts

    def _take_line(self, page: Page, line: ConsoleMessage) -> None:
        # Chromium reports that a page itself is a 400 or 404; that is what such a page is for.
        is_own_status = line.location["url"] == page.url and "status of 4" in line.text
        is_expected = line.text == BLOCKED or any(part in line.text for part in self._expected)
        if line.type in {"error", "warning"} and not is_own_status and not is_expected:
            self.seen.append(f"{page.url}: {line.text}")

    def _take_request(self, request: Request) -> None:
        if not request.url.startswith(self._allowed):
            self.seen.append(f"request to {request.url}")
