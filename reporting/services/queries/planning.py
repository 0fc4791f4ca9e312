"""Planning: what is asked when, before anybody is asked."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fields.models import Concept
from measures.models import Measure
from reporting.models import QueryKind, QueryState, StatusQuery

from .refusals import PlannedMeanwhileError, claim


@dataclass(frozen=True)
class Plan:
    """What the Integrationsbeauftragte decides about a query."""

    kind: QueryKind
    year: int
    as_of: dt.date
    due_on: dt.date
    measures: Iterable[Measure]
    invitation_text: str


def title_of(kind: QueryKind, year: int) -> str:
    titles = {
        QueryKind.YEARLY: _("Statusabfrage %(year)d"),
        QueryKind.EVALUATION: _("Abschlussevaluation %(year)d"),
        QueryKind.INTERIM: _("Zwischenabfrage %(year)d"),
    }
    return titles[kind] % {"year": year}


@transaction.atomic
def plan_query(*, concept: Concept, plan: Plan) -> StatusQuery:
    """Put a new query into the calendar; nobody is asked yet."""
    query = StatusQuery(concept=concept, slug=_free_slug(plan.kind, plan.year))
    _write(query, plan)
    return query


@transaction.atomic
def replan_query(*, query: StatusQuery, plan: Plan, version: int) -> StatusQuery:
    """Change the plan of a query that has not begun; its address stays."""
    planned = claim(query, expected=QueryState.PLANNED, version=version)
    _write(planned, plan)
    return planned


def _write(query: StatusQuery, plan: Plan) -> None:
    query.title = title_of(plan.kind, plan.year)
    query.kind, query.year = plan.kind, plan.year
    query.as_of, query.due_on = plan.as_of, plan.due_on
    query.invitation_text = plan.invitation_text
    try:
        with transaction.atomic():
            query.save()
    except IntegrityError as error:
        raise PlannedMeanwhileError from error
    query.measures.set(plan.measures)


def _free_slug(kind: QueryKind, year: int) -> str:
    """„2026“ for the yearly query, „2026-zwischenabfrage“ for another; a second one of a year gets a number."""
    suffixes = {
        QueryKind.YEARLY: "",
        QueryKind.EVALUATION: "-evaluation",
        QueryKind.INTERIM: "-zwischenabfrage",
    }
    wanted = f"{year}{suffixes[kind]}"
    taken = set(StatusQuery.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
