"""Choosing who answers for a measure before the query begins, and who cannot be chosen."""

import pytest

from partners.models import OrganisationKind
from reporting.models import Assignment
from reporting.services.queries import GapReason, QueryError, check_query
from reporting.services.queries.assigning import assign
from safety.models import StaleVersionError
from tests.builders import make_measure, make_organisation
from tests.reporting.assigning import asked, begin, choose, reachable
from tests.reporting.rounds import make_open, make_planned

pytestmark = pytest.mark.django_db


def test_the_chosen_organisation_answers_instead_of_the_leading_one() -> None:
    query, other = make_planned(), reachable()
    query = choose(query, query.measures.get(), other)
    assert asked(query) == [other]
    begin(query)
    assert query.requests.get().organisation == other


def test_choosing_nobody_gives_the_measure_back_to_those_who_lead() -> None:
    query = make_planned()
    leading = asked(query)
    query = choose(query, query.measures.get(), reachable())
    query = choose(query, query.measures.get())
    assert asked(query) == leading
    history = Assignment.history.values_list("history_type", flat=True)
    assert sorted(history) == ["+", "-"]


def test_other_measures_keep_what_was_chosen() -> None:
    query, other = make_planned(2), reachable()
    first, second = query.measures.all()
    query = choose(choose(query, first, other), second, other)
    assert asked(query) == [other, other]


def test_a_stale_choice_is_refused() -> None:
    query = make_planned()
    choose(query, query.measures.get(), reachable())
    with pytest.raises(StaleVersionError):
        assign(query=query, answering={query.measures.get().pk: []}, version=1, user=None)


def test_groups_strangers_and_running_queries_are_refused() -> None:
    query = make_planned()
    group = make_organisation(kind=OrganisationKind.UNNAMED_GROUP)
    with pytest.raises(QueryError):
        choose(query, query.measures.get(), group)
    with pytest.raises(QueryError):
        choose(query, make_measure(), reachable())
    running = make_open()
    with pytest.raises(QueryError):
        choose(running, running.measures.get(), reachable())
    assert not Assignment.objects.exists()


def test_a_query_limited_to_organisations_asks_only_them() -> None:
    query = make_planned(2)
    first, second = check_query(query).asked
    query.organisations.add(first.organisation)
    check = check_query(query)
    assert [one.organisation for one in check.asked] == [first.organisation]
    assert [(gap.measure, gap.reason) for gap in check.gaps] == [(second.measure, GapReason.NOT_CHOSEN)]
