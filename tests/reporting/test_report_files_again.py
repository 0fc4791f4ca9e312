"""Files of a report whose making has failed: nobody is told to wait for ever, and they are made again."""

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import FileKind, Job, JobState, ReportFile, StatusQuery
from reporting.services.queries import QueryError, files_job_of, remake_report_files
from tests.builders import make_commissioner, make_editor
from tests.reporting.papers import make_final
from tests.reporting.posting import form_of
from tests.reporting.rounds import LATER, NOW, make_closed, make_published

pytestmark = pytest.mark.django_db


def file_of(query: StatusQuery) -> str:
    return reverse("reporting:report_file", args=[query.slug, "pdf"])


def make_failed() -> StatusQuery:
    query = make_published()
    Job.objects.update(state=JobState.FAILED)
    return query


def keep_all(query: StatusQuery) -> None:
    for kind in FileKind:
        ReportFile.objects.create(
            query_uuid=query.uuid, kind=kind, content=b"x", sha256="0" * 64, created_at=NOW
        )


def test_who_asks_too_early_is_told_when_to_come_back(client: Client) -> None:
    response = client.get(file_of(make_published()))
    assert (response.status_code, response["Retry-After"]) == (503, "60")


def test_who_asks_after_a_failure_is_not_told_to_wait(client: Client) -> None:
    response = client.get(file_of(make_failed()))
    assert response.status_code == 503
    assert "Retry-After" not in response
    assert "ließ sich nicht erstellen" in response.text


def test_the_same_for_the_file_of_a_paper(client: Client) -> None:
    paper = make_final(make_published())
    address = reverse("reporting:paper_file", args=[paper.query.slug, paper.uuid, "pdf"])
    assert "Retry-After" in client.get(address)
    Job.objects.update(state=JobState.FAILED)
    assert "Retry-After" not in client.get(address)


def test_a_report_that_is_not_published_has_no_files(client: Client) -> None:
    client.force_login(make_commissioner())
    assert client.get(file_of(make_closed())).status_code == 404


def test_the_button_has_the_files_made_again(client: Client) -> None:
    client.force_login(make_commissioner())
    query = make_failed()
    page = query.get_absolute_url()
    to = reverse("reporting:remake_report_files", args=[query.slug])
    client.post(to, form_of(client.get(page).text, to))
    job = files_job_of(query)
    assert job
    assert job.is_pending
    assert job.payload == {"query": str(query.uuid)}
    assert to not in client.get(page).text


def test_only_who_conducts_the_query_has_the_button(client: Client) -> None:
    query = make_failed()
    to = reverse("reporting:remake_report_files", args=[query.slug])
    assert to not in client.get(query.get_absolute_url()).text
    client.force_login(make_editor())
    assert to not in client.get(query.get_absolute_url()).text
    assert client.post(to).status_code == 403


def test_files_that_are_made_or_done_are_not_made_again() -> None:
    query = make_published()
    with pytest.raises(QueryError, match="schon gemacht"):
        remake_report_files(query=query, now=LATER)
    Job.objects.update(state=JobState.FAILED)
    keep_all(query)
    with pytest.raises(QueryError, match="schon fertig"):
        remake_report_files(query=query, now=LATER)


def test_before_publishing_there_is_nothing_to_make() -> None:
    with pytest.raises(QueryError, match="veröffentlicht"):
        remake_report_files(query=make_closed(), now=LATER)
    assert not Job.objects.exists()
