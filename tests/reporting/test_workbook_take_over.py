"""Taking over what the preview showed, and nothing else."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import ProgressReport, RequestState, WorkbookUpload
from reporting.services.workbooks import Kind, StalePreviewError, preview_upload, store_upload, take_over
from tests.builders import make_report

from .rounds import NOW
from .workbooks import Asked, filled, make_asked, make_question

pytestmark = pytest.mark.django_db
SHEET = "Maßnahmen"


def uploaded(
    asked: Asked, cells: Mapping[tuple[str, str, str], object], content: bytes = b""
) -> WorkbookUpload:
    return store_upload(
        participation=asked.participation,
        name="ausgefüllt.xlsx",
        content=filled(content or asked.download(), at=cells),
        user=asked.owner,
        now=NOW,
    )


def take(asked: Asked, upload: WorkbookUpload, *mine: str) -> list[str]:
    seen = preview_upload(upload).seen
    taken = take_over(upload=upload, seen=seen, mine=set(mine), user=asked.owner, now=NOW)
    return [entry.key for entry in taken]


def test_drafts_are_begun_and_saved_but_not_submitted() -> None:
    asked = make_asked(measures=2)
    cells = {(SHEET, "M1", "Sachstand"): "Neu", (SHEET, "M1", "Umsetzungsstand"): "in Umsetzung"}
    assert take(asked, uploaded(asked, cells)) == ["M1"]
    report = ProgressReport.objects.get()
    assert (report.state, report.text, report.status) == ("draft", "Neu", "in_progress")
    assert report.request == asked.requests[0]
    assert report.request.state == RequestState.IN_PROGRESS


def test_teilziele_steps_and_questions_are_saved() -> None:
    asked = make_asked()
    per_measure = make_question(asked.query, kind="yes_no", text="Braucht es Hilfe?")
    per_organisation = make_question(asked.query, kind="number", scope="organisation", text="Wie viele?")
    cells = {
        (SHEET, "M1", "Frage 1: Braucht es Hilfe?"): "nein",
        ("Teilziele", "T1", "Zielerreichung"): "erreicht",
        ("Schritte", "S1", "Erledigt"): "ja",
        ("Organisation", "F1", "Antwort"): 12.5,
    }
    assert take(asked, uploaded(asked, cells)) == ["M1", "F"]
    report = ProgressReport.objects.get()
    assert report.indicator_answers.get().attainment == "reached"
    assert report.step_answers.get().is_done
    assert report.question_answers.get(question=per_measure).text == "no"
    answer = asked.participation.question_answers.get(question=per_organisation)
    assert answer.number == Decimal("12.5")
    asked.participation.refresh_from_db()
    assert asked.participation.version == 2


def test_unchanged_is_confirmed_as_on_the_page() -> None:
    asked = make_asked()
    make_report(asked.requests[0].measure, asked.organisation, state="approved", approved_at=NOW, text="Alt")
    take(asked, uploaded(asked, {(SHEET, "M1", "Unverändert bestätigen"): "ja"}))
    report = ProgressReport.objects.get(state="draft")
    assert (report.is_unchanged, report.text) == (True, "Alt")


def test_unchanged_goes_together_with_an_own_question_and_a_note() -> None:
    asked = make_asked()
    make_report(asked.requests[0].measure, asked.organisation, state="approved", approved_at=NOW, text="Alt")
    question = make_question(asked.query, is_required=True)
    cells = {
        (SHEET, "M1", "Unverändert bestätigen"): "ja",
        (SHEET, "M1", "Frage 1: Wie viele Ehrenamtliche?"): "Zwölf",
    }
    assert take(asked, uploaded(asked, cells)) == ["M1"]
    report = ProgressReport.objects.get(state="draft")
    assert (report.is_unchanged, report.text) == (True, "Alt")
    assert report.question_answers.get(question=question).text == "Zwölf"


def test_unchanged_is_taken_back_where_the_yes_is_removed() -> None:
    asked = make_asked()
    make_report(asked.requests[0].measure, asked.organisation, state="approved", approved_at=NOW, text="Alt")
    take(asked, uploaded(asked, {(SHEET, "M1", "Unverändert bestätigen"): "ja"}))
    take(asked, uploaded(asked, {(SHEET, "M1", "Unverändert bestätigen"): "nein"}))
    assert not ProgressReport.objects.get(state="draft").is_unchanged


def test_good_rows_are_taken_and_wrong_ones_stay_to_be_read() -> None:
    asked = make_asked(measures=2)
    upload = uploaded(asked, {(SHEET, "M1", "Sachstand"): "Gut", (SHEET, "M2", "Neuer Termin"): "bald"})
    assert take(asked, upload) == ["M1"]
    assert ProgressReport.objects.count() == 1
    upload.refresh_from_db()
    assert upload.taken_over_at == NOW
    assert [len(entry.problems) for entry in preview_upload(upload).entries] == [0, 1]


def test_of_a_conflict_the_portal_is_kept_unless_asked_for() -> None:
    asked = make_asked()
    report = asked.draft(text="Vorher")
    content = asked.download()
    ProgressReport.objects.filter(pk=report.pk).update(text="Im Portal", version=2)
    upload = uploaded(asked, {(SHEET, "M1", "Sachstand"): "In der Tabelle"}, content)
    assert take(asked, upload) == []
    report.refresh_from_db()
    assert report.text == "Im Portal"
    assert take(asked, upload, "M1") == ["M1"]
    report.refresh_from_db()
    assert report.text == "In der Tabelle"


def test_nothing_is_taken_where_the_portal_changed_since_the_preview() -> None:
    asked = make_asked(measures=2)
    report = asked.draft(text="Vorher")
    upload = uploaded(asked, {(SHEET, "M1", "Sachstand"): "A", (SHEET, "M2", "Sachstand"): "B"})
    seen = preview_upload(upload).seen
    ProgressReport.objects.filter(pk=report.pk).update(text="Im Portal", version=2)
    with pytest.raises(StalePreviewError):
        take_over(upload=upload, seen=seen, mine=set(), user=asked.owner, now=NOW)
    assert ProgressReport.objects.count() == 1


def test_the_same_file_once_more_is_the_same_upload() -> None:
    asked = make_asked()
    content = asked.download()
    values = {"participation": asked.participation, "name": "a/b\\c.xlsm", "content": content, "now": NOW}
    first, second = (store_upload(user=asked.owner, **values) for _ in range(2))  # type: ignore[arg-type]
    assert first == second
    assert first.name == "c.xlsx"


def post(client: Client, address: str, fields: dict[str, object]) -> int:
    return client.post(address, fields).status_code


def test_twenty_times_the_same_post_have_one_effect(client: Client) -> None:
    asked = make_asked()
    upload = uploaded(asked, {(SHEET, "M1", "Sachstand"): "Neu"})
    client.force_login(asked.owner)
    page = client.get(reverse("reporting:workbook_preview", args=[upload.uuid]))
    fields = {"seen": page.context["preview"].seen, "form_key": form_key_of(page.content.decode())}
    address = reverse("reporting:take_over", args=[upload.uuid])
    assert [post(client, address, fields) for _ in range(20)] == [302] * 20
    assert ProgressReport.objects.get().version == 2


def test_a_stale_preview_is_shown_again_with_what_was_chosen(client: Client) -> None:
    asked = make_asked()
    report = asked.draft(text="Vorher")
    content = asked.download()
    ProgressReport.objects.filter(pk=report.pk).update(text="Im Portal", version=2)
    upload = uploaded(asked, {(SHEET, "M1", "Sachstand"): "In der Tabelle"}, content)
    client.force_login(asked.owner)
    page = client.get(reverse("reporting:workbook_preview", args=[upload.uuid]))
    ProgressReport.objects.filter(pk=report.pk).update(text="Noch neuer", version=3)
    fields = {"seen": page.context["preview"].seen, "choice_M1": "mine"}
    fields["form_key"] = form_key_of(page.content.decode())
    answer = client.post(reverse("reporting:take_over", args=[upload.uuid]), fields)
    assert answer.status_code == 409
    assert "Noch neuer" in answer.content.decode()
    assert 'value="mine" checked' in answer.content.decode()
    report.refresh_from_db()
    assert report.text == "Noch neuer"


def form_key_of(page: str) -> str:
    return page.split('name="form_key" value="')[1].split('"')[0]


def test_who_kept_the_portal_is_not_asked_again_until_it_changes(client: Client) -> None:
    asked = make_asked(measures=2)
    report = asked.draft(text="Vorher")
    content = asked.download()
    ProgressReport.objects.filter(pk=report.pk).update(text="Im Portal", version=2)
    cells = {(SHEET, "M1", "Sachstand"): "In der Tabelle", (SHEET, "M2", "Sachstand"): "Neu"}
    upload = uploaded(asked, cells, content)
    assert take(asked, upload) == ["M2"]
    upload.refresh_from_db()
    assert [entry.kind for entry in preview_upload(upload).entries] == [Kind.KEPT, Kind.UNCHANGED]
    client.force_login(asked.owner)
    page = client.get(reverse("reporting:workbook_preview", args=[upload.uuid])).content.decode()
    assert "Entschieden: Die Angaben im Portal bleiben" in page
    assert "Bitte wählen Sie" not in page
    ProgressReport.objects.filter(pk=report.pk).update(text="Noch neuer im Portal", version=3)
    assert preview_upload(upload).entries[0].kind is Kind.CONFLICT
