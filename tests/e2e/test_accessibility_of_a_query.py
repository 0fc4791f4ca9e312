"""The page types of a query's life, also those behind links of mails and in their error states: axe and a phone."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from partners.models import User
from reporting.forms.review_queue import CHOSEN
from reporting.models import (
    AccessGrant,
    MailState,
    Participation,
    QuestionKind,
    QuestionScope,
    ReportState,
    StatusQuery,
)
from reporting.services.links import token_of
from reporting.services.opting_out import opt_out_token
from reporting.services.queries import open_query, plan_query
from reporting.services.queries.copying import plan_from
from reporting.services.workbooks import store_upload, write_workbook
from tests.builders import make_commissioner, make_contact, make_partner
from tests.e2e.test_accessibility import Walk
from tests.reporting.rounds import answer, make_closed, make_open, make_planned

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def query() -> StatusQuery:
    """A running query with questions of its own, one draft, one submitted report and a mail that failed."""
    today = timezone.localdate()
    planned = make_planned(measures=2, as_of=today, due_on=today + dt.timedelta(days=30), year=today.year)
    for number, scope in enumerate((QuestionScope.ORGANISATION, QuestionScope.MEASURE), start=1):
        values = {"kind": QuestionKind.NUMBER, "is_required": True, "unit": "Personen"}
        planned.questions.create(number=number, scope=scope, text=f"Wie viele? ({scope.label})", **values)
    query = open_query(query=planned, version=planned.version, waived=[], user=None, now=timezone.now())
    first, second = query.requests.order_by("pk")
    answer(first, ReportState.DRAFT)
    answer(second, ReportState.SUBMITTED)
    Participation.objects.filter(query=query, organisation=second.organisation).update(
        state=ReportState.SUBMITTED, submitted_at=timezone.now()
    )
    query.mails.filter(pk=query.mails.earliest("pk").pk).update(state=MailState.FAILED, last_error="550")
    return StatusQuery.objects.get(pk=query.pk)


def of_partner(query: StatusQuery, user: User) -> list[str]:
    first = query.requests.select_related("organisation").earliest("pk")
    part = Participation.objects.get(query=query, organisation=first.organisation)
    content, now = write_workbook(part, now=timezone.now()), timezone.now()
    upload = store_upload(
        participation=part, name="tabelle.xlsx", content=content, user=user, contact=None, now=now
    )
    asked = [query.slug, first.organisation.slug]
    names = ("answer_all", "answer_submit", "answer_print", "upload_workbook", "who_answers")
    return [
        *(reverse(f"reporting:{name}", args=asked) for name in names),
        reverse("reporting:preview", args=[first.report.uuid]),
        reverse("reporting:workbook_preview", args=[upload.uuid]),
    ]


def of_office(query: StatusQuery) -> list[str]:
    second = query.requests.latest("pk")
    part = Participation.objects.get(query=query, organisation=second.organisation)
    failed = query.mails.get(state=MailState.FAILED)
    planned = plan_query(concept=query.concept, plan=plan_from(query, year=query.year + 1))
    ended = make_open(title="Beendete Abfrage")
    answer(ended.requests.get())
    closed = make_closed(ended)
    running = ("query", "missing", "mails", "prolong_query", "close_query", "query_log", "report_preview")
    return [
        *(reverse(f"reporting:{name}", args=[query.slug]) for name in running),
        f"{reverse('reporting:missing', args=[query.slug])}?organisation={second.organisation.slug}",
        reverse("reporting:readdress_mail", args=[query.slug, failed.pk]),
        reverse("reporting:review_participation", args=[part.uuid]),
        f"{reverse('reporting:approve_several')}?{CHOSEN}={second.report.uuid}:{second.report.version}",
        reverse("reporting:approved_several"),
        reverse("reporting:assign", args=[planned.slug]),
        *(
            reverse(f"reporting:{name}", args=[closed.slug])
            for name in ("addenda", "report_texts", "reopen_query", "publish_query")
        ),
        reverse("reporting:report_text", args=[closed.slug, "einleitung"]),
        closed.get_absolute_url(),
    ]


def of_anybody(query: StatusQuery) -> list[str]:
    grant = AccessGrant.objects.select_related("query", "organisation", "contact").filter(query=query)[0]
    assert grant.contact
    return [
        reverse("reporting:access", args=[token_of(grant)]),
        reverse("reporting:opt_out", args=[opt_out_token(grant.contact.email)]),
        reverse("reporting:access_ended"),
    ]


def refuse_a_number(page: Page, address: str) -> None:
    """The answering page with its summary of problems."""
    page.goto(address)
    page.locator('input[name*="question_"]').first.fill("viele")
    page.get_by_role("button", name="Entwurf speichern").first.click()
    page.wait_for_load_state()


def test_every_page_of_a_query(
    page: Page,
    query: StatusQuery,
    log_in: Callable[[Page, User], None],
    assert_accessible: Callable[[Page], None],
    page_faults: list[str],
) -> None:
    walk = Walk(page, assert_accessible, page_faults)
    organisation = query.requests.select_related("organisation").earliest("pk").organisation
    make_contact(organisation)
    partner = make_partner(organisation)
    for user, addresses in (
        (None, of_anybody(query)),
        (partner, of_partner(query, partner)),
        (make_commissioner(), of_office(query)),
    ):
        page.context.clear_cookies()
        if user is not None:
            log_in(page, user)
        for address in addresses:
            walk.open(address)
    page.context.clear_cookies()
    log_in(page, partner)
    refuse_a_number(page, reverse("reporting:answer_all", args=[query.slug, organisation.slug]))
    assert page.locator('[aria-invalid="true"]').count()
    walk.look("Antworten mit Fehler")
    assert walk.found == []
