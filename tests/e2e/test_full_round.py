"""The portal's main job once through, in the browser, on the real concept: three people play a status query.

The organisation answers by the personal link of its invitation; an account is not needed.
"""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from measures.models import Measure
from partners.models import Organisation, User
from tests.builders import PASSWORD, make_commissioner, make_contact, make_editor

CONCEPT = Path(__file__).parents[2] / "fixtures" / "krefeld_2018.yaml"
TEXT = "Im Berichtsjahr haben zwölf Schulen die Sprachmittlung genutzt."
INTERNAL = "Nur für Sie: Die Mittel sind knapp."

Accessible = Callable[[Page], None]


@pytest.fixture
def measure(live_server: LiveServer, settings: Settings) -> Measure:
    """A measure of the real concept, whose one leading organisation has a person with mail address and account."""
    settings.SITE_URL = live_server.url
    cache.clear()
    call_command("load_concept", str(CONCEPT))
    found = Measure.objects.get(field_of_action__number=1, number=2)
    make_contact(lead_of(found), name="Planta Name", email="partner@example.org")
    return found


@pytest.fixture
def new_page(new_context: Callable[[], BrowserContext]) -> Callable[[], Page]:
    """A browser of one's own for each person."""
    return lambda: new_context().new_page()


def lead_of(measure: Measure) -> Organisation:
    organisation = measure.responsibilities.asked().get().organisation
    assert organisation
    return organisation


def log_in(page: Page, user: User, *, address: str) -> None:
    page.goto(address)
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def plan_and_open(page: Page, accessible: Accessible) -> None:
    """The Integrationsbeauftragte plans the query, sees whom it does not reach, and opens it."""
    today = timezone.localdate()
    page.get_by_role("link", name="Neue Abfrage planen").click()
    accessible(page)
    page.get_by_label("Stichtag").fill(today.isoformat())
    page.get_by_label("Frist", exact=True).fill((today + dt.timedelta(days=30)).isoformat())
    press(page, "Abfrage planen")
    for _scope_questions_reminders_and_texts in range(4):
        accessible(page)
        page.get_by_role("button", name="Speichern und weiter").first.click()
    page.goto("/abfragen/")
    page.get_by_role("link", name=re.compile("Statusabfrage")).click()
    expect(page.get_by_role("heading", name="Niemand zu fragen")).to_be_visible()
    accessible(page)
    page.get_by_role("checkbox", name="Ich weiß").check()
    press(page, "Abfrage öffnen und Einladungen senden")
    expect(page.get_by_text("Die Abfrage läuft.")).to_be_visible()
    accessible(page)


def report(page: Page, accessible: Accessible) -> None:
    """The organisation opens its link, answers on one page, looks at what it sends, and submits."""
    page.goto(link_in_mail())
    accessible(page)
    press(page, "Jetzt antworten")
    accessible(page)
    page.locator("input[name$=-status][value=in_progress]").first.check()
    page.locator("input[name$=-course][value=on_track]").first.check()
    page.locator("textarea[name$=-text]").first.fill(TEXT)
    page.locator("textarea[name$=-internal_note]").first.fill(INTERNAL)
    page.locator("select[name*=-attainment_]").first.select_option("partly")
    press(page, "Speichern und Vollständiges absenden")
    accessible(page)
    press(page, "Jetzt absenden")
    expect(page.get_by_text("1 von")).to_be_visible()


def approve(page: Page, measure: Measure) -> None:
    """The KI reads the report and confirms the Umsetzungsstand that it proposes."""
    page.get_by_role("link", name=re.compile(re.escape(measure.title))).click()
    expect(page.get_by_text(INTERNAL)).to_be_visible()
    press(page, "Meldung freigeben")
    expect(page.get_by_text("Die Meldung ist freigegeben und jetzt öffentlich.")).to_be_visible()


def close_and_publish(page: Page, accessible: Accessible) -> None:
    """The Integrationsbeauftragte sees the answers and what is missing, closes, and publishes."""
    page.reload()
    expect(page.get_by_text("1 freigegeben").first).to_be_visible()
    page.get_by_role("link", name="Abfrage schließen").click()
    expect(page.get_by_role("heading", name="Was beim Schließen geschieht")).to_be_visible()
    accessible(page)
    page.get_by_role("checkbox", name="Ich habe gelesen").check()
    press(page, "Abfrage jetzt schließen")
    expect(page.get_by_text("Die Antworten sind festgehalten.")).to_be_visible()
    page.get_by_role("link", name="Bericht veröffentlichen …").click()
    page.get_by_role("checkbox").check()
    press(page, "Bericht jetzt veröffentlichen")
    expect(page.get_by_text("Der Bericht ist veröffentlicht.")).to_be_visible()


def link_in_mail() -> str:
    """Send what waits, and find the personal link in the invitation, as the recipient would."""
    call_command("send_mails")
    (invitation,) = [message for message in mail.outbox if message.to == ["partner@example.org"]]
    address = re.search(r"http\S+/zugang/\S+", str(invitation.body))
    assert address
    return address[0]


@pytest.mark.usefixtures("transactional_db")
def test_a_query_from_the_plan_to_the_published_report(
    measure: Measure,
    page: Page,
    new_page: Callable[[], Page],
    live_server: LiveServer,
    assert_accessible: Accessible,
) -> None:
    commissioner, partner, editor = new_page(), new_page(), new_page()
    lead = lead_of(measure).name

    log_in(commissioner, make_commissioner(), address="/abfragen/")
    plan_and_open(commissioner, assert_accessible)
    report(partner, assert_accessible)
    log_in(editor, make_editor(), address="/freigaben/")
    approve(editor, measure)
    close_and_publish(commissioner, assert_accessible)
    call_command("run_jobs")

    page.goto("/berichte/")
    page.get_by_role("link", name="Statusabfrage").click()
    assert_accessible(page)
    shown = page.content()
    assert TEXT in shown
    assert f"gemeldet von {lead}".replace("&", "&amp;") in shown
    assert INTERNAL not in shown
    assert "Planta Name" not in shown
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV-Datei").click()
    assert TEXT in Path(download.value.path()).read_text("utf-8-sig")

    Measure.objects.update(title="Umbenannt")
    Organisation.objects.filter(name=lead).update(name="Umbenannt")
    page.reload()
    assert page.content() == shown
