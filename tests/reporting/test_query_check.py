"""What is checked before a query is opened, what stays knowingly without an answer, and what the opening writes."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from measures.models import Measure
from partners.models import Organisation, User
from reporting.models import AccessGrant, OutboxMail, Participation, QueryState, Question, RequestState
from reporting.services.queries import GapsChangedError, QueryError, also_asked, check_query
from reporting.services.queries.checking import MANY_MEASURES
from safety.formkeys import FIELD_NAME
from safety.models import AuditEntry
from tests.builders import (
    make_commissioner,
    make_contact,
    make_field,
    make_measure,
    make_organisation,
    make_query,
    make_report,
    make_responsible,
)
from tests.reporting.assigning import begin, reachable
from tests.reporting.personas import commissioner
from tests.reporting.rounds import NOW, make_open, make_planned

__all__ = ["commissioner"]
pytestmark = pytest.mark.django_db


def test_what_is_read_of_a_measure_is_what_stands_there() -> None:
    query = make_planned(2)
    query.measures.add(make_measure(make_field(query.concept)))
    read = {measure.pk: measure for measure in check_query(query).measures}
    for measure in query.measures.select_related("field_of_action"):
        same = read[measure.pk]
        for name in ("uuid", "slug", "title", "number", "code"):
            assert getattr(same, name) == getattr(measure, name)
        assert same.field_of_action.short_title == measure.field_of_action.short_title
    organisation = check_query(query).asked[0].organisation
    stored = Organisation.objects.get(pk=organisation.pk)
    assert (organisation.name, organisation.slug, organisation.uuid) == (
        stored.name,
        stored.slug,
        stored.uuid,
    )


def test_check_names_busy_organisations_and_double_questions() -> None:
    query, busy = make_query(), reachable()
    field = make_field(query.concept)
    for _ in range(MANY_MEASURES + 1):
        measure = make_measure(field)
        make_responsible(measure, busy)
        query.measures.add(measure)
    twin = make_organisation()
    make_contact(twin, email=busy.contacts.get().email)
    make_responsible(measure, twin)
    check = check_query(query)
    assert [(body, len(measures)) for body, measures in check.busy] == [(busy, MANY_MEASURES + 1)]
    assert [invitee.twice for invitee in check.twice] == [[measure]]


def test_check_warns_of_another_running_query() -> None:
    running = make_open()
    query = make_query(concept=running.concept)
    query.measures.add(running.measures.get())
    assert [(other.query, other.measures) for other in also_asked(query)] == [
        (running, [running.measures.get()])
    ]


def test_a_list_that_changed_since_it_was_shown_is_shown_anew() -> None:
    query = make_planned()
    gap = make_measure()
    query.measures.add(gap)
    shown = [each.key for each in check_query(query).gaps]
    query.measures.add(make_measure())
    with pytest.raises(GapsChangedError):
        begin(query, [gap.pk], shown=shown)
    query.refresh_from_db()
    assert query.state == QueryState.PLANNED


def test_a_required_choice_without_answers_is_refused() -> None:
    query = make_planned()
    Question.objects.create(query=query, number=1, kind="choice", text="Welche Stelle?", is_required=True)
    with pytest.raises(QueryError, match="Welche Stelle"):
        begin(query)


def test_opening_makes_participations_links_and_an_audit_entry() -> None:
    query = make_planned(2)
    silent, waived = make_organisation(), make_measure()
    make_responsible(waived, silent)
    query.measures.add(waived)
    user = make_commissioner()
    begin(query, [waived.pk], user=user)
    assert Participation.objects.filter(query=query).count() == 3
    assert Participation.objects.get(organisation=silent).history.get().history_user == user
    assert AccessGrant.objects.filter(query=query).count() == 2
    assert not AccessGrant.objects.filter(organisation=silent).exists()
    entry = AuditEntry.objects.get(action="query.opened")
    assert (entry.user_id, entry.details["waived"]) == (user.pk, [str(waived.uuid)])


def test_an_adopted_submission_keeps_its_day_and_counts_as_sent_then() -> None:
    query = make_planned()
    one = check_query(query).asked[0]
    make_report(one.measure, one.organisation, state="submitted", submitted_at=NOW)
    begin(query)
    request = query.requests.get()
    assert (request.state, request.first_submitted_at) == (RequestState.SUBMITTED, NOW)
    assert request.history.get().state == RequestState.SUBMITTED


def test_an_opening_posted_twenty_times_opens_once(client: Client, commissioner: User) -> None:
    query = make_planned(due_on=NOW.date().replace(year=2099))
    shown = client.get(reverse("reporting:query", args=[query.slug])).text
    data = {FIELD_NAME: shown.split(f'name="{FIELD_NAME}" value="')[1].split('"')[0], "version": 1}
    target = reverse("reporting:open_query", args=[query.slug])
    assert {client.post(target, data).status_code for _ in range(20)} == {302}
    assert OutboxMail.objects.count() == AuditEntry.objects.filter(action="query.opened").count() == 1


def test_each_open_measure_can_be_accepted_by_its_own_tick(client: Client, commissioner: User) -> None:
    query = make_planned(due_on=NOW.date().replace(year=2099))
    gaps = [make_measure(), make_measure()]
    query.measures.add(*gaps)
    page, target = (reverse(f"reporting:{name}", args=[query.slug]) for name in ("query", "open_query"))

    def press(*ticked: Measure) -> Any:
        shown = client.get(page).text
        names = (FIELD_NAME, "version", "gaps")
        data = {name: shown.split(f'name="{name}" value="')[1].split('"')[0] for name in names}
        return client.post(target, {**data, "waived": [measure.pk for measure in ticked]})

    refused = press(gaps[0])
    assert refused.status_code == 422
    assert f'id="waived-{gaps[0].pk}" checked' in refused.text
    assert f'id="waived-{gaps[1].pk}" checked' not in refused.text
    assert press(*gaps).status_code == 302
    query.refresh_from_db()
    assert query.state == QueryState.OPEN
