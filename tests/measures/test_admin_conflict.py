"""Two editors change one measure: the second sees both texts and loses nothing."""

import re
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from measures.models import Measure, Step
from tests.admin_forms import read_form
from tests.builders import (
    make_editor,
    make_field,
    make_goal,
    make_measure,
    make_organisation,
    make_report,
    make_step,
)

pytestmark = pytest.mark.django_db

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
RADIO = re.compile(r'<input type="radio" name="([^"]+)" value="([^"]*)" required>')
CURRENT, MINE = 0, 1


def change_page(measure: Measure) -> str:
    return reverse("admin:measures_measure_change", args=[measure.pk])


@pytest.fixture
def first() -> Client:
    client = Client()
    client.force_login(make_editor(first_name="Anna"))
    return client


@pytest.fixture
def second() -> Client:
    client = Client()
    client.force_login(make_editor(first_name="Berta"))
    return client


def choose(page: HttpResponse, choice: int) -> dict[str, Any]:
    """What a browser would post from the page of both texts, with the same choice everywhere."""
    html = page.content.decode().split('class="conflict"')[1]
    data: dict[str, Any] = {}
    for name, value in HIDDEN.findall(html):
        data.setdefault(unescape(name), []).append(unescape(value))
    options: dict[str, list[str]] = {}
    for name, value in RADIO.findall(html):
        options.setdefault(unescape(name), []).append(unescape(value))
    return data | {name: values[choice] for name, values in options.items()}


