"""Whoever publishes or fixes has seen the texts as they go out; what a final Vorlage holds stays as it is."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import CommitteeReport, Job, JobState, QueryState, ReportText, StatusQuery
from reporting.services.papers import finalise_paper, reopen_paper
from reporting.services.queries import QueryError, publish_query
from reporting.services.report_texts import save_report_text, text_places
from safety.models import StaleVersionError
from tests.builders import make_commissioner
from tests.reporting.papers import job_is_over, make_final, make_paper
from tests.reporting.posting import form_of
from tests.reporting.rounds import LATER, make_closed

pytestmark = pytest.mark.django_db
TYPED = "Ein gutes Jahr."


@pytest.fixture(autouse=True)
def _commissioner(client: Client) -> None:
    client.force_login(make_commissioner())


def write(query: StatusQuery, text: str = TYPED, version: int = 0, field: UUID | None = None) -> ReportText:
    return save_report_text(
        query=query, field_uuid=field, text=text, expected_version=version, user=None, now=LATER
    )


def test_a_final_paper_fixes_the_texts() -> None:
    """Also while its files are made; they are made of these texts."""
    query = make_closed()
    write(query)
    paper = make_final(query)
    assert Job.objects.get().is_pending
    with pytest.raises(QueryError, match="1234/26 Bericht zum Umsetzungsstand"):
        write(query, "Anders.", version=1)
    Job.objects.update(state=JobState.DONE)
    with pytest.raises(QueryError, match="als neue Fassung"):
        write(query, "Anders.", version=1)
    reopen_paper(paper=paper, reason="Text", version=paper.version, user=None, now=LATER)
    assert write(query, "Anders.", version=1).text == "Anders."


def test_the_pages_say_why_the_texts_are_fixed(client: Client) -> None:
    query = make_closed()
    page = reverse("reporting:report_text", args=[query.slug, "einleitung"])
    data = {**form_of(client.get(page).text), "text": TYPED}
    make_final(query)
    text = client.post(page, data).text
    assert "beruht eine festgelegte Vorlage" in text
    assert TYPED in text
    overview = client.get(reverse("reporting:report_texts", args=[query.slug])).text
    assert "beruht eine festgelegte Vorlage" in overview
    assert "Text schreiben" not in overview
    job_is_over()


@pytest.mark.parametrize("is_new", [True, False])
def test_a_text_that_nobody_has_seen_is_not_published(client: Client, is_new: bool) -> None:
    query = make_closed()
    if not is_new:
        write(query)
    page = reverse("reporting:publish_query", args=[query.slug])
    data = {**form_of(client.get(page).text), "confirmed": "on"}
    write(query, "Von anderen.", version=0 if is_new else 1)
    text = client.post(page, data).text
    assert "ein Text ihres Berichts wurde inzwischen geändert" in text
    assert "confirmed" not in form_of(text)
    assert StatusQuery.objects.get().state == QueryState.CLOSED
    client.post(page, {**form_of(text), "confirmed": "on"})
    assert StatusQuery.objects.get().state == QueryState.PUBLISHED


def test_a_text_that_nobody_has_seen_comes_into_no_paper(client: Client) -> None:
    paper = make_paper()
    page = reverse("reporting:finalise_paper", args=[paper.query.slug, paper.uuid])
    data = {**form_of(client.get(page).text), "confirmed": "on"}
    write(paper.query)
    text = client.post(page, data).text
    assert "ein Text des Berichts wurde inzwischen geändert" in text
    assert "confirmed" not in form_of(text)
    assert not CommitteeReport.objects.get().is_final
    client.post(page, {**form_of(text), "confirmed": "on"})
    assert CommitteeReport.objects.get().is_final


def test_a_form_without_the_texts_is_asked_again() -> None:
    query, paper = make_closed(), make_paper()
    with pytest.raises(StaleVersionError):
        publish_query(query=query, version=query.version, now=LATER, seen_texts="")
    with pytest.raises(StaleVersionError):
        finalise_paper(paper=paper, accepted=[], version=paper.version, user=None, now=LATER, seen_texts="")


def test_two_who_write_different_texts_do_not_collide() -> None:
    query = make_closed()
    field = text_places(query)[1].field_uuid
    write(query)
    write(query, field=field)
    assert ReportText.objects.count() == 2
