"""A query over a whole state opens in at most 20 SQL statements and 3 seconds, with every mail queued.

TEST_DATABASE=postgres pytest -m proof tests/proofs/test_opening_at_scale.py -s
"""

import datetime as dt
import time
from typing import Any

import pytest
from django.db import connection

from fields.models import Concept, FieldOfAction
from measures.models import Measure, Responsibility, ResponsibilityRole
from partners.models import Contact, Organisation, OrganisationKind
from reporting.models import MailKind, OutboxMail, ProgressReport, StatusQuery
from reporting.services.queries import open_query
from tests.builders import make_commissioner, make_concept, make_query

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]

NOW = dt.datetime(2026, 10, 1, 8, 0, tzinfo=dt.UTC)
FIELDS = 10
#: Reports of one's own accord that the query adopts.
ADOPTED = 500


def make_state(measures: int, organisations: int, *, prefix: str = "x") -> StatusQuery:
    """A query over so many measures, led by so many organisations in turn, each with a person to ask."""
    concept = Concept.objects.in_force().first() or make_concept()
    query = make_query(concept=concept, invitation_text="Guten Tag, bitte antworten Sie.")
    fields = FieldOfAction.objects.bulk_create(
        FieldOfAction(
            concept=query.concept,
            number=n,
            title=f"Feld {n}",
            short_title=f"F {n}",
            slug=f"feld-{prefix}-{n}",
        )
        for n in range(1, FIELDS + 1)
    )
    sheets = Measure.objects.bulk_create(
        Measure(
            field_of_action=fields[n % FIELDS],
            number=n // FIELDS + 1,
            title=f"Maßnahme {n} mit einem längeren Titel",
            slug=f"massnahme-{prefix}-{n}",
            content="Ein Absatz, wie er auf einem Maßnahmenblatt steht. " * 20,
        )
        for n in range(measures)
    )
    bodies = Organisation.objects.bulk_create(
        Organisation(
            name=f"Verein {prefix} {n}", slug=f"verein-{prefix}-{n}", kind=OrganisationKind.ASSOCIATION
        )
        for n in range(organisations)
    )
    Contact.objects.bulk_create(
        Contact(organisation=body, name=f"Person {body.slug}", email=f"{body.slug}@example.org")
        for body in bodies
    )
    roles = [ResponsibilityRole.LEAD, ResponsibilityRole.COOPERATION]
    Responsibility.objects.bulk_create(
        Responsibility(
            measure=sheet, organisation=bodies[(n + step * 7) % organisations], role=role, number=step
        )
        for n, sheet in enumerate(sheets)
        for step, role in enumerate(roles)
    )
    ProgressReport.objects.bulk_create(
        ProgressReport(measure=sheets[n], organisation=bodies[n % organisations], as_of=dt.date(2026, 3, 1))
        for n in range(min(ADOPTED, measures))
    )
    query.measures.set(sheets)
    return query


class Counter:
    """Counts what reads, writes or locks, not the brackets of the transaction; costs nothing worth measuring."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")):
            self.statements.append(sql[:80])
        return execute(sql, params, many, context)


def begin(query: StatusQuery) -> tuple[list[str], float]:
    """The statements and the seconds that the opening takes."""
    user, counter = make_commissioner(), Counter()
    with connection.execute_wrapper(counter):
        started = time.perf_counter()
        open_query(query=query, version=query.version, waived=[], user=user, now=NOW)
        seconds = time.perf_counter() - started
    return counter.statements, seconds


def test_ten_thousand_measures_open_within_the_budget() -> None:
    query = make_state(10_000, 1_000)
    statements, seconds = begin(query)
    print(f"{connection.vendor}: {len(statements)} statements, {seconds:.2f} s")  # noqa: T201
    assert query.requests.count() == 10_000
    assert query.requests.filter(report__isnull=False).count() == ADOPTED
    assert OutboxMail.objects.filter(kind=MailKind.INVITATION).count() == 1_000
    if connection.vendor == "postgresql":
        assert len(statements) <= 20, statements
        assert seconds <= 3


def test_statements_grow_with_the_batches_only() -> None:
    """SQLite takes few values per statement: twice the measures need at most twice the statements."""
    few, many = (len(begin(make_state(size, 50, prefix=f"p{size}"))[0]) for size in (500, 1_000))
    assert many <= 2 * few
