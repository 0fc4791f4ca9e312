"""Answering in the browser: saved while typing, a colleague's text left alone, and all of it without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
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


def slow_autosaves(page: Page) -> list[str]:
    """Let every autosave wait in the browser, and tell which were sent."""
    sent: list[str] = []

    def wait(route: Route) -> None:
        sent.append(route.request.url)
        page.wait_for_timeout(1500)
        route.continue_()

    page.route("**/zwischenspeichern/", wait)
    return sent


def test_submitting_while_an_autosave_is_under_way_is_no_conflict(
    page: Page, asked: Asked, log_in: LogIn
) -> None:
    report = write(asked)
    log_in(page, asked.owner)
    page.goto(report.get_absolute_url())
    sent = slow_autosaves(page)
    page.locator("#id_text").fill("Erster Satz.")
    with page.expect_request("**/zwischenspeichern/", timeout=20_000):
        pass
    page.locator("#id_text").fill("Erster Satz. Zweiter Satz.")
    page.get_by_role("button", name="Speichern und weiter zur Vorschau").click()
    expect(page.get_by_role("heading", name="Vorschau")).to_be_visible(timeout=20_000)
    assert report_of(asked).text == "Erster Satz. Zweiter Satz."
    assert len(sent) == 1


def test_no_autosave_goes_out_after_submitting(page: Page, asked: Asked, log_in: LogIn) -> None:
    report = write(asked)
    log_in(page, asked.owner)
    page.goto(report.get_absolute_url())
    sent = slow_autosaves(page)
    page.route(f"**{report.get_absolute_url()}", slowly(page))
    page.locator("#id_text").fill("In einem Zug.")
    page.get_by_role("button", name="Speichern und weiter zur Vorschau").click()
    expect(page.get_by_role("heading", name="Vorschau")).to_be_visible(timeout=20_000)
    assert sent == []
    assert report_of(asked).text == "In einem Zug."


def slowly(page: Page) -> Callable[[Route], None]:
    def wait(route: Route) -> None:
        if route.request.method == "POST":
            page.wait_for_timeout(5000)
        route.continue_()

    return wait


def test_a_refusal_is_no_lost_connection(page: Page, asked: Asked, log_in: LogIn) -> None:
    log_in(page, asked.owner)
    page.goto(page_of(asked))
    page.route("**/zwischenspeichern/", lambda route: route.fulfill(status=404))
    page.locator(f"#id_{key(asked)}-text").fill("Zu einer fremden Maßnahme")
    status = page.locator(f"#{key(asked)}-gespeichert")
    expect(status).to_contain_text("in einem neuen Fenster", timeout=20_000)


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