def save(client: Client, measure: Measure, data: dict[str, Any], **changes: str) -> Any:
    rows = {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(change_page(measure), {**data, "change_reason": "Probe", **rows})


def test_a_stale_save_shows_both_texts_and_writes_nothing(first: Client, second: Client) -> None:
    measure = make_measure(content="Anfang")
    mine, theirs = read_form(second, change_page(measure)), read_form(first, change_page(measure))
    save(first, measure, theirs, content="Text von Anna")
    page = save(second, measure, mine, content="Text von Berta")
    assert page.status_code == 409
    assert "Text von Anna" in page.content.decode()
    assert "Text von Berta" in page.content.decode()
    assert Measure.objects.get().content == "Text von Anna"


def test_a_save_without_version_is_stale(first: Client) -> None:
    measure = make_measure()
    data = read_form(first, change_page(measure))
    del data["version"]
    assert first.post(change_page(measure), data).status_code == 409


@pytest.mark.parametrize(("choice", "result"), [(CURRENT, "Text von Anna"), (MINE, "Text von Berta")])
def test_the_choice_is_saved(first: Client, second: Client, choice: int, result: str) -> None:
    measure = make_measure(content="Anfang")
    mine, theirs = read_form(second, change_page(measure)), read_form(first, change_page(measure))
    save(first, measure, theirs, content="Text von Anna")
    page = save(second, measure, mine, content="Text von Berta")
    assert second.post(change_page(measure), choose(page, choice)).status_code == 302
    assert Measure.objects.get().content == result


def test_a_third_save_meanwhile_asks_again(first: Client, second: Client) -> None:
    measure = make_measure(content="Anfang")
    mine, theirs = read_form(second, change_page(measure)), read_form(first, change_page(measure))
    save(first, measure, theirs, content="Zwei")
    page = save(second, measure, mine, content="Drei")
    save(first, measure, read_form(first, change_page(measure)), content="Vier")
    assert second.post(change_page(measure), choose(page, MINE)).status_code == 409


def test_rows_are_shown_side_by_side_too(first: Client, second: Client) -> None:
    measure = make_measure()
    make_step(measure, number=1, text="Anfang")
    mine, theirs = read_form(second, change_page(measure)), read_form(first, change_page(measure))
    save(first, measure, theirs, steps__0__text="Schritt von Anna")
    page = save(second, measure, mine, steps__0__text="Schritt von Berta")
    assert page.status_code == 409
    assert second.post(change_page(measure), choose(page, MINE)).status_code == 302
    assert Step.objects.get().text == "Schritt von Berta"


def test_a_row_deleted_meanwhile_can_be_kept(first: Client, second: Client) -> None:
    measure = make_measure()
    make_step(measure, number=1, text="Eins")
    make_step(measure, number=2, text="Zwei")
    mine, theirs = read_form(second, change_page(measure)), read_form(first, change_page(measure))
    save(first, measure, theirs, steps__0__DELETE="on")
    page = save(second, measure, mine, steps__0__text="Eins, verbessert")
    assert "inzwischen gelöscht" in page.content.decode()
    assert second.post(change_page(measure), choose(page, MINE)).status_code == 302
    assert sorted(measure.steps.values_list("text", flat=True)) == ["Eins, verbessert", "Zwei"]


def test_a_row_deleted_meanwhile_can_stay_deleted(first: Client, second: Client) -> None:
    measure = make_measure()
    make_step(measure, number=1, text="Eins")
    mine, theirs = read_form(second, change_page(measure)), read_form(first, change_page(measure))
    save(first, measure, theirs, steps__0__DELETE="on")
    page = save(second, measure, mine, steps__0__text="Eins, verbessert", content="Neu")
    second.post(change_page(measure), choose(page, CURRENT))
    assert not measure.steps.exists()


def test_rows_added_by_both_stay(first: Client, second: Client) -> None:
    measure = make_measure()
    mine, theirs = read_form(second, change_page(measure)), read_form(first, change_page(measure))
    added = {"steps-TOTAL_FORMS": "1", "steps-0-number": "1"}
    save(first, measure, theirs | added, steps__0__text="Von Anna")
    page = save(second, measure, mine | added, steps__0__text="Von Berta", steps__0__number="2")
    assert second.post(change_page(measure), choose(page, MINE)).status_code == 302
    assert list(measure.steps.values_list("text", flat=True)) == ["Von Anna", "Von Berta"]


def test_assignments_of_both_are_shown_one_by_one(first: Client, second: Client) -> None:
    field = make_field()
    hers, mine_goal = make_goal(field), make_goal(field)
    measure = make_measure(field)
    mine, theirs = read_form(second, change_page(measure)), read_form(first, change_page(measure))
    save(first, measure, theirs | {"goals": [str(hers.pk)]})
    page = save(second, measure, mine | {"goals": [str(mine_goal.pk)]}).content.decode()
    assert f'name="goals" value="{hers.pk}">' in page
    assert f'name="goals" value="{mine_goal.pk}" checked>' in page


def test_what_was_entered_is_shown_when_the_measure_is_gone(first: Client) -> None:
    measure = make_measure()
    address, data = change_page(measure), read_form(first, change_page(measure))
    measure.delete()
    page = first.post(address, {**data, "content": "Mein langer Text"})
    assert page.status_code == 409
    assert "Mein langer Text" in page.content.decode()


def test_deleting_asks_with_the_version_that_was_seen(first: Client) -> None:
    measure = make_measure()
    address = reverse("admin:measures_measure_delete", args=[measure.pk])
    question = first.get(address, follow=True)
    assert question.request["QUERY_STRING"] == "version=1"
    assert first.post(f"{address}?version=1", {"post": "yes"}).status_code == 302
    assert not Measure.objects.exists()


def test_what_was_changed_meanwhile_is_not_deleted(first: Client, second: Client) -> None:
    measure = make_measure()
    address = reverse("admin:measures_measure_delete", args=[measure.pk])
    save(second, measure, read_form(second, change_page(measure)), content="Neu")
    assert first.post(f"{address}?version=1", {"post": "yes"}).status_code == 409
    assert Measure.objects.exists()


def test_a_measure_with_reports_stays(first: Client) -> None:
    measure = make_measure()
    make_report(measure, make_organisation())
    address = reverse("admin:measures_measure_delete", args=[measure.pk])
    answer = first.post(f"{address}?version=1", {"post": "yes"}, follow=True)
    assert "kann nicht gelöscht werden" in answer.content.decode()
    assert Measure.objects.exists()


def test_there_is_no_deleting_in_bulk(first: Client) -> None:
    measure = make_measure()
    data = {"action": "delete_selected", "_selected_action": [measure.pk], "post": "yes"}
    first.post(reverse("admin:measures_measure_changelist"), data)
    assert Measure.objects.exists()
