"""The browser tests' tools: Debian's Chromium, driven by Playwright against the live server."""

import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page, Request
from pytest_django.live_server_helper import LiveServer

from partners.models import User

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
DARK_OPTIONS = {**AXE_OPTIONS, "runOnly": {"type": "rule", "values": ["color-contrast"]}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # Playwright keeps an event loop in the tests' thread, where Django would then refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium")
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": FLAGS}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "de-DE", "timezone_id": "Europe/Berlin"}


@pytest.fixture
def page_faults() -> list[str]:
    """What a page did that no page may do; it has to be empty when the test ends."""
    return []


@pytest.fixture
def page(page: Page, live_server: LiveServer, page_faults: list[str]) -> Generator[Page]:
    """A page that must ask no other host for anything and break no rule of the security policy."""

    def note_request(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            page_faults.append(f"asked another host: {request.url}")

    def note_message(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            page_faults.append(message.text)

    page.on("request", note_request)
    page.on("console", note_message)
    page.on("pageerror", lambda error: page_faults.append(str(error)))
    yield page
    assert page_faults == []


@pytest.fixture
def log_in(live_server: LiveServer) -> Callable[[Page, User], None]:
    """Give a page the session of a user, without the way through the log-in form."""

    def give_session(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
        )

    return give_session


def show_in(page: Page, scheme: Literal["dark", "light"]) -> None:
    """Change the colours, without those in between: Django's admin lets its links fade from one to the other."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """Fail with axe's own report where a page breaks one of its rules, also in dark, where only colours are others."""

    def run_axe(page: Page) -> None:
        show_in(page, "dark")
        in_the_dark = Axe().run(page, options=DARK_OPTIONS)
        show_in(page, "light")
        results = Axe().run(page, options=AXE_OPTIONS)
        assert in_the_dark.violations_count == 0, f"dark: {in_the_dark.generate_report()}"
        assert results.violations_count == 0, results.generate_report()

    return run_axe
