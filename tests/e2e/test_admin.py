"""The admin in a real browser: accessible, without breaking the security policy, and two editors at once."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page

from measures.models import Measure
from partners.models import User
from tests.builders import (
    PASSWORD,
    make_editor,
    make_goal,
    make_indicator,
    make_measure,
    make_organisation,
    make_responsible,
    make_status,
    make_step,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def measure() -> Measure:
    measure = make_measure(content="Anfang", objective="Ziel")
    make_step(measure, number=1)
    make_indicator(measure, number=1)
    make_responsible(measure, make_organisation(), number=1)
    make_status(measure, "planning")
    measure.goals.add(make_goal(measure.field_of_action))
    return measure


@pytest.fixture
def editor(page: Page, log_in: Callable[[Page, User], None]) -> Page:
    log_in(page, make_editor())
    return page


def address(measure: Measure, name: str) -> str:
    return reverse(f"admin:measures_measure_{name}", args=[measure.pk])


@pytest.fixture
def check(assert_accessible: Callable[[Page], None], page_faults: list[str]) -> Callable[[Page], None]:
    """Run axe where the page itself broke no rule; axe tries out styles that the policy then refuses."""

    def check_page(page: Page) -> None:
        assert page_faults == []
        try:
            assert_accessible(page)
        finally:
            page_faults.clear()

    return check_page


def test_every_kind_of_page_is_accessible(
    editor: Page, measure: Measure, check: Callable[[Page], None]
) -> None:
    pages = [
        reverse("admin:index"),
        reverse("admin:measures_measure_changelist"),
        reverse("admin:measures_measure_add"),
        address(measure, "change"),
        address(measure, "history"),
        address(measure, "delete"),
    ]
    for page in pages:
        editor.goto(page)
        check(editor)


def test_a_new_row_is_added_and_saved(editor: Page, measure: Measure) -> None:
    editor.goto(address(measure, "change"))
    editor.get_by_text("Umsetzungsschritt hinzufügen").click()
    editor.locator("textarea[name='steps-1-text']").fill("Noch ein Schritt")
    editor.get_by_label("Grund der Änderung").fill("Ratsbeschluss")
    editor.locator("input[name='_continue']").click()
    assert "erfolgreich geändert" in editor.locator(".messagelist").inner_text()
    assert list(measure.steps.values_list("number", "text"))[-1] == (2, "Noch ein Schritt")


def test_two_editors_at_once(editor: Page, measure: Measure, check: Callable[[Page], None]) -> None:
    other = editor.context.new_page()
    for page, text in ((editor, "Text von Anna"), (other, "Text von Berta")):
        page.goto(address(measure, "change"))
        page.locator("#id_content").fill(text)
        page.get_by_label("Grund der Änderung").fill("Probe")
    editor.locator("input[name='_save']").click()
    other.locator("input[name='_save']").click()
    assert "Text von Anna" in other.locator("main").inner_text()
    check(other)
    other.get_by_label("Meine Fassung nehmen").check()
    other.get_by_role("button", name="So speichern").click()
    measure.refresh_from_db()
    assert measure.content == "Text von Berta"


def test_text_written_while_the_session_ran_out_is_not_lost(
    editor: Page, measure: Measure, check: Callable[[Page], None]
) -> None:
    editor.goto(address(measure, "change"))
    editor.locator("#id_content").fill("Ein Text, an dem lange geschrieben wurde.")
    editor.get_by_label("Grund der Änderung").fill("Probe")
    Session.objects.all().delete()
    editor.locator("input[name='_save']").click()
    editor.get_by_label("E-Mail").fill(User.objects.get().email)
    editor.locator("input[name='password']").fill(PASSWORD)
    editor.locator("main form button[type='submit']").first.click()
    assert "Ein Text, an dem lange geschrieben wurde." in editor.locator("main").inner_text()
    check(editor)
    editor.get_by_role("button", name="Text noch einmal absenden").click()
    assert "erfolgreich geändert" in editor.locator(".messagelist").inner_text()
    measure.refresh_from_db()
    assert measure.content == "Ein Text, an dem lange geschrieben wurde."


def test_mistakes_are_reached_by_their_links_on_a_phone(
    editor: Page, measure: Measure, check: Callable[[Page], None]
) -> None:
    editor.set_viewport_size({"width": 320, "height": 640})
    editor.goto(address(measure, "change"))
    editor.locator("#id_title").fill("")
    editor.locator("input[name='_save']").click()
    links = editor.locator(".error-links")
    assert links.evaluate("list => list.scrollWidth <= list.clientWidth")
    check(editor)
    links.get_by_role("link", name="Titel").click()
    assert editor.evaluate("document.querySelector(':target').id") == "id_title"


def test_going_back_to_an_older_state_is_asked_first(
    editor: Page, measure: Measure, check: Callable[[Page], None]
) -> None:
    step = measure.steps.get()
    step.history.update(history_date="2020-01-01T00:00Z")
    step.text = "Anders"
    step.save()
    editor.goto(address(measure, "history"))
    editor.get_by_role("button", name="Auf den Stand davor zurücksetzen: Umsetzungsschritt").first.click()
    check(editor)
    editor.get_by_role("button", name="Ja, zurücksetzen").click()
    assert "Wiederhergestellt" in editor.locator(".messagelist").inner_text()
