"""Answering in the browser: saved while typing, a colleague's text left alone, and all of it without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from partners.models import User
from reporting.models import ProgressReport
from tests.reporting.answering import key, page_of
from tests.reporting.test_answer_all import report_of, write
from tests.reporting.workbooks import Asked, make_asked

LogIn = Callable[[Page, User], None]


@pytest.fixture
def asked(live_server: LiveServer) -> Asked:
    return make_asked(measures=2)


def test_typing_is_saved(
    page: Page, asked: Asked, log_in: LogIn, assert_accessible: Callable[[Page], None]
) -> None:
    log_in(page, asked.owner)
    page.goto(page_of(asked))
    assert_accessible(page)
    page.locator(f"#id_{key(asked)}-text").fill("Während des Schreibens")
    expect(page.locator(f"#{key(asked)}-gespeichert")).to_contain_text("Gespeichert um", timeout=20_000)
    assert report_of(asked).text == "Während des Schreibens"
    page.locator(f"#id_{key(asked)}-next_steps").fill("Weiter so")
    page.locator(f"#{key(asked)}").get_by_role("button", name="Entwurf speichern").click()
    expect(page.get_by_text("Abgesendet ist er noch nicht")).to_be_visible()
    assert report_of(asked).next_steps == "Weiter so"


def test_a_colleagues_text_is_not_overwritten(page: Page, asked: Asked, log_in: LogIn) -> None:
    log_in(page, asked.owner)
    page.goto(page_of(asked))
    write(asked)
    page.locator(f"#id_{key(asked)}-text").fill("Mein Text")
    status = page.locator(f"#{key(asked)}-gespeichert")
    expect(status).to_contain_text("an anderer Stelle geändert", timeout=20_000)
    assert report_of(asked).text == "Von der Kollegin"
    expect(page.locator(f"#id_{key(asked)}-text")).to_have_value("Mein Text")


def test_without_javascript(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, asked: Asked, log_in: LogIn
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    log_in(page, asked.owner)
    page.goto(f"{live_server.url}{page_of(asked)}")
    page.locator(f"#id_{key(asked)}-text").fill("Ohne Skript")
    page.get_by_role("button", name="Alles als Entwurf speichern").click()
    expect(page.get_by_text("Abgesendet ist er noch nicht")).to_be_visible()
    assert ProgressReport.objects.get().text == "Ohne Skript"
