"""Opening a query asks every responsible organisation once, and writes one mail per person."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from measures.models import ResponsibilityRole
from partners.models import OrganisationKind
from reporting.forms.opening import OpenForm
from reporting.models import OutboxMail, QueryRequest, QueryState, RequestState, StatusQuery
from reporting.services.queries import (
    GapReason,
    NobodyToAskError,
    QueryError,
    check_query,
    open_query,
)
from reporting.services.reports import start_report
from safety.models import StaleVersionError
from tests.builders import (
    make_contact,
    make_measure,
    make_organisation,
    make_partner,
    make_query,
    make_report,
    make_responsible,
)
from tests.reporting.rounds import LATER, NOW, make_closed, make_open, make_planned

pytestmark = pytest.mark.django_db


def begin(query: StatusQuery, waived: list[int] | None = None, **fields: Any) -> StatusQuery:
    values: dict[str, Any] = {"version": query.version, "user": None, "now": NOW, **fields}
    return open_query(query=query, waived=waived or [], **values)


def test_each_responsible_organisation_is_asked_about_each_measure() -> None:
    query = make_planned(2)
    second_lead = make_organisation()
    make_responsible(query.measures.all()[0], second_lead)
    begin(query)
    assert query.requests.count() == 3
    assert set(query.requests.values_list("state", flat=True)) == {RequestState.OPEN}
    query.refresh_from_db()
    assert (query.state, query.opened_at) == (QueryState.OPEN, NOW)


def test_who_only_cooperates_is_not_asked() -> None:
    query = make_planned()
    make_responsible(query.measures.get(), make_organisation(), ResponsibilityRole.COOPERATION)
    begin(query)
    assert query.requests.count() == 1


def test_the_contact_comes_before_the_deputy() -> None:
    query = make_planned(0)
    organisation = make_organisation()
    make_contact(organisation, role="deputy")
    first = make_contact(organisation)
    measure = make_measure()
    make_responsible(measure, organisation)
    query.measures.add(measure)
    begin(query)
    assert query.requests.get().contact == first


def test_one_mail_per_person_with_all_measures() -> None:
    query = make_planned(0)
    for _ in range(2):
        organisation = make_organisation()
        make_contact(organisation, email="Eine.Person@example.org")
        measure = make_measure()
        make_responsible(measure, organisation)
        query.measures.add(measure)
    begin(query)
    mail = OutboxMail.objects.get()
    assert mail.recipient == "eine.person@example.org"
    assert all(measure.title in mail.body for measure in query.measures.all())
    assert "http://127.0.0.1:8000/mein-bereich/" in mail.body
    assert "Samstag, 31. Oktober 2026" in mail.subject


def test_invitation_carries_the_own_text_unescaped() -> None:
    begin(make_planned(invitation_text="Fragen & Antworten <hier>"))
    assert "Fragen & Antworten <hier>" in OutboxMail.objects.get().body


def test_opening_twice_makes_no_second_request_or_mail() -> None:
    query = make_planned(2)
    begin(query)
    with pytest.raises(QueryError):
        begin(query)
    assert QueryRequest.objects.count() == OutboxMail.objects.count() == 2


def test_a_stale_version_opens_nothing() -> None:
    query = make_planned()
    with pytest.raises(StaleVersionError):
        begin(query, version=query.version - 1)
    assert not QueryRequest.objects.exists()


def test_an_empty_query_is_refused() -> None:
    with pytest.raises(QueryError):
        begin(make_query())


@pytest.mark.parametrize(
    ("organisations", "reason"),
    [
        ([], GapReason.NO_ORGANISATION),
        ([{"kind": OrganisationKind.UNNAMED_GROUP}], GapReason.ONLY_GROUPS),
        ([{}], GapReason.NO_CONTACT),
    ],
)
def test_a_measure_with_nobody_to_ask_must_be_waived(
    organisations: list[dict[str, str]], reason: GapReason
) -> None:
    query = make_planned()
    measure = make_measure()
    query.measures.add(measure)
    for fields in organisations:
        make_responsible(measure, make_organisation(**fields))
    assert [(gap.measure, gap.reason) for gap in check_query(query).gaps] == [(measure, reason)]
    with pytest.raises(NobodyToAskError):
        begin(query)
    begin(query, waived=[measure.pk])
    assert OutboxMail.objects.count() == 1


def test_a_group_without_names_gets_no_request() -> None:
    query = make_planned()
    group = make_organisation(kind=OrganisationKind.UNNAMED_GROUP)
    make_contact(group)
    make_responsible(query.measures.get(), group)
    begin(query)
    assert not query.requests.filter(organisation=group).exists()


def test_check_names_whom_no_mail_reaches_and_who_is_asked_for_several() -> None:
    query = make_planned()
    measure = query.measures.get()
    silent, one, other = (make_organisation() for _ in range(3))
    for organisation in (silent, one, other):
        make_responsible(measure, organisation)
    make_contact(silent, is_active=False)
    make_contact(one, email="x@example.org")
    make_contact(other, email="X@example.org")
    check = check_query(query)
    assert check.silent == [(silent, [measure])]
    assert [invitee.organisations for invitee in check.shared] == [[one, other]]
    assert check.gaps == []


@pytest.mark.parametrize(
    ("state", "becomes"),
    [("draft", "in_progress"), ("submitted", "submitted"), ("returned", "returned")],
)
def test_an_unfinished_report_becomes_the_answer(state: str, becomes: str) -> None:
    query = make_planned()
    measure = query.measures.get()
    organisation = measure.responsibilities.get().organisation
    assert organisation
    report = make_report(measure, organisation, state=state, as_of=dt.date(2026, 3, 1))
    begin(query)
    report.refresh_from_db()
    assert report.request == query.requests.get()
    assert (report.request.state, report.version) == (becomes, 2)
    assert report.as_of == (dt.date(2026, 3, 1) if state == "submitted" else query.as_of)
    assert report.history.count() == 2


def test_what_was_left_over_from_a_closed_query_is_adopted() -> None:
    old = make_open()
    measure = old.measures.get()
    left_over = make_report(
        measure, old.requests.get().organisation, request=old.requests.get(), state="draft"
    )
    make_closed(old)
    query = make_query(as_of=dt.date(2027, 9, 30), due_on=dt.date(2027, 10, 31), concept=old.concept)
    query.measures.add(measure)
    begin(query, now=LATER)
    left_over.refresh_from_db()
    assert left_over.request == query.requests.get()


def test_what_was_submitted_to_a_closed_query_stays_its_answer() -> None:
    old = make_open()
    measure, organisation = old.measures.get(), old.requests.get().organisation
    submitted = make_report(measure, organisation, request=old.requests.get(), state="submitted")
    make_closed(old)
    query = make_query(as_of=dt.date(2027, 9, 30), due_on=dt.date(2027, 10, 31), concept=old.concept)
    query.measures.add(measure)
    begin(query, now=LATER)
    started = start_report(
        measure=measure, organisation=organisation, user=make_partner(organisation), now=LATER
    )
    assert (started, started.request) == (submitted, old.requests.get())
    assert query.requests.get().state == RequestState.OPEN


def test_a_deadline_that_is_over_is_refused() -> None:
    query = make_planned(as_of=dt.date(2026, 8, 1), due_on=dt.date(2026, 9, 30))
    with pytest.raises(QueryError, match="Frist"):
        begin(query)
    assert not OutboxMail.objects.exists()


def test_an_approved_report_is_not_adopted() -> None:
    query = make_planned()
    organisation = query.measures.get().responsibilities.get().organisation
    assert organisation
    make_report(query.measures.get(), organisation, state="approved", approved_at=NOW)
    begin(query)
    assert query.requests.get().state == RequestState.OPEN


def test_requests_have_a_history() -> None:
    query = make_open()
    assert query.requests.get().history.count() == 1


def test_number_of_statements_does_not_grow_with_the_measures() -> None:
    counts = []
    for size in (2, 40):
        query = make_planned(size)
        for responsibility in [
            measure.responsibilities.get() for measure in query.measures.all()[: size // 2]
        ]:
            assert responsibility.organisation
            make_report(responsibility.measure, responsibility.organisation, state="draft")
        with CaptureQueriesContext(
            connection,
        ) as statements:
            begin(query)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 25


@pytest.mark.parametrize("made_up", ["9" * 5000, "²", "", "-1", "x"])
def test_made_up_measures_are_left_out(made_up: str) -> None:
    form = OpenForm(QueryDict(f"version=1&confirm=on&gaps={made_up}:nobody,7:nobody"))
    assert form.is_valid()
    assert form.accepted() == [7]
