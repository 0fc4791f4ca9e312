"""Every page type, as each kind of user: no axe violation in light and dark, no sideways scrolling on a phone."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from fields.models import FieldOfAction
from measures.loading import load_concept
from partners.models import User
from reporting.models import MailKind, ProgressReport, QueryRequest, ReportState, StatusQuery
from reporting.services.queries import plan_query
from reporting.services.queries.copying import plan_from
from website.demo import load_demo
from website.demo.people import MAIL_HOST

pytestmark = pytest.mark.django_db(transaction=True)

FIXTURES = Path(__file__).parents[2] / "fixtures"
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}

PUBLIC = [
    "/",
    "/konzept/",
    "/konzept/was-ist-integration/",
    "/massnahmen/",
    "/massnahmen/?q=Schule&stand=in_progress",
    "/massnahmen/?q=gibtesnicht",
    "/massnahmen/sprach-und-kulturvermittlung/",
    "/massnahmen/tagung-fuer-unternehmen/",
    "/akteure/",
    "/akteure/kommunales-integrationszentrum/",
    "/umsetzungsstand/",
    "/begriffe/",
    "/abonnieren/",
    "/api/v1/dokumentation/",
    "/berichte/",
    "/berichte/2025/?aufgeklappt=1",
    "/berichte/2025/?handlungsfeld=1&vergleich=2024",
    "/berichte/2025/?liste=teilziele",
    "/berichte/abschlussevaluation/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/konto/login/",
    "/konto/password/reset/",
    "/zugang/beendet/",
    "/gibt-es-nicht/",
]


@pytest.fixture
def demo(tmp_path: Path) -> None:
    load_concept(path=FIXTURES / "krefeld_2018.yaml")
    rounds = FIXTURES / "krefeld_2018_beispieldaten.yaml"
    load_demo(rounds=rounds, logins=tmp_path / "logins.txt", now=NOW)


def addresses_by_role() -> dict[str, list[str]]:
    """The private page types, under the name of the account that sees them."""

    submitted = ProgressReport.objects.filter(state=ReportState.SUBMITTED).earliest("pk")
    theirs = ProgressReport.objects.filter(organisation__slug="jobcenter")
    returned = theirs.get(state=ReportState.RETURNED)
    approved = theirs.filter(state=ReportState.APPROVED).latest("pk")
    return {
        "jobcenter": [
            reverse("reporting:my_area"),
            reverse("website:my_calendar"),
            returned.get_absolute_url(),
            approved.get_absolute_url(),
            reverse("reporting:who_answers", args=["2026", "jobcenter"]),
        ],
        "redaktion": [reverse("reporting:review"), reverse("reporting:review_report", args=[submitted.uuid])],
        "integrationsbeauftragte": [
            reverse("reporting:queries"),
            reverse("reporting:plan_query"),
            *(reverse(f"reporting:{name}", args=["2026"]) for name in ("query", "missing", "close_query")),
            reverse("reporting:query", args=["2025"]),
            *(
                reverse("reporting:request", args=["2026", QueryRequest.objects.get(report=report).uuid])
                for report in (submitted, returned)
            ),
            *plan_addresses(),
        ],
    }


def plan_addresses() -> list[str]:
    """The pages of a plan, with the questions that are taken over, and the previews."""
    source = StatusQuery.objects.get(slug="2026")
    planned = plan_query(concept=source.concept, plan=plan_from(source, year=2027))
    names = ["replan_query", "plan_scope", "plan_questions", "plan_reminders", "plan_texts", "query_preview"]
    pages = [reverse(f"reporting:{name}", args=[planned.slug]) for name in names]
    copied = f"{reverse('reporting:plan_query')}?von={source.slug}"
    return [*pages, copied, reverse("reporting:mail_preview", args=[planned.slug, MailKind.INVITATION])]


class Walk:
    """Opens pages one after another and remembers what is wrong with each."""

    def __init__(self, page: Page, check: Callable[[Page], None], faults: list[str]) -> None:
        self.page, self.check, self.faults = page, check, faults
        self.found: list[str] = []

    def open(self, address: str) -> None:
        response = self.page.goto(address)
        assert response is not None
        expected = 404 if address == "/gibt-es-nicht/" else 200
        if response.status != expected:
            self.found.append(f"{address}: {response.status}")
        self.look(address)

    def look(self, address: str) -> None:
        """At the page as it stands, however it came about."""
        self.found += [f"{address}: {fault}" for fault in self.faults]
        try:
            self.check(self.page)
        except AssertionError as error:
            self.found.append(f"{address}: {error}")
        self.faults.clear()  # axe itself tries out styles that the policy refuses
        self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            self.found.append(f"{address}: {width} pixels wide on a phone")
        self.page.set_viewport_size(DESK)  # type: ignore[arg-type]


def test_every_page_type_in_every_role(
    page: Page,
    demo: None,
    log_in: Callable[[Page, User], None],
    assert_accessible: Callable[[Page], None],
    page_faults: list[str],
) -> None:
    walk = Walk(page, assert_accessible, page_faults)
    for address in [*PUBLIC, *chapter_and_field()]:
        walk.open(address)
    for name, addresses in addresses_by_role().items():
        page.context.clear_cookies()
        log_in(page, User.objects.get(email=f"{name}@{MAIL_HOST}"))
        for address in addresses:
            walk.open(address)
    assert walk.found == []


def chapter_and_field() -> list[str]:
    """A Handlungsfeld's page and its chapter, which shows the same text."""
    field = FieldOfAction.objects.in_force().get(number=2)
    return [field.get_absolute_url(), field.chapter.get_absolute_url()]
