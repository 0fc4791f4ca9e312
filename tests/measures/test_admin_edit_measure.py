"""Editors change a measure in the admin."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from measures.admin.sheet import FIELDSETS
from measures.models import Measure, MeasureStatus, StatusSource, Step
from tests.admin_forms import read_form
from tests.builders import (
    make_editor,
    make_indicator,
    make_measure,
    make_organisation,
    make_partner,
    make_responsible,
    make_status,
    make_step,
)

pytestmark = pytest.mark.django_db


def change_page(measure: Measure) -> str:
    return reverse("admin:measures_measure_change", args=[measure.pk])


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor(first_name="Erika", last_name="Redaktion"))
    return client


def test_the_form_follows_the_sheet(editor: Client) -> None:
    page = editor.get(change_page(make_measure())).content.decode()
    places = [page.index(f">{title}</h2>") for title, _options in FIELDSETS]
    assert places == sorted(places)
    rows = [page.index(f'id="{prefix}-group"') for prefix in ("steps", "indicators", "responsibilities")]
    assert places[4] < rows[0] < places[5] < rows[1] < places[6] < rows[2] < places[7]


def test_assignments_are_marked_as_the_editors_own(editor: Client) -> None:
    page = editor.get(change_page(make_measure())).content.decode()
    assert page.count("Zuordnung der Redaktion:") == 2


def test_a_save_counts_the_version_and_names_the_author(editor: Client) -> None:
    measure = make_measure()
    data = read_form(editor, change_page(measure))
    response = editor.post(
        change_page(measure), {**data, "start_on": "01.01.2027", "start_precision": "year"}
    )
    assert response.status_code == 302
    measure.refresh_from_db()
    assert (measure.start_on, measure.version) == (dt.date(2027, 1, 1), 2)
    assert str(measure.history.first().history_user) == "Erika Redaktion"


def test_a_change_of_a_row_alone_counts_the_version(editor: Client) -> None:
    measure = make_measure()
    make_step(measure, number=1)
    data = read_form(editor, change_page(measure))
    editor.post(change_page(measure), {**data, "steps-0-done_on": "01.02.2026"})
    measure.refresh_from_db()
    assert measure.version == 2


def test_official_wording_needs_a_reason(editor: Client) -> None:
    measure = make_measure(content="Alt")
    data = read_form(editor, change_page(measure))
    response = editor.post(change_page(measure), {**data, "content": "Neu"})
    assert "Grund der Änderung" in str(response.context["errors"])
    assert Measure.objects.get().content == "Alt"


def test_the_reason_is_kept_with_the_change(editor: Client) -> None:
    measure = make_measure(content="Alt")
    data = read_form(editor, change_page(measure))
    editor.post(change_page(measure), {**data, "content": "Neu", "change_reason": "Ratsbeschluss"})
    newest = measure.history.first()
    assert (newest.content, newest.history_change_reason) == ("Neu", "Ratsbeschluss")


def test_official_wording_of_a_row_needs_a_reason_too(editor: Client) -> None:
    measure = make_measure()
    step = make_step(measure, number=1, text="Alt")
    data = {**read_form(editor, change_page(measure)), "steps-0-text": "Neu"}
    assert editor.post(change_page(measure), data).status_code == 200
    editor.post(change_page(measure), {**data, "change_reason": "Ratsbeschluss"})
    assert step.history.first().history_change_reason == "Ratsbeschluss"


def test_deleting_a_row_with_wording_needs_a_reason(editor: Client) -> None:
    measure = make_measure()
    make_step(measure, number=1)
    data = {**read_form(editor, change_page(measure)), "steps-0-DELETE": "on"}
    assert editor.post(change_page(measure), data).status_code == 200
    assert editor.post(change_page(measure), {**data, "change_reason": "entfällt"}).status_code == 302
    assert not Step.objects.exists()


def test_line_ends_alone_are_no_change(editor: Client) -> None:
    measure = make_measure(content="Eins\n\nZwei")
    data = {**read_form(editor, change_page(measure)), "content": "Eins\r\n\r\nZwei"}
    assert editor.post(change_page(measure), data).status_code == 302
    assert Measure.objects.get().content == "Eins\n\nZwei"


def test_rows_can_swap_places(editor: Client) -> None:
    measure = make_measure()
    first, second = make_step(measure, number=1), make_step(measure, number=2)
    data = {**read_form(editor, change_page(measure)), "steps-0-number": "2", "steps-1-number": "1"}
    assert editor.post(change_page(measure), data).status_code == 302
    assert list(measure.steps.order_by("number")) == [second, first]


def test_two_rows_in_one_place_are_refused(editor: Client) -> None:
    measure = make_measure()
    make_step(measure, number=1)
    make_step(measure, number=2)
    data = {**read_form(editor, change_page(measure)), "steps-0-number": "2"}
    assert "denselben Platz" in editor.post(change_page(measure), data).content.decode()


def test_a_new_row_without_place_goes_to_the_end(editor: Client) -> None:
    measure = make_measure()
    make_step(measure, number=4)
    data = read_form(editor, change_page(measure))
    row = {"steps-TOTAL_FORMS": "2", "steps-1-text": "Noch ein Schritt", "change_reason": "ergänzt"}
    assert editor.post(change_page(measure), {**data, **row}).status_code == 302
    assert measure.steps.get(text="Noch ein Schritt").number == 5


def test_a_status_of_the_editors_names_who_confirmed_it(editor: Client) -> None:
    measure = make_measure()
    data = read_form(editor, change_page(measure))
    row = {"statuses-TOTAL_FORMS": "1", "statuses-0-as_of": "01.03.2026", "statuses-0-status": "planning"}
    assert editor.post(change_page(measure), {**data, **row}).status_code == 302
    status = MeasureStatus.objects.get()
    assert (status.source, str(status.confirmed_by)) == (StatusSource.EDITORS, "Erika Redaktion")
    assert status.confirmed_at is not None


@pytest.mark.parametrize(("changed", "confirmed_by"), [("note", "None"), ("status", "Erika Redaktion")])
def test_a_typing_error_mended_in_a_status_confirms_nothing_anew(
    editor: Client, changed: str, confirmed_by: str
) -> None:
    measure = make_measure()
    make_status(measure, "planning")
    data = read_form(editor, change_page(measure))
    row = {f"statuses-0-{changed}": {"note": "Tippfehler", "status": "in_progress"}[changed]}
    assert editor.post(change_page(measure), {**data, **row}).status_code == 302
    assert str(MeasureStatus.objects.get().confirmed_by) == confirmed_by


def test_a_value_of_an_indicator_counts_the_measure_up(editor: Client) -> None:
    measure = make_measure()
    indicator = make_indicator(measure)
    address = reverse("admin:measures_indicator_change", args=[indicator.pk])
    row = {"values-TOTAL_FORMS": "1", "values-0-as_of": "01.03.2026", "values-0-attainment": "partly"}
    assert editor.post(address, {**read_form(editor, address), **row}).status_code == 302
    measure.refresh_from_db()
    assert measure.version == 2
    assert str(indicator.values.get().confirmed_by) == "Erika Redaktion"


def test_organisations_are_found_by_typing(editor: Client) -> None:
    make_organisation(name="Diakonie")
    query = {"app_label": "measures", "model_name": "responsibility", "field_name": "organisation"}
    found = editor.get(reverse("admin:autocomplete"), {**query, "term": "Diak"}).json()
    assert [row["text"] for row in found["results"]] == ["Diakonie"]


def test_the_form_leads_to_the_website(editor: Client) -> None:
    measure = make_measure()
    page = editor.get(change_page(measure)).content.decode()
    assert f'href="{measure.get_absolute_url()}"' in page
    assert "Auf der Website ansehen" in page


def test_partners_have_no_admin(client: Client) -> None:
    measure = make_measure()
    client.force_login(make_partner(make_organisation()))
    assert client.get(change_page(measure)).status_code in {302, 403, 404}


def test_the_form_asks_as_often_for_many_rows(editor: Client, django_assert_max_num_queries: object) -> None:
    measure = make_measure()
    for number in range(1, 21):
        make_step(measure, number=number)
        make_indicator(measure, number=number)
        make_status(measure, "planning")
    make_responsible(measure, make_organisation(), number=1)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        editor.get(change_page(measure))


def test_mistakes_stand_on_top_with_links_to_their_fields(editor: Client) -> None:
    measure = make_measure()
    make_step(measure, number=1)
    data = {**read_form(editor, change_page(measure)), "title": "", "steps-0-text": ""}
    page = editor.post(change_page(measure), data).content.decode()
    top = page[page.index('class="errornote"') : page.index("<fieldset")]
    assert '<a href="#id_title">Titel</a>: Dieses Feld ist zwingend erforderlich.' in top
    assert '<a href="#id_steps-0-text">Umsetzungsschritt 1, ' in top
    assert 'id="id_steps-0-text"' in page


def test_a_mistake_of_several_rows_leads_to_their_group(editor: Client) -> None:
    measure = make_measure()
    make_step(measure, number=1)
    make_step(measure, number=2)
    data = {**read_form(editor, change_page(measure)), "steps-0-number": "2"}
    page = editor.post(change_page(measure), data).content.decode()
    assert '<a href="#steps-group">' in page
    assert 'id="steps-group"' in page


def test_a_form_without_mistakes_has_no_list_of_them(editor: Client) -> None:
    assert "error-links" not in editor.get(change_page(make_measure())).content.decode()
