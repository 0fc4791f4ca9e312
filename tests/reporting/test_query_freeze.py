"""What is frozen beside the fixed core, and that rows of earlier schemas still show."""

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from reporting.documents.annex import annex_xlsx
from reporting.frozen import FrozenReport, load_report
from reporting.models import (
    Participation,
    Question,
    QuestionAnswer,
    QuestionKind,
    QuestionScope,
    ReportState,
    RequestState,
    Snapshot,
    SnapshotEntry,
    StatusQuery,
)
from reporting.results import results_of
from reporting.services.queries.freezing import compose
from reporting.services.report_files import csv_file
from tests.reporting.older_rows import close_as_of_schema
from tests.reporting.rounds import LATER, NOW, answer, make_closed, make_open, make_published

pytestmark = pytest.mark.django_db


def ask(query: StatusQuery, text: str, **fields: Any) -> Question:
    return Question.objects.create(
        query=query, text=text, number=query.questions.count() + 1, **{"is_public": True, **fields}
    )


def ask_everybody(query: StatusQuery, **fields: Any) -> Question:
    return ask(query, "Wie viele Ehrenamtliche?", scope=QuestionScope.ORGANISATION, **fields)


def everything(query: StatusQuery) -> tuple[str, str]:
    """The public and the internal parts of the last closing, as texts to be searched."""
    head = Snapshot.objects.latest_of(query.uuid)
    entries = list(SnapshotEntry.objects.latest_of(query.uuid))
    public = json.dumps([head.public, *(entry.public for entry in entries)], ensure_ascii=False)
    return public, json.dumps([head.internal, *(entry.internal for entry in entries)], ensure_ascii=False)


@pytest.mark.parametrize(
    ("fields", "given", "label"),
    [
        ({"kind": QuestionKind.NUMBER, "unit": "Personen"}, {"number": "12.50"}, "12,5 Personen"),
        ({"kind": QuestionKind.CHOICE, "options": ["viel", "wenig"]}, {"text": "wenig"}, "wenig"),
        ({"kind": QuestionKind.YES_NO}, {"text": "yes"}, "ja"),
        ({"kind": QuestionKind.TEXT}, {"text": "Im Stadthaus."}, "Im Stadthaus."),
    ],
)
def test_a_public_answer_is_frozen_with_its_question(
    fields: dict[str, Any], given: dict[str, str], label: str
) -> None:
    query = make_open()
    question = ask(query, "Wie viel?", **fields)
    QuestionAnswer.objects.create(question=question, report=answer(query.requests.get()), **given)
    make_closed(query)
    question.text, question.options, question.unit = "Ganz anders?", [], ""
    question.kind = QuestionKind.TEXT
    question.save()
    (frozen,) = load_report(query.uuid).entries[0]["answers"][0]["own_answers"]
    assert (frozen["text"], frozen["label"]) == ("Wie viel?", label)
    assert frozen["options"] == fields.get("options", [])


@pytest.mark.parametrize("is_public", [True, False])
@pytest.mark.parametrize("state", ReportState.values)
def test_only_public_answers_of_approved_reports_are_public(state: str, is_public: bool) -> None:
    query = make_open()
    question = ask(query, "Wo?", is_public=is_public)
    report = answer(query.requests.get(), state)
    QuestionAnswer.objects.create(question=question, report=report, text="GEPLANZT")
    make_closed(query)
    public, internal = everything(query)
    assert ("GEPLANZT" in public) == (is_public and state == ReportState.APPROVED)
    seen_inside = state != ReportState.DRAFT and not (is_public and state == ReportState.APPROVED)
    assert ("GEPLANZT" in internal) == seen_inside
    assert ("Wo?" in public) == is_public


@pytest.mark.parametrize("is_public", [True, False])
@pytest.mark.parametrize("state", ReportState.values)
def test_answers_of_an_organisation_follow_the_same_rule(state: str, is_public: bool) -> None:
    query = make_open()
    question = ask_everybody(query, is_public=is_public)
    participation = Participation.objects.get()
    Participation.objects.update(state=state)
    QuestionAnswer.objects.create(question=question, participation=participation, text="GEPLANZT")
    make_closed(query)
    public, internal = everything(query)
    assert ("GEPLANZT" in public) == (is_public and state == ReportState.APPROVED)
    seen_inside = state != ReportState.DRAFT and not (is_public and state == ReportState.APPROVED)
    assert ("GEPLANZT" in internal) == seen_inside


def test_an_organisation_keeps_its_uuid_and_name(client: Client) -> None:
    query = make_open()
    question = ask_everybody(query, kind=QuestionKind.NUMBER)
    participation = Participation.objects.select_related("organisation").get()
    Participation.objects.update(state=ReportState.APPROVED)
    QuestionAnswer.objects.create(question=question, participation=participation, number=7)
    make_published(query)
    organisation = participation.organisation
    (part,) = load_report(query.uuid).head["organisations"]
    assert part["organisation"] == {"uuid": str(organisation.uuid), "name": organisation.name}
    shown = client.get(reverse("reporting:published_report", args=[query.slug])).text
    assert "Antworten der Organisationen" in shown
    assert "Wie viele Ehrenamtliche? <strong>7</strong>" in shown


