"""Closing freezes what the report needs; publishing has its files made."""

import json
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from measures.models import Attainment, Course, DelayReason, Measure, MeasureStatus
from reporting.documents.annex import annex_xlsx
from reporting.frozen import load_report
from reporting.models import IndicatorAnswer, Job, QueryState, Snapshot, SnapshotEntry, StatusQuery
from reporting.results import results_of
from reporting.services.queries import QueryError, close_query, publish_query
from reporting.services.queries.freezing import fingerprint
from reporting.services.report_files import csv_file
from tests.builders import (
    make_goal,
    make_indicator,
    make_organisation,
    make_report,
    make_resource,
    make_review,
    make_step,
    make_user,
    make_value,
)
from tests.reporting.rounds import LATER, NOW, answer, make_closed, make_open, make_planned, make_published

pytestmark = pytest.mark.django_db


def entry() -> SnapshotEntry:
    return SnapshotEntry.objects.get()


def test_an_approved_answer_is_frozen_with_labels_and_names() -> None:
    query = make_open()
    request = query.requests.get()
    report = answer(request, text="Vierzig Kurse.", next_steps="Mehr Räume.")
    indicator = make_indicator(request.measure)
    IndicatorAnswer.objects.create(report=report, indicator=indicator, attainment=Attainment.PARTLY, value=40)
    make_closed(query)
    public = entry().public
    (frozen,) = public["answers"]
    assert public["measure"]["title"] == request.measure.title
    assert public["status"]["status"] == {"value": "in_progress", "label": "in Umsetzung"}
    assert (frozen["organisation"]["name"], frozen["label"]) == (request.organisation.name, "freigegeben")
    assert (frozen["role"], frozen["report"]["text"]) == ("Federführung", "Vierzig Kurse.")
    assert frozen["report"]["indicators"][0]["attainment"]["label"] == "teilweise erreicht"
    assert frozen["report"]["indicators"][0]["value"] == "40.00"
    assert Snapshot.objects.get().public["questions"]["text"] == "Sachstand"


@pytest.mark.parametrize(
    ("state", "label"),
    [
        ("draft", "keine Antwort"),
        ("returned", "keine Antwort"),
        ("submitted", "eingereicht, nicht freigegeben"),
    ],
)
def test_nothing_unapproved_is_in_the_public_part(state: str, label: str) -> None:
    query = make_open()
    answer(query.requests.get(), state, text="GEHEIM")
    make_closed(query)
    assert entry().public["answers"][0]["label"] == label
    assert "GEHEIM" not in json.dumps(entry().public)
    assert ("GEHEIM" in json.dumps(entry().internal)) == (state != "draft")


def test_what_was_handed_in_once_and_returned_is_not_called_silence() -> None:
    query = make_open()
    answer(query.requests.get(), "returned")
    query.requests.update(first_submitted_at=LATER)
    make_closed(query)
    assert entry().public["answers"][0]["label"] == "keine freigegebene Antwort"


def test_internal_notes_stay_in_the_internal_part() -> None:
    query = make_open()
    answer(
        query.requests.get(),
        internal_note="INTERN-1",
        return_remark="INTERN-2",
        self_approval_reason="INTERN-3",
    )
    make_closed(query)
    public = json.dumps([entry().public, Snapshot.objects.get().public])
    assert "INTERN" not in public
    assert json.dumps(entry().internal).count("INTERN") == 3


def test_no_person_is_named() -> None:
    query = make_open()
    person = make_user("wer@example.org", first_name="Planta", last_name="Name")
    query.requests.get().organisation.contacts.update(name="Planta Kontakt", email="planta@example.org")
    answer(query.requests.get(), submitted_by=person, approved_by=person)
    make_closed(query)
    everything = json.dumps([entry().public, entry().internal, Snapshot.objects.get().public])
    assert "Planta" not in everything
    assert "@example.org" not in everything


def test_an_unpublished_measure_is_in_the_internal_part_only() -> None:
    query = make_open()
    query.measures.update(is_published=False, title="VERBORGEN")
    make_closed(query)
    assert entry().public == {"visible": False}
    assert entry().internal["hidden"]["measure"]["title"] == "VERBORGEN"
    assert load_report(query.uuid).entries == []


def test_a_report_of_own_accord_stands_beside_the_answers() -> None:
    query = make_open()
    helper = make_organisation(name="Helfende Hände")
    make_report(query.measures.get(), helper, state="approved", approved_at=NOW, text="Wir halfen.")
    make_closed(query)
    (unasked,) = entry().public["unasked"]
    assert (unasked["organisation"]["name"], unasked["report"]["text"]) == ("Helfende Hände", "Wir halfen.")


