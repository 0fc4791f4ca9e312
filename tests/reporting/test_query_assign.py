"""Choosing who answers for a measure before the query begins, and what stays knowingly without an answer."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.models import Measure, ResponsibilityRole
from partners.models import Organisation, OrganisationKind, User
from reporting.models import (
    AccessGrant,
    Assignment,
    OutboxMail,
    Participation,
    QueryState,
    Question,
    RequestState,
    StatusQuery,
)
from reporting.services.queries import (
    GapReason,
    GapsChangedError,
    QueryError,
    also_asked,
    check_query,
    open_query,
)
from reporting.services.queries.assigning import assign
from reporting.services.queries.checking import MANY_MEASURES
from safety.formkeys import FIELD_NAME
from safety.models import AuditEntry, StaleVersionError
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
from tests.reporting.rounds import NOW, make_open, make_planned

pytestmark = pytest.mark.django_db


def reachable(**fields: Any) -> Organisation:
    organisation = make_organisation(**fields)
    make_contact(organisation)
    return organisation


def choose(query: StatusQuery, measure: Measure, *organisations: Organisation) -> StatusQuery:
    chosen = {measure.pk: [each.pk for each in organisations]}
    return assign(query=query, answering=chosen, version=query.version, user=None)


def begin(query: StatusQuery, waived: Any = (), **fields: Any) -> StatusQuery:
    values = {"version": query.version, "user": None, "now": NOW, **fields}
    return open_query(query=query, waived=waived, **values)


def asked(query: StatusQuery) -> list[Organisation]:
    return [one.organisation for one in check_query(query).asked]


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


# --- pages ---


@pytest.fixture
def commissioner(client: Client) -> User:
    user = make_commissioner()
    client.force_login(user)
    return user


def page_of(query: StatusQuery, **asked_for: str) -> str:
    return reverse("reporting:assign", args=[query.slug], query=asked_for or None)


def save(client: Client, page: str, **fields: Any) -> Any:
    shown = client.get(page).text
    data: dict[str, Any] = {
        name: shown.split(f'name="{name}" value="')[1].split('"')[0] for name in (FIELD_NAME, "version")
    }
    data["measures"] = [part.split('"')[0] for part in shown.split('name="measures" value="')[1:]]
    return client.post(page, {**data, **fields}, follow=True)


def test_only_open_measures_are_shown_at_first(client: Client, commissioner: User) -> None:
    query = make_planned()
    fine, gap = query.measures.get(), make_measure()
    query.measures.add(gap)
    assert fine.title not in client.get(page_of(query)).text
    assert gap.title in client.get(page_of(query)).text
    assert fine.title in client.get(page_of(query, zeige="alle")).text
    body = asked(query)[0]
    of_one = client.get(page_of(query, organisation=body.slug)).text
    assert (fine.title in of_one, gap.title in of_one) == (True, False)


def test_a_partner_of_the_measure_is_chosen_by_its_select(client: Client, commissioner: User) -> None:
    query, partner = make_planned(), reachable()
    measure = query.measures.get()
    make_responsible(measure, partner, ResponsibilityRole.COOPERATION)
    said = save(client, page_of(query, zeige="alle"), **{f"answers_{measure.pk}": partner.pk}).text
    assert "Für 1 Maßnahme ist gewählt, wer antwortet." in said
    assert asked(query) == [partner]
    assert query.assignments.get().history.get().history_user == commissioner


def test_several_measures_get_somebody_without_a_role_at_once(client: Client, commissioner: User) -> None:
    query, helper = make_planned(3), reachable()
    first, second, _third = query.measures.all()
    save(client, page_of(query, zeige="alle"), ticked=[first.pk, second.pk], other=helper.pk)
    assert asked(query).count(helper) == 2


def test_ticks_without_a_choice_are_shown_again(client: Client, commissioner: User) -> None:
    query = make_planned()
    measure = query.measures.get()
    said = save(client, page_of(query, zeige="alle"), ticked=[measure.pk]).text
    assert "Bitte wählen Sie, wer für die angehakten Maßnahmen antwortet." in said
    assert f'id="ticked-{measure.pk}" checked' in said


def test_the_office_itself_can_be_chosen_where_it_is_entered(client: Client, commissioner: User) -> None:
    query = make_planned()
    assert "(wir selbst)" not in client.get(page_of(query, zeige="alle")).text
    assert "steht nicht zur Wahl" in client.get(page_of(query, zeige="alle")).text
    reachable(name=settings.PORTAL_OFFICE)
    assert f"{settings.PORTAL_OFFICE} (wir selbst)" in client.get(page_of(query, zeige="alle")).text


def test_who_chose_too_late_sees_both_choices(client: Client, commissioner: User) -> None:
    query = make_planned()
    measure, mine, theirs = query.measures.get(), reachable(), reachable()
    for body in (mine, theirs):
        make_responsible(measure, body, ResponsibilityRole.COOPERATION)
    choose(query, measure, theirs)
    page = page_of(query, zeige="alle")
    response = save(client, page, **{"version": 1, f"answers_{measure.pk}": mine.pk})
    assert response.status_code == 409
    assert mine.name in response.text
    assert asked(query) == [theirs]


def test_a_choice_posted_twenty_times_is_made_once(client: Client, commissioner: User) -> None:
    query, helper = make_planned(), reachable()
    page, measure = page_of(query, zeige="alle"), query.measures.get()
    shown = client.get(page).text
    key = shown.split(f'name="{FIELD_NAME}" value="')[1].split('"')[0]
    data = {FIELD_NAME: key, "version": 1, "measures": measure.pk, "ticked": measure.pk, "other": helper.pk}
    answers = {client.post(page, data).headers["Location"] for _ in range(20)}
    query.refresh_from_db()
    assert (answers, query.assignments.count(), query.version) == ({page}, 1, 2)


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


@pytest.mark.parametrize("asked_for", [{}, {"zeige": "alle"}])
def test_statements_of_the_page_do_not_grow(
    client: Client, commissioner: User, asked_for: dict[str, str]
) -> None:
    counts = []
    client.get(page_of(make_planned(), **asked_for))
    for size in (2, 30):
        query = make_planned(size)
        for _ in range(size):
            query.measures.add(make_measure())
        with CaptureQueriesContext(connection) as statements:
            assert client.get(page_of(query, **asked_for)).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 16
