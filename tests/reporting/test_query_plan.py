"""Planning gives the query its address and title; a running query keeps its plan."""

import datetime as dt

import pytest
from django.db import IntegrityError

from reporting.models import QueryKind, QueryState
from reporting.services.queries import QueryError, plan_query, replan_query
from reporting.services.queries.planning import Plan
from tests.builders import make_concept, make_measure
from tests.reporting.rounds import make_open

pytestmark = pytest.mark.django_db


def plan(kind: QueryKind = QueryKind.YEARLY, due_on: dt.date = dt.date(2026, 10, 31)) -> Plan:
    return Plan(kind, 2026, dt.date(2026, 9, 30), due_on, [make_measure()])


def test_yearly_query_is_found_under_its_year() -> None:
    query = plan_query(concept=make_concept(), plan=plan())
    assert (query.slug, query.title, query.state) == ("2026", "Statusabfrage 2026", QueryState.PLANNED)
    assert query.measures.count() == 1


def test_second_interim_query_of_a_year_gets_a_number() -> None:
    concept = make_concept()
    slugs = [plan_query(concept=concept, plan=plan(QueryKind.INTERIM)).slug for _ in range(2)]
    assert slugs == ["2026-zwischenabfrage", "2026-zwischenabfrage-2"]


def test_plan_can_be_changed_before_the_query_begins() -> None:
    query = plan_query(concept=make_concept(), plan=plan())
    changed = replan_query(query=query, plan=plan(due_on=dt.date(2026, 11, 15)), version=query.version)
    assert (changed.due_on, changed.version) == (dt.date(2026, 11, 15), 2)


def test_plan_of_a_running_query_stays() -> None:
    query = make_open()
    with pytest.raises(QueryError):
        replan_query(query=query, plan=plan(), version=query.version)


def test_of_two_who_plan_the_same_year_at_once_the_second_is_refused() -> None:
    concept = make_concept()
    plan_query(concept=concept, plan=plan())
    with pytest.raises(QueryError, match="Jemand anderes"):
        plan_query(concept=concept, plan=plan())
    other = plan_query(concept=concept, plan=plan(QueryKind.INTERIM))
    with pytest.raises(QueryError, match="Jemand anderes"):
        replan_query(query=other, plan=plan(), version=other.version)


def test_a_plan_that_cannot_be_is_not_taken_for_a_second_one() -> None:
    with pytest.raises(IntegrityError):
        plan_query(concept=make_concept(), plan=plan(due_on=dt.date(2020, 1, 1)))