def test_figures_count_status_delay_and_answers() -> None:
    query = make_open(3)
    first, second, _third = query.requests.all()
    answer(first)
    MeasureStatus.objects.filter(measure=first.measure).update(
        course=Course.DELAYED, delay_reason=DelayReason.STAFF
    )
    answer(second, "submitted")
    make_closed(query)
    figures = Snapshot.objects.get().public["figures"]
    total = figures["total"]
    counts = {status["label"]: status["count"] for status in total["statuses"]}
    assert (counts["in Umsetzung"], counts["noch nicht abgefragt"], total["delayed"]) == (1, 2, 1)
    assert (total["asked"], total["answered"], total["approved"], total["missing"]) == (3, 2, 1, 1)
    assert figures["delays"] == [{"value": "staff", "label": "Personal", "count": 1}]
    assert len(figures["fields"]) == 1


def test_changes_since_the_published_query_before() -> None:
    old = make_open()
    answer(old.requests.get())
    make_published(old)
    new = make_planned(0, as_of=LATER.date(), due_on=LATER.date())
    measure = old.measures.get()
    new.measures.add(measure)
    MeasureStatus.objects.create(measure=measure, as_of=LATER.date(), status="completed")
    new.state = QueryState.OPEN
    new.opened_at = LATER
    new.save()
    make_closed(new)
    (change,) = Snapshot.objects.get(query_uuid=new.uuid).public["figures"]["changes"]
    assert (change["before"], change["after"]) == ("in Umsetzung", "abgeschlossen")


def test_snapshot_can_be_checked_by_its_hash() -> None:
    make_closed(make_open(2))
    head = Snapshot.objects.get()
    entries = list(SnapshotEntry.objects.all())
    assert fingerprint(head.public, head.internal, entries) == head.sha256
    entries[0].public["visible"] = False
    assert fingerprint(head.public, head.internal, entries) != head.sha256


def test_only_a_running_query_can_be_closed() -> None:
    query = make_planned()
    with pytest.raises(QueryError):
        close_query(query=query, version=query.version, now=LATER)
    closed = make_closed()
    with pytest.raises(QueryError):
        close_query(query=closed, version=closed.version, now=LATER)
    assert Snapshot.objects.count() == 1


def test_only_a_closed_query_can_be_published_and_only_once() -> None:
    query = make_open()
    with pytest.raises(QueryError):
        publish_query(query=query, version=query.version, now=LATER)
    published = make_published(query)
    with pytest.raises(QueryError):
        publish_query(query=published, version=published.version, now=LATER)
    assert Job.objects.count() == 1


def files_of(query: StatusQuery) -> list[bytes]:
    results = results_of(query)
    return [csv_file(results), annex_xlsx(results, sha256="")]


def test_renaming_afterwards_changes_no_byte() -> None:
    query = make_open()
    report = answer(query.requests.get())
    make_step(query.measures.get())
    make_closed(query)
    before = files_of(query)
    measure = query.measures.get()
    measure.field_of_action.title = measure.title = report.organisation.name = report.text = "Ganz anders"
    report.organisation.slug = measure.slug = "ganz-anders"
    for row in (measure, measure.field_of_action, report.organisation, report):
        row.save()
    query.requests.all()[0].measure.statuses.all().delete()
    assert files_of(query) == before


@pytest.mark.parametrize("model", [Snapshot, SnapshotEntry])
def test_the_database_refuses_to_change_or_delete_what_is_frozen(model: Any) -> None:
    make_closed()
    with pytest.raises(DatabaseError, match="Festgehaltene"), transaction.atomic():
        model.objects.update(internal={})
    with pytest.raises(DatabaseError, match="Festgehaltene"), transaction.atomic():
        model.objects.all().delete()
    assert model.objects.get().internal != {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_test_with_real_commits_can_be_cleaned_up(turn: int) -> None:
    assert not Snapshot.objects.exists()
    make_closed()
    with pytest.raises(DatabaseError, match="Festgehaltene"):
        SnapshotEntry.objects.all().delete()


def full_sheet(measure: Measure) -> None:
    """With a row of everything that is frozen with it."""
    make_value(make_indicator(measure), organisation=make_organisation())
    make_review(measure)
    make_resource(measure)
    make_step(measure)
    measure.goals.add(make_goal(measure.field_of_action))


def test_number_of_statements_does_not_grow_with_the_measures() -> None:
    counts = []
    for size in (2, 30):
        query = make_open(size)
        for request in query.requests.all():
            full_sheet(request.measure)
            answer(request)
        with CaptureQueriesContext(connection) as statements:
            make_closed(query)
        counts.append(len(statements))
    # PostgreSQL also takes the locks of the query's gate and of the audit trail.
    assert counts[0] == counts[1] <= (41 if connection.vendor == "postgresql" else 39)
