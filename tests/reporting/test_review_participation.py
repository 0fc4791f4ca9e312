"""What an organisation answers once in a query: read, approved or returned by the KI, and by nobody else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partners.models import User
from reporting.models import Participation, Question, QuestionAnswer
from safety.formkeys import FIELD_NAME
from tests.builders import make_editor, make_organisation, make_partner, make_query
from tests.reporting.reports import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> User:
    user = make_editor()
    client.force_login(user)
    return user


@pytest.fixture
def submitted() -> Participation:
    query, organisation = make_query(state="open", opened_at=NOW), make_organisation()
    values = {"scope": "organisation", "kind": "text", "text": "Wie viele Ehrenamtliche gibt es?"}
    question = Question.objects.create(query=query, number=1, **values)
    found = Participation.objects.create(
        query=query, organisation=organisation, state="submitted", submitted_at=NOW
    )
    QuestionAnswer.objects.create(question=question, participation=found, text="Zwölf Personen.")
    return found


def decide(client: Client, found: Participation, step: str, **fields: Any) -> Any:
    page = client.get(reverse("reporting:review_participation", args=[found.uuid])).content.decode()
    purpose = page.split(f"/{step}/")[1]
    key = purpose.split(f'name="{FIELD_NAME}" value="')[1].split('"')[0]
    data = {FIELD_NAME: key, "version": found.version, "return-version": found.version, **fields}
    name = {"freigeben": "approve_participation", "zurueckgeben": "return_participation"}[step]
    address = reverse(f"reporting:{name}", args=[found.uuid])
    return [client.post(address, data) for _ in range(20)][-1]


def test_the_queue_leads_to_question_and_answer(
    client: Client, editor: User, submitted: Participation
) -> None:
    address = reverse("reporting:review_participation", args=[submitted.uuid])
    assert address in client.get(reverse("reporting:review")).content.decode()
    page = client.get(address).content.decode()
    assert "Wie viele Ehrenamtliche gibt es?" in page
    assert "Zwölf Personen." in page


def test_approval_twenty_times_over_happens_once(
    client: Client, editor: User, submitted: Participation
) -> None:
    assert decide(client, submitted, "freigeben").headers["Location"] == reverse("reporting:review")
    before = submitted.version
    submitted.refresh_from_db()
    assert (submitted.state, submitted.approved_by, submitted.version) == ("approved", editor, before + 1)


def test_returning_keeps_the_remark(client: Client, editor: User, submitted: Participation) -> None:
    decide(client, submitted, "zurueckgeben", **{"return-remark": "Bitte nach Jahren getrennt."})
    submitted.refresh_from_db()
    assert (submitted.state, submitted.return_remark) == ("returned", "Bitte nach Jahren getrennt.")


def test_returning_without_a_remark_is_refused(
    client: Client, editor: User, submitted: Participation
) -> None:
    assert decide(client, submitted, "zurueckgeben", **{"return-remark": " "}).status_code == 200
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_who_submitted_needs_a_reason_to_approve(
    client: Client, editor: User, submitted: Participation
) -> None:
    Participation.objects.update(submitted_by=editor)
    assert decide(client, submitted, "freigeben").status_code == 200
    submitted.refresh_from_db()
    assert submitted.state == "submitted"
    decide(client, submitted, "freigeben", self_approval_reason="Die Kollegin ist krank.")
    submitted.refresh_from_db()
    assert (submitted.state, submitted.self_approval_reason) == ("approved", "Die Kollegin ist krank.")


def test_a_stale_decision_keeps_the_typed_text(
    client: Client, editor: User, submitted: Participation
) -> None:
    stale = {"return-version": submitted.version - 1, "return-remark": "Mein langer Text."}
    response = decide(client, submitted, "zurueckgeben", **stale)
    assert response.status_code == 409
    assert "Mein langer Text." in response.content.decode()
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_after_the_closing_the_page_says_why_nothing_can_be_decided(
    client: Client, editor: User, submitted: Participation
) -> None:
    query = submitted.query
    query.state, query.closed_at = "closed", NOW
    query.save()
    page = client.get(reverse("reporting:review_participation", args=[submitted.uuid])).content.decode()
    assert "geschlossen wurde" in page
    assert "Antworten freigeben" not in page


def test_partners_do_not_review(client: Client, submitted: Participation) -> None:
    client.force_login(make_partner(submitted.organisation))
    for name in ("review_participation", "approve_participation", "return_participation"):
        assert client.post(reverse(f"reporting:{name}", args=[submitted.uuid])).status_code in {403, 405}
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_the_difference_to_what_was_approved_last_is_shown(
    client: Client, editor: User, submitted: Participation
) -> None:
    before = make_query(state="published", opened_at=NOW, closed_at=NOW)
    same = Question.objects.create(
        query=before, number=1, scope="organisation", text="Wie viele Ehrenamtliche gibt es?"
    )
    last = Participation.objects.create(
        query=before, organisation=submitted.organisation, state="approved", approved_at=NOW
    )
    QuestionAnswer.objects.create(question=same, participation=last, text="Elf Personen.")
    page = client.get(reverse("reporting:review_participation", args=[submitted.uuid])).content.decode()
    assert "<del>Elf</del>" in page
    assert "<ins>Zwölf</ins>" in page


def test_an_answer_on_behalf_says_so(client: Client, editor: User, submitted: Participation) -> None:
    submitted.on_behalf = True
    submitted.save()
    page = client.get(reverse("reporting:review_participation", args=[submitted.uuid])).content.decode()
    assert "in Vertretung durch" in page
