"""A query closes, opens or reopens between showing a form and posting it: the answer has the text and the reason."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.models import User
from reporting.models import QueryRequest, RequestState, StatusQuery
from reporting.services.queries import close_query, open_query, publish_query, reopen_query
from tests.builders import make_commissioner, make_editor, make_partner
from tests.reporting.posting import form_of
from tests.reporting.rounds import NOW, answer, make_open, make_planned

pytestmark = pytest.mark.django_db

TEXT = "Ein langer, mühsam getippter Text, der bleiben soll."


@dataclass
class Case:
    """A form of `page` that posts to `to` (the page itself where it is empty), with the text in `field`."""

    query: StatusQuery
    user: User
    page: str
    field: str
    to: str = ""

    def happens(self, *steps: Callable[[StatusQuery], object]) -> None:
        for step in steps:
            step(StatusQuery.objects.get(pk=self.query.pk))

    def post(self, meanwhile: Callable[[StatusQuery], object]) -> Any:
        client = Client()
        client.force_login(self.user)
        fields = form_of(client.get(self.page).text, self.to)
        assert self.field in fields
        self.happens(meanwhile)
        return client.post(self.to or self.page, {**fields, self.field: TEXT})


def opens(query: StatusQuery) -> None:
    open_query(query=query, version=query.version, waived=[], user=None, now=NOW)


def closes(query: StatusQuery) -> None:
    close_query(query=query, version=query.version, now=timezone.now())


def reopens(query: StatusQuery) -> None:
    reopen_query(
        query=query,
        reason="Nachfrage",
        due_on=timezone.localdate() + dt.timedelta(days=14),
        grace_until=None,
        version=query.version,
        user=make_commissioner(),
        now=timezone.now(),
    )


def publishes(query: StatusQuery) -> None:
    publish_query(query=query, version=query.version, now=timezone.now())


def is_withdrawn(query: StatusQuery) -> None:
    query.requests.update(state=RequestState.NOT_REQUIRED)


def asked_in(query: StatusQuery) -> QueryRequest:
    return query.requests.select_related("organisation", "measure").get()


def planning(page: str, field: str) -> Case:
    query = make_planned()
    return Case(query, make_commissioner(), reverse(f"reporting:{page}", args=[query.slug]), field)


def one_request(step: str, field: str) -> Case:
    query = make_open()
    page = reverse("reporting:request", args=[query.slug, asked_in(query).uuid])
    return Case(query, make_commissioner(), page, field, f"{page}{step}")


def message_to_the_office() -> Case:
    query = make_open()
    asked = asked_in(query)
    page = reverse("reporting:who_answers", args=[query.slug, asked.organisation.slug])
    return Case(query, make_partner(asked.organisation), page, "office-text", f"{page}nachricht/")


def report_form() -> Case:
    query = make_open()
    report = answer(asked_in(query), "draft")
    return Case(query, make_partner(report.organisation), report.get_absolute_url(), "text")


def public_wording() -> Case:
    query = make_open()
    report = answer(asked_in(query))
    page = reverse("reporting:review_report", args=[report.uuid])
    to = reverse("reporting:edit_wording", args=[report.uuid])
    return Case(query, make_editor(), page, "public_text", to)


def closed(page: str, field: str) -> Case:
    query = make_open()
    answer(asked_in(query))
    closes(query)
    return Case(query, make_commissioner(), reverse(f"reporting:{page}", args=[query.slug]), field)


CASES: list[tuple[Callable[[], Case], Callable[[StatusQuery], None], str]] = [
    (lambda: planning("plan_texts", "invitation_body"), opens, "Diese Abfrage läuft schon."),
    (lambda: planning("plan_questions", "text_1"), opens, "Diese Abfrage läuft schon."),
    (lambda: one_request("notiz/", "note-note"), closes, "gesperrt, weil die Abfrage"),
    (lambda: one_request("zurueckziehen/", "withdraw-reason"), closes, "gesperrt, weil die Abfrage"),
    (lambda: one_request("zurueckziehen/", "withdraw-reason"), is_withdrawn, "Dieser Schritt ist deshalb"),
    (message_to_the_office, closes, "gesperrt, weil die Abfrage"),
    (report_form, closes, "gesperrt, weil die Abfrage"),
    (public_wording, closes, "gesperrt, weil die Abfrage"),
    (lambda: closed("addenda", "text"), reopens, "erst nach dem Schließen"),
    (lambda: closed("reopen_query", "reason"), publishes, "nicht veröffentlicht"),
]


@pytest.mark.parametrize(("case", "meanwhile", "reason"), CASES)
def test_text_and_reason_are_in_the_answer(
    case: Callable[[], Case], meanwhile: Callable[[StatusQuery], None], reason: str
) -> None:
    answered = case().post(meanwhile)
    assert TEXT in answered.text
    assert reason in answered.text


def test_message_to_the_office_arrives_when_everything_was_withdrawn_meanwhile(settings: Any) -> None:
    settings.PORTAL_CONTACT_EMAIL = "ki@stadt.example"
    case = message_to_the_office()
    case.post(is_withdrawn)
    assert TEXT in asked_in(case.query).note


def test_handing_over_after_the_cut_says_why_it_is_refused() -> None:
    case = message_to_the_office()
    case.to, case.field = f"{case.page}uebergeben/", "pass_on-successor"
    asked_in(case.query).organisation.contacts.create(name="Frau Neu", email="neu@example.org")
    answered = case.post(closes)
    assert answered.status_code == 200
    assert "Übergeben" in answered.text