def test_period_and_grace_are_frozen() -> None:
    start, end = dt.date(2026, 1, 1), dt.date(2026, 9, 30)
    query = make_open(covered_from=start, covered_to=end, grace_until=dt.date(2026, 11, 1))
    make_closed(query)
    head = load_report(query.uuid).head["query"]
    assert (head["covered_from"], head["covered_to"]) == ("2026-01-01", "2026-09-30")
    assert head["grace_until"] == "2026-11-01"


@pytest.mark.parametrize(("day", "late"), [(31, False), (32, True)])
def test_an_answer_after_its_own_deadline_is_marked(day: int, late: bool) -> None:
    query = make_open()
    request = query.requests.get()
    answer(request)
    moment = dt.datetime(2026, 10, 1, 23, 30, tzinfo=dt.UTC) + dt.timedelta(days=day - 2)
    query.requests.update(first_submitted_at=moment)
    make_closed(query)
    assert load_report(query.uuid).entries[0]["answers"][0]["late"] == late


def test_an_extension_counts_as_the_own_deadline() -> None:
    query = make_open()
    answer(query.requests.get())
    query.requests.update(first_submitted_at=LATER, extended_to=LATER.date())
    make_closed(query)
    assert not load_report(query.uuid).entries[0]["answers"][0]["late"]


def test_the_public_reads_the_edited_words_and_both_versions_are_kept() -> None:
    query = make_open()
    answer(query.requests.get(), text="Frau M. half.", public_text="Eine Ehrenamtliche half.")
    make_closed(query)
    public, internal = everything(query)
    assert "Frau M." not in public
    assert "Eine Ehrenamtliche half." in public
    (kept,) = SnapshotEntry.objects.get().internal["answers"]
    assert kept["wordings"] == {"written": "Frau M. half.", "published": "Eine Ehrenamtliche half."}
    assert "Frau M. half." in internal


def test_a_withdrawn_request_shows_its_state_and_hides_the_reason() -> None:
    query = make_open()
    query.requests.update(state=RequestState.NOT_REQUIRED, withdrawal_reason="GEHEIM", note="GEHEIM-2")
    make_closed(query)
    public, internal = everything(query)
    assert "nicht erforderlich" in public
    assert "GEHEIM" not in public
    assert (internal.count("GEHEIM"), "GEHEIM-2" in internal) == (1, False)


def test_composing_writes_nothing() -> None:
    query = make_open()
    head, _internal, entries = compose(query, now=NOW)
    assert (head["query"]["title"], len(entries)) == (query.title, 1)
    assert not Snapshot.objects.exists()
    assert not SnapshotEntry.objects.exists()


def test_files_have_columns_for_own_questions() -> None:
    query = make_open()
    report = answer(query.requests.get())
    number = ask(query, "Wie viele?", kind=QuestionKind.NUMBER, unit="Kurse")
    ask(query, "Geheim?", is_public=False)
    question = ask_everybody(query)
    QuestionAnswer.objects.create(question=number, report=report, number="4.50")
    Participation.objects.update(state=ReportState.APPROVED)
    QuestionAnswer.objects.create(question=question, participation=Participation.objects.get(), text="viele")
    make_closed(query)
    results = results_of(query)
    rows = list(csv.DictReader(io.StringIO(csv_file(results).decode("utf-8-sig")), delimiter=";"))
    assert rows[0]["Wie viele? (Kurse)"] == "4,5"
    assert "Geheim?" not in rows[0]
    assert rows[0]["nach der Frist beantwortet"] == ""
    book = load_workbook(io.BytesIO(annex_xlsx(results, sha256="")))
    assert list(book["Organisationen"].iter_rows(values_only=True)) == [
        ("Organisation", "Wie viele Ehrenamtliche?", "in Vertretung gemeldet"),
        (report.organisation.name, "viele", None),
    ]


@pytest.mark.parametrize("version", [1, 2])
def test_rows_of_earlier_schemas_still_show(version: int, client: Client) -> None:
    """As the releases before wrote them."""
    query = make_open()
    answer(query.requests.get())
    close_as_of_schema(version, query, now=LATER)
    shown = client.get(reverse("reporting:published_report", args=[query.slug]))
    assert shown.status_code == 200
    assert "Es geht voran." in shown.text
    results = results_of(query)
    assert csv_file(results).startswith(b"\xef\xbb\xbf")
    assert annex_xlsx(results, sha256="").startswith(b"PK")


@pytest.mark.parametrize("version", [1, 2])
def test_the_head_of_an_earlier_schema_names_its_handlungsfelder_without_the_measures(version: int) -> None:
    """So the interface shows it, which does not read all measures for the head."""
    query = make_open()
    close_as_of_schema(version, query, now=LATER)
    (field,) = FrozenReport.of(Snapshot.objects.latest_of(query.uuid).public, []).head["fields"]
    living = query.measures.get().field_of_action
    assert field == {
        "uuid": str(living.uuid),
        "number": living.number,
        "title": living.title,
        "short_title": living.short_title,
        "goals": [],
    }


def test_the_note_of_a_request_is_no_answer_and_is_not_frozen() -> None:
    """Partners name persons there („Jemand anderes ist zuständig“), and what is frozen can never be erased."""
    query = make_open()
    query.requests.update(note="Frau Neu, neu@example.org")
    make_closed(query)
    public, internal = everything(query)
    assert "Frau Neu" not in public + internal
