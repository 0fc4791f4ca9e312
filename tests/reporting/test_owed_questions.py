"""Required questions to the organisation are owed like an answer about a measure."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reporting.forms.answering.page import Progress
from reporting.models import MailKind, OutboxMail, Participation, RequestState, StatusQuery
from reporting.services.participations import return_answers, submit_answers
from reporting.services.queries.cut import Cut
from reporting.services.workbooks.contents import gather
from tests.builders import make_commissioner, make_contact, make_editor, make_partner
from tests.reporting.reminding import AFTER, THIRD, at, contact_of, make_running, run
from tests.reporting.rounds import NOW, answer

pytestmark = pytest.mark.django_db
LINE = "Fragen an die Organisation"


def make_asking(measures: int = 1, *, is_required: bool = True) -> StatusQuery:
    """Running, everything about the measures is answered, the question to the organisation is not."""
    query = make_running(measures)
    query.questions.create(
        number=1, scope="organisation", kind="text", text="Wie viele Personen?", is_required=is_required
    )
    for request in query.requests.all():
        answer(request, "submitted")
    return query


@pytest.fixture
def query() -> StatusQuery:
    return make_asking()


def test_the_asked_person_is_reminded_of_them(query: StatusQuery) -> None:
    (letter,) = run(query, at(*THIRD))
    assert letter.recipient == contact_of(query.requests.get()).email
    assert LINE in letter.body
    assert "/zugang/" in letter.body


def test_the_leitung_is_told_of_them(query: StatusQuery) -> None:
    head = make_contact(query.requests.get().organisation, role="head")
    letters = run(query, at(11, 10))
    (told,) = [letter for letter in letters if letter.kind == MailKind.ESCALATION]
    assert told.recipient == head.email
    assert LINE in told.body


def test_they_stand_in_the_mail_beside_the_measures(query: StatusQuery) -> None:
    query.requests.update(state=RequestState.OPEN)
    (letter,) = run(query, at(*THIRD))
    assert query.requests.get().measure.title in letter.body
    assert LINE in letter.body


def test_nobody_is_reminded_of_what_need_not_be_answered() -> None:
    assert run(make_asking(is_required=False), at(*THIRD)) == []


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_nobody_is_reminded_of_what_is_handed_in(query: StatusQuery, state: str) -> None:
    query.participations.update(state=state)
    assert run(query, at(*THIRD)) == []


def test_answers_given_back_are_owed_again() -> None:
    query = make_asking(is_required=False)
    part = query.participations.get()
    sent = submit_answers(participation=part, expected_version=part.version, user=None, now=NOW)
    return_answers(
        participation=sent, expected_version=sent.version, remark="Genauer", user=make_editor(), now=NOW
    )
    OutboxMail.objects.all().delete()
    assert [LINE in letter.body for letter in run(query, at(*AFTER)) if letter.kind == "reminder"] == [True]


def test_nothing_is_owed_by_an_organisation_whose_requests_are_withdrawn(query: StatusQuery) -> None:
    query.requests.update(state=RequestState.NOT_REQUIRED)
    assert run(query, at(*THIRD)) == []


def test_reminding_of_many_takes_as_many_statements_as_of_few() -> None:
    def count(measures: int) -> int:
        query = make_asking(measures)
        with CaptureQueriesContext(connection) as statements:
            assert len(run(query, at(*THIRD))) == measures
        return len(statements)

    assert count(2) == count(6)


def test_the_page_of_what_is_missing_names_the_organisation(client: Client, query: StatusQuery) -> None:
    client.force_login(make_commissioner())
    name = query.requests.get().organisation.name
    shown = client.get(f"/abfragen/{query.slug}/fehlend/").text
    assert "Hier fehlt keine Antwort" in shown
    assert f">{name}</li>" in shown


def test_the_response_points_to_them(client: Client, query: StatusQuery) -> None:
    client.force_login(make_commissioner())
    assert (
        "fehlen von 1 Organisation Antworten auf Pflichtfragen" in client.get(f"/abfragen/{query.slug}/").text
    )


def test_the_cut_names_them(client: Client, query: StatusQuery) -> None:
    part = query.participations.get()
    assert Cut(query, on=NOW.date()).silent == [part]
    client.force_login(make_commissioner())
    assert f">{part.organisation.name}</li>" in client.get(f"/abfragen/{query.slug}/schliessen/").text


def test_they_count_in_the_progress(query: StatusQuery) -> None:
    content = gather(query.participations.get())
    assert (Progress.of(content).answered, Progress.of(content).asked) == (1, 2)
    Participation.objects.update(state="submitted")
    content = gather(query.participations.get())
    assert (Progress.of(content).answered, Progress.of(content).asked) == (2, 2)


def test_they_count_among_what_is_answered_in_the_own_area(client: Client, query: StatusQuery) -> None:
    client.force_login(make_partner(query.requests.get().organisation))
    assert "1 von 2 beantwortet" in client.get("/mein-bereich/").text
