"""The timeline of a measure and what can be restored from it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fields.models import Chapter
from measures.models import Measure, Responsibility, Step
from safety.admin.diff import word_diff
from safety.admin.entries import Entry
from tests.admin_forms import read_form
from tests.builders import (
    make_concept,
    make_editor,
    make_field,
    make_goal,
    make_measure,
    make_organisation,
    make_responsible,
    make_step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor(first_name="Erika"))
    return client


def save(client: Client, measure: Measure, **changes: Any) -> None:
    address = reverse("admin:measures_measure_change", args=[measure.pk])
    rows = {name.replace("__", "-"): value for name, value in changes.items()}
    data = {**read_form(client, address), "change_reason": "Ratsbeschluss", **rows}
    assert client.post(address, data).status_code == 302


def timeline(client: Client, measure: Measure) -> list[Entry]:
    page = client.get(reverse("admin:measures_measure_history", args=[measure.pk]))
    entries: list[Entry] = page.context["page"].object_list
    return entries


def restore(client: Client, measure: Measure, **wanted: Any) -> Any:
    measure.refresh_from_db()
    data = {"version": measure.version, **wanted}
    return client.post(reverse("admin:measures_measure_restore", args=[measure.pk]), data)


def test_a_word_diff_marks_what_went_and_what_came() -> None:
    assert word_diff("Alle <b> Schulen", "Alle Kitas") == (
        "Alle <del>&lt;b&gt; Schulen</del><ins>Kitas</ins>"
    )


def test_one_save_is_one_entry_with_its_rows_and_links(editor: Client) -> None:
    measure = make_measure(content="Alt")
    goal = make_goal(measure.field_of_action, title="Vielfalt")
    make_step(measure, number=1, text="Schritt alt")
    Measure.history.update(history_date="2020-01-01T00:00Z")
    Step.history.update(history_date="2020-01-01T00:00Z")
    save(editor, measure, content="Neu", goals=[str(goal.pk)], steps__0__text="Schritt neu")
    newest, oldest = timeline(editor, measure)
    assert (newest.author, newest.reason) == ("Erika", "Ratsbeschluss")
    changes = {(row.label, change.name): change.diff for row in newest.rows for change in row.changes}
    assert changes["measures.measure", "content"] == "<del>Alt</del><ins>Neu</ins>"
    assert changes["measures.measure", "goals"] == "<ins>Vielfalt</ins>"
    assert changes["measures.step", "text"] == "Schritt <del>alt</del><ins>neu</ins>"
    assert {row.label for row in oldest.rows} == {"measures.measure", "measures.step"}


def test_a_made_up_version_without_end_is_stale(editor: Client) -> None:
    assert restore(editor, make_measure(), version="9" * 5000).status_code == 409


def test_the_page_shows_author_reason_and_difference(editor: Client) -> None:
    measure = make_measure(content="Alt")
    save(editor, measure, content="Neu")
    page = editor.get(reverse("admin:measures_measure_history", args=[measure.pk])).content.decode()
    for text in ("Erika", "Ratsbeschluss", "<del>Alt</del><ins>Neu</ins>"):
        assert text in page


def test_one_field_is_restored_as_a_new_save(editor: Client) -> None:
    measure = make_measure(content="Alt", objective="Ziel alt")
    former = measure.history.first()
    save(editor, measure, content="Neu", objective="Ziel neu")
    restore(editor, measure, model="measures.measure", record=former.history_id, field="content")
    measure.refresh_from_db()
    assert (measure.content, measure.objective, measure.version) == ("Alt", "Ziel neu", 3)
    assert measure.history.first().history_change_reason.startswith("Wiederhergestellt")


def test_a_whole_row_is_set_back_only_after_a_question_that_names_it(editor: Client) -> None:
    measure = make_measure()
    step = make_step(measure, number=1, text="Alt")
    save(editor, measure, steps__0__text="Neu")
    address = reverse("admin:measures_measure_history", args=[measure.pk])
    assert 'name="ask"' in editor.get(address).text
    wanted = {"model": "measures.step", "record": step.history.last().history_id}
    question = restore(editor, measure, ask="1", **wanted)
    step.refresh_from_db()
    assert (question.status_code, step.text) == (200, "Neu")
    assert "Umsetzungsschritt: Alt" in question.text
    data = question.context["wanted"]
    editor.post(reverse("admin:measures_measure_restore", args=[measure.pk]), data)
    step.refresh_from_db()
    assert step.text == "Alt"


def test_the_button_names_the_row_that_it_sets_back(editor: Client) -> None:
    measure = make_measure()
    make_step(measure, number=1, text="Alt")
    save(editor, measure, steps__0__text="Neu")
    page = " ".join(editor.get(reverse("admin:measures_measure_history", args=[measure.pk])).text.split())
    assert "Auf den Stand davor zurücksetzen: Umsetzungsschritt „Neu“" in page


def test_the_question_is_not_asked_about_a_state_of_another_measure(editor: Client) -> None:
    measure, other = make_measure(), make_measure(title="Fremd")
    wanted = {"model": "measures.measure", "record": other.history.first().history_id}
    assert restore(editor, measure, ask="1", **wanted).status_code == 302


def test_links_are_restored(editor: Client) -> None:
    field = make_field()
    goal, measure = make_goal(field), make_measure(field)
    measure.goals.add(goal)
    former = measure.history.first()
    save(editor, measure, goals=[])
    restore(editor, measure, model="measures.measure", record=former.history_id, field="goals")
    assert list(measure.goals.all()) == [goal]


def test_a_deleted_row_comes_back_as_it_was(editor: Client) -> None:
    measure = make_measure()
    step = make_step(measure, number=1, text="Wichtig")
    save(editor, measure, steps__0__DELETE="on")
    [row] = [row for row in timeline(editor, measure)[0].rows if row.is_deletion]
    restore(editor, measure, model=row.label, record=row.former_id)
    assert (measure.steps.get().text, measure.steps.get().uuid) == ("Wichtig", step.uuid)
    measure.refresh_from_db()
    assert measure.version == 3


def test_a_field_of_a_row_is_restored(editor: Client) -> None:
    measure = make_measure()
    step = make_step(measure, number=1, text="Alt")
    former = step.history.first()
    save(editor, measure, steps__0__text="Neu")
    restore(editor, measure, model="measures.step", record=former.history_id, field="text")
    step.refresh_from_db()
    assert step.text == "Alt"


def test_restoring_over_a_newer_save_is_refused(editor: Client) -> None:
    measure = make_measure(content="Alt")
    former = measure.history.first()
    save(editor, measure, content="Neu")
    data = {"model": "measures.measure", "record": former.history_id, "field": "content", "version": "1"}
    answer = editor.post(reverse("admin:measures_measure_restore", args=[measure.pk]), data)
    assert answer.status_code == 409
    assert Measure.objects.get().content == "Neu"


def test_a_row_whose_place_was_taken_comes_back_at_the_end(editor: Client) -> None:
    measure = make_measure()
    step = make_step(measure, number=1)
    save(editor, measure, steps__0__DELETE="on")
    make_step(measure, number=1)
    deleted = Step.history.filter(id=step.pk).first()
    restore(editor, measure, model="measures.step", record=deleted.history_id)
    assert measure.steps.get(pk=step.pk).number == 2


def test_what_no_longer_fits_is_refused_with_the_reason(editor: Client) -> None:
    measure, organisation = make_measure(), make_organisation()
    row = make_responsible(measure, organisation, number=1)
    save(editor, measure, responsibilities__0__DELETE="on")
    make_responsible(measure, organisation, number=2)
    deleted = Responsibility.history.filter(id=row.pk).first()
    answer = restore(editor, measure, model="measures.responsibility", record=deleted.history_id)
    page = editor.get(answer["Location"]).content.decode()
    assert "Diese Organisation ist bei der Maßnahme schon eingetragen" in page
    measure.refresh_from_db()
    assert measure.version == 2


def test_a_state_of_another_measure_cannot_be_restored(editor: Client) -> None:
    measure, other = make_measure(content="Meins"), make_measure(content="Fremd")
    restore(
        editor, measure, model="measures.measure", record=other.history.first().history_id, field="content"
    )
    measure.refresh_from_db()
    assert measure.content == "Meins"


def test_restoring_needs_a_post(editor: Client) -> None:
    measure = make_measure()
    assert editor.get(reverse("admin:measures_measure_restore", args=[measure.pk])).status_code == 403


def test_chapters_have_the_same_timeline(editor: Client) -> None:
    chapter = Chapter.objects.create(
        concept=make_concept(), order=1, slug="vorwort", title="Vorwort", body="Alt"
    )
    address = reverse("admin:fields_chapter_change", args=[chapter.pk])
    data = {**read_form(editor, address), "body": "Neu"}
    assert editor.post(address, data).status_code == 200
    assert editor.post(address, {**data, "change_reason": "Fehler berichtigt"}).status_code == 302
    page = editor.get(reverse("admin:fields_chapter_history", args=[chapter.pk])).content.decode()
    assert "<del>Alt</del><ins>Neu</ins>" in page
