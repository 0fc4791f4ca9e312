"""Public pages ask the database equally often for 18 and for 500 measures."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fields.models import Chapter, FieldOfAction
from measures.models import Measure, MeasureStatus, Responsibility, ReviewDate
from partners.models import Organisation
from reporting.models import ProgressReport, StatusQuery
from reporting.services.queries.freezing import freeze
from tests.builders import (
    make_concept,
    make_field,
    make_goal,
    make_indicator,
    make_measure,
    make_organisation,
    make_query,
    make_responsible,
    make_step,
)

FEW, MANY = 18, 500
#: A list of a large report shows so many rows at a time.
ROWS_OF_A_LIST = 30
AS_OF = dt.date(2026, 1, 1)
#: The most statements that a page may need.
BUDGETS = {
    "/": 8,
    "/massnahmen/": 6,
    "/massnahmen/?q=Weg&handlungsfeld=feld&stand=in_progress&verlauf=delayed&akteur=verein&laufzeit=laufend": 6,
    "/massnahmen/?seite=2&sortierung=stand": 6,
    "/massnahmen/weg-1/": 10,
    "/umsetzungsstand/": 4,
    "/begriffe/": 2,
    "/daten/": 5,
    "/daten/woerterbuch/": 2,
    "/daten/katalog.ttl": 3,
    "/abonnieren/": 3,
    "/api/v1/massnahmen?limit=200": 9,
    "/feeds/portal.atom": 13,
    "/kalender/termine.ics": 4,
    "/impressum/": 3,
    "/konzept/": 4,
    "/konzept/kapitel/": 8,
    "/handlungsfelder/feld/": 6,
    "/akteure/": 4,
    "/akteure/verein/": 5,
    "/berichte/": 4,
    "/berichte/bericht/": 10,
}
LIST_WEIGHT = 150_000
pytestmark = pytest.mark.django_db


@pytest.fixture
def field() -> FieldOfAction:
    concept = make_concept()
    field = make_field(concept, slug="feld", number=1)
    make_goal(field)
    Chapter.objects.create(concept=concept, order=1, slug="kapitel", title="Kapitel", field_of_action=field)
    return field


@pytest.fixture
def body() -> Organisation:
    return make_organisation(slug="verein", name="Verein")


@pytest.fixture
def few_measures(field: FieldOfAction, body: Organisation) -> None:
    """One full sheet among FEW measures."""
    sheet = make_measure(field, slug="weg-1", title="Weg 1", number=1)
    make_step(sheet)
    make_indicator(sheet).values.create(as_of=AS_OF, attainment="partly")
    make_responsible(sheet, body)
    sheet.statuses.create(as_of=AS_OF, status="planning")
    add_measures(field, body, 2, FEW)
    sheet.related.set(Measure.objects.filter(number__lt=5))
    publish_report()


def add_measures(field: FieldOfAction, body: Organisation, first: int, last: int) -> None:
    """Measures with state, actor, review date and approved report."""
    measures = Measure.objects.bulk_create(
        Measure(field_of_action=field, number=n, title=f"Weg {n}", slug=f"weg-{n}")
        for n in range(first, last + 1)
    )
    late = {"status": "in_progress", "course": "delayed", "delay_reason": "staff", "as_of": AS_OF}
    MeasureStatus.objects.bulk_create(MeasureStatus(measure=m, **late) for m in measures)
    Responsibility.objects.bulk_create(
        Responsibility(measure=m, organisation=body, number=1, role="lead") for m in measures
    )
    ReviewDate.objects.bulk_create(
        ReviewDate(measure=m, number=1, kind="review", planned_on=dt.date(2099, 12, 31), precision="year")
        for m in measures
    )
    ProgressReport.objects.bulk_create(
        ProgressReport(measure=m, organisation=body, state="approved", approved_at=timezone.now(), **late)
        for m in measures
    )


def publish_report() -> None:
    """A published report on all measures; what is frozen stays, so a former one gives up its address."""
    now = timezone.now()
    StatusQuery.objects.update(slug="voriger-bericht")
    opened = now - dt.timedelta(days=1)
    query = make_query(slug="bericht", state="published", opened_at=opened, closed_at=now, published_at=now)
    query.measures.set(Measure.objects.all())
    freeze(query, now=now)


def query_counts(client: Client) -> dict[str, int]:
    counts = {}
    for page in BUDGETS:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        counts[page] = len(queries)
    return counts


def test_every_page_keeps_its_budget(client: Client, few_measures: None) -> None:
    counts = query_counts(client)
    assert {page: count for page, count in counts.items() if count > BUDGETS[page]} == {}


def test_counts_do_not_grow_with_the_measures(
    client: Client, few_measures: None, field: FieldOfAction, body: Organisation
) -> None:
    few = query_counts(client)
    add_measures(field, body, FEW + 1, MANY)
    publish_report()
    # A large report names so many on one page and leads on to the others.
    assert client.get("/berichte/bericht/").text.count("Weg ") >= ROWS_OF_A_LIST
    assert query_counts(client) == few


def test_the_list_stays_light(
    client: Client, few_measures: None, field: FieldOfAction, body: Organisation
) -> None:
    add_measures(field, body, FEW + 1, MANY)
    assert len(client.get("/massnahmen/").content) < LIST_WEIGHT


def test_no_public_page_sets_a_cookie(client: Client, few_measures: None) -> None:
    for page in BUDGETS:
        assert not client.get(page).cookies, page
