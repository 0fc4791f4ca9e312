"""A query over a whole state, and how many statements and seconds a step takes on it."""

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from fields.models import Concept, FieldOfAction
from measures.models import Measure, Responsibility, ResponsibilityRole
from partners.models import Contact, Organisation, OrganisationKind
from reporting.models import ProgressReport, StatusQuery
from tests.builders import make_concept, make_query

NOW = dt.datetime(2026, 10, 1, 8, 0, tzinfo=dt.UTC)
FIELDS = 10
#: Reports of one's own accord that the query adopts.
ADOPTED = 500


def make_state(measures: int, organisations: int, *, prefix: str = "x") -> StatusQuery:
    """A query over so many measures, led by so many organisations in turn, each with a person to ask."""
    concept = Concept.objects.in_force().first() or make_concept()
    query = make_query(concept=concept)
    # A second query of the same concept has fields of its own.
    first = concept.fields.count() + 1
    fields = FieldOfAction.objects.bulk_create(
        FieldOfAction(
            concept=query.concept,
            number=n,
            title=f"Feld {n}",
            short_title=f"F {n}",
            slug=f"feld-{prefix}-{n}",
        )
        for n in range(first, first + FIELDS)
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
    gather_statistics()
    return query


def gather_statistics() -> None:
    """Let the planner know the tables, as a running server does within a minute by itself (autovacuum)."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@dataclass
class Taken:
    """What a step took; reading, writing and locking counts, the brackets of transactions and savepoints do not."""

    statements: list[str]
    seconds: float = 0

    def count(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")):
            self.statements.append(sql[:80])
        return execute(sql, params, many, context)


@contextmanager
def measured() -> Iterator[Taken]:
    taken = Taken([])
    with connection.execute_wrapper(taken.count):
        started = time.perf_counter()
        yield taken
        taken.seconds = time.perf_counter() - started


def median_of_three(step: Callable[[], Taken], name: str) -> Taken:
    """The middle one by time of three: on a machine with other work, one of them may have to wait."""
    tries = sorted((step() for _try in range(3)), key=lambda taken: taken.seconds)
    middle = tries[1]
    seconds = ", ".join(f"{taken.seconds:.2f}" for taken in tries)
    load = f"{os.getloadavg()[0]:.1f}"
    print(f"{connection.vendor}, {name}: {len(middle.statements)} statements, {seconds} s, load {load}")  # noqa: T201
    return middle
