"""Addenda: only after the cut, dated, beside the frozen answer, and never changed."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reporting.models import Addendum, QueryRequest, ReportFile, ReportState, StatusQuery
from reporting.services.jobs import run_due
from reporting.services.queries import QueryError, add_addendum
from safety.models import AuditEntry
from tests.builders import make_commissioner, make_partner
from tests.reporting.rounds import LATER, answer, make_closed, make_open, make_published
from tests.reporting.test_query_pages import log_in, post

pytestmark = pytest.mark.django_db
ADDED = LATER + dt.timedelta(days=3)


def add(request: QueryRequest, text: str = "Ein vierter Kurs kam dazu.", **fields: Any) -> Addendum:
    values: dict[str, Any] = {
        "query": request.query,
        "measure_uuid": request.measure.uuid,
        "organisation_uuid": request.organisation.uuid,
        "is_public": True,
        "user": None,
        "now": ADDED,
    }
    return add_addendum(text=text, **{**values, **fields})


def report_page(query: StatusQuery) -> str:
    return reverse("reporting:published_report", args=[query.slug])


@pytest.mark.parametrize("make", [make_closed, make_published])
def test_is_dated_and_on_record(make: Any) -> None:
    request, user = make().requests.get(), make_commissioner()
    addendum = add(request, user=user)
    assert (addendum.added_at, addendum.organisation_name) == (ADDED, request.organisation.name)
    entry = AuditEntry.objects.get(action="addendum.added")
    assert (entry.user_id, entry.details["addendum"]) == (user.pk, str(addendum.uuid))


def test_not_while_the_query_runs() -> None:
    with pytest.raises(QueryError, match="erst nach dem Schließen"):
        add(make_open().requests.get())


def test_only_to_an_answer_of_the_report() -> None:
    request = make_closed().requests.get()
    strangers: list[dict[str, Any]] = [{"organisation_uuid": uuid4()}, {"measure_uuid": uuid4()}]
    for stranger in strangers:
        with pytest.raises(QueryError, match="steht bei dieser Maßnahme nicht"):
            add(request, **stranger)


def test_not_without_words() -> None:
    with pytest.raises(QueryError, match="schreiben"):
        add(make_closed().requests.get(), text=" ")


def test_keeps_the_frozen_name_of_the_organisation() -> None:
    request = make_closed().requests.get()
    name = request.organisation.name
    request.organisation.name = "Ganz anders"
    request.organisation.save()
    assert add(request).organisation_name == name


def test_the_database_refuses_to_change_or_delete_it() -> None:
    add(make_closed().requests.get())
    with pytest.raises(DatabaseError, match="Festgehaltene"), transaction.atomic():
        Addendum.objects.update(text="Nie gesagt.")
    with pytest.raises(DatabaseError, match="Festgehaltene"), transaction.atomic():
        Addendum.objects.all().delete()
    assert Addendum.objects.get().text == "Ein vierter Kurs kam dazu."


def test_stands_at_the_answer_in_the_published_report(client: Client) -> None:
    query = make_published()
    request = query.requests.get()
    assert "Nachtrag" not in client.get(report_page(query)).text
    add(request)
    shown = client.get(report_page(query)).text
    assert f"Nachtrag vom 05.11.2026, {request.organisation.name}" in shown
    assert "Ein vierter Kurs kam dazu." in shown
    assert "Die Dateien zum Herunterladen enthalten keine Nachträge." in shown


def test_an_internal_one_is_on_no_public_page(client: Client) -> None:
    query = make_published()
    add(query.requests.get(), "GEHEIM", is_public=False)
    assert "GEHEIM" not in client.get(report_page(query)).text


def test_files_stay_as_they_are() -> None:
    query = make_published()
    run_due(now=LATER)
    before = list(ReportFile.objects.order_by("kind").values("kind", "content", "sha256"))
    add(query.requests.get())
    run_due(now=ADDED)
    assert list(ReportFile.objects.order_by("kind").values("kind", "content", "sha256")) == before


@pytest.mark.parametrize("is_public", [True, False])
def test_the_organisation_reads_it_at_its_own_report(client: Client, is_public: bool) -> None:
    query = make_open()
    report = answer(query.requests.get(), ReportState.SUBMITTED)
    closed = make_closed(query)
    add(closed.requests.get(), is_public=is_public)
    client.force_login(make_partner(report.organisation))
    shown = client.get(report.get_absolute_url()).text
    assert "Nachtrag vom 05.11.2026" in shown
    assert "Ein vierter Kurs kam dazu." in shown
    assert ("nur intern" in shown) != is_public


def test_by_the_page(client: Client) -> None:
    user = log_in(client, make_commissioner())
    query = make_closed()
    request = query.requests.get()
    page = reverse("reporting:addenda", args=[query.slug])
    assert request.measure.title in client.get(page).text
    data = {
        "answer": f"{request.measure.uuid}_{request.organisation.uuid}",
        "text": "Der Kurs ist voll.",
        "audience": "public",
    }
    refused = post(client, page, {**data, "answer": ""}).text
    assert "Der Kurs ist voll." in refused
    assert not Addendum.objects.exists()
    assert "Der Nachtrag ist festgehalten." in post(client, page, data).text
    assert Addendum.objects.get().is_public
    assert AuditEntry.objects.get(action="addendum.added").user_id == user.pk


def test_a_foreign_answer_cannot_be_posted(client: Client) -> None:
    log_in(client, make_commissioner())
    page = reverse("reporting:addenda", args=[make_closed().slug])
    post(client, page, {"answer": f"{UUID(int=1)}_{UUID(int=2)}", "text": "x", "audience": "public"})
    assert not Addendum.objects.exists()


def test_statements_do_not_grow_with_measures_and_addenda(client: Client) -> None:
    log_in(client, make_commissioner())
    counts = []
    client.get(reverse("reporting:queries"))
    for size in (2, 20):
        query = make_published(make_open(size))
        for request in query.requests.all():
            add(request)
        with CaptureQueriesContext(connection) as statements:
            client.get(report_page(query))
            client.get(reverse("reporting:addenda", args=[query.slug]))
        counts.append(len(statements))
    assert counts[0] == counts[1]
