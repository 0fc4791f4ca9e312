"""A query's life as a machine that takes steps in any order, and what must hold after each of them."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Count
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from partners.models import Contact
from reporting.errors import ReportError, RequestError
from reporting.frozen import load_report
from reporting.models import (
    OWED,
    AccessGrant,
    Addendum,
    OutboxMail,
    ProgressReport,
    QueryRequest,
    QueryState,
    ReminderSent,
    ReportState,
    RequestState,
    Snapshot,
    SnapshotEntry,
    StatusQuery,
)
from reporting.services.links import grant_of, token_of
from reporting.services.queries import (
    QueryError,
    add_addendum,
    close_query,
    prolong_query,
    reopen_query,
)
from reporting.services.reminding import remind
from reporting.services.reports import Answers, approve, return_report, save_draft, start_report, submit
from reporting.services.requests import extend, invite_again, reinstate, revoke_link, withdraw
from safety.audit import first_break
from safety.models import StaleVersionError
from tests.builders import make_commissioner, make_editor, make_partner
from tests.reporting.reminding import make_running
from tests.reporting.rounds import NOW

REFUSALS = (QueryError, ReportError, RequestError, StaleVersionError)
#: What the organisation said; the KI's decisions are not among it.
SAID = [
    "pk", "request_id", "as_of", "status", "course", "delay_reason", "countermeasure", "new_date", "text",
    "experiences", "next_steps", "resources", "internal_note", "submitted_at", "submitted_by_id",
    "submitted_contact_id",
]  # fmt: skip
#: Which states a request may have beside each state of its report, while the query runs.
TOGETHER = {
    ReportState.DRAFT: {RequestState.OPEN, RequestState.IN_PROGRESS},
    ReportState.SUBMITTED: {RequestState.SUBMITTED},
    ReportState.RETURNED: {RequestState.RETURNED, RequestState.IN_PROGRESS},
    ReportState.APPROVED: {RequestState.APPROVED},
}
places = st.integers(min_value=0, max_value=2)
words = st.sampled_from(["Es geht voran.", "Es ruht.", "Drei Kurse."])


class QueryLife(RuleBasedStateMachine):
    """Three measures, each with an organisation, a person with a link and an account; all rows undone at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = NOW
        self.rounds: dict[tuple[str, int], Any] = {}
        self.cut: tuple[list[Any], dict[int, str]] = ([], {})
        self.reminded: Counter[str] = Counter()
        self.tokens: set[str] = set()
        self.dead: set[str] = set()
        self.said: list[Any] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize()
    def open(self) -> None:
        self.pk = make_running(3).pk
        self.editor, self.conductor = make_editor(), make_commissioner()
        self.partners = [make_partner(request.organisation) for request in self.requests]
        self._see_tokens()

    # what is there

    @property
    def query(self) -> StatusQuery:
        return StatusQuery.objects.get(pk=self.pk)

    @property
    def requests(self) -> list[QueryRequest]:
        found = QueryRequest.objects.filter(query=self.pk).with_names()
        return list(found.order_by("pk"))

    @property
    def grants(self) -> list[AccessGrant]:
        found = AccessGrant.objects.filter(query=self.pk).select_related("query", "organisation", "contact")
        return list(found.order_by("pk"))

    def _report(self, place: int) -> ProgressReport | None:
        return ProgressReport.objects.filter(request=self.requests[place]).first()

    def _try(self, act: Callable[[], Any]) -> Any:
        """A refused step changes nothing; whether it may be refused is asked by the invariants."""
        self.now += dt.timedelta(minutes=1)
        try:
            with transaction.atomic():
                return act()
        except REFUSALS:
            return None

    def _see_tokens(self) -> None:
        self.tokens |= {token_of(grant) for grant in self.grants}

    # what organisations do

    @rule(place=places, text=words, by_link=st.booleans())
    def save(self, place: int, text: str, by_link: bool) -> None:
        request = self.requests[place]
        user = None if by_link else self.partners[place]
        report = self._try(
            lambda: start_report(
                measure=request.measure, organisation=request.organisation, user=user, now=self.now
            )
        )
        if report is not None:
            answers = Answers(status="in_progress", course="on_track", text=text)
            self._try(
                lambda: save_draft(
                    report=report,
                    answers=answers,
                    expected_version=report.version,
                    user=user,
                    contact=request.contact if by_link else None,
                    now=self.now,
                )
            )

    @rule(place=places, by_link=st.booleans())
    def submit(self, place: int, by_link: bool) -> None:
        report = self._report(place)
        if report is not None:
            user = None if by_link else self.partners[place]
            contact = self.requests[place].contact if by_link else None
            self._try(
                lambda: submit(
                    report=report, expected_version=report.version, user=user, contact=contact, now=self.now
                )
            )

    # what the KI decides

    @rule(place=places)
    def return_(self, place: int) -> None:
        report = self._report(place)
        if report is not None:
            self._try(
                lambda: return_report(
                    report=report,
                    expected_version=report.version,
                    remark="Bitte genauer.",
                    user=self.editor,
                    now=self.now,
                )
            )

    @rule(place=places)
    def approve(self, place: int) -> None:
        report = self._report(place)
        if report is not None:
            self._try(
                lambda: approve(
                    report=report,
                    expected_version=report.version,
                    decision=None,
                    user=self.editor,
                    now=self.now,
                )
            )

    @rule(place=places, days=st.integers(min_value=-2, max_value=40))
    def extend(self, place: int, days: int) -> None:
        request, until = self.requests[place], self.now.date() + dt.timedelta(days=days)
        self._try(
            lambda: extend(
                request=request,
                until=until,
                expected_version=request.version,
                user=self.conductor,
                now=self.now,
            )
        )

    @rule(place=places)
    def withdraw_or_reinstate(self, place: int) -> None:
        request = self.requests[place]
        values: dict[str, Any] = {
            "request": request,
            "expected_version": request.version,
            "user": self.conductor,
            "now": self.now,
        }
        if request.state == RequestState.NOT_REQUIRED:
            self._try(lambda: reinstate(**values))
        else:
            self._try(lambda: withdraw(reason="Die Maßnahme ruht.", **values))

    # time, mails, links

    @rule(days=st.integers(min_value=1, max_value=12))
    def wait(self, days: int) -> None:
        self.now += dt.timedelta(days=days)

    @rule(times=st.integers(min_value=1, max_value=2))
    def remind(self, times: int) -> None:
        for _ in range(times):
            letters = self._try(lambda: remind(query=self.query, now=self.now)) or []
            self.reminded.update(letter.occasion for letter in letters)

    @rule(place=places)
    def invite_again(self, place: int) -> None:
        request = self.requests[place]
        old = {token_of(grant) for grant in self.grants if grant.organisation_id == request.organisation_id}
        if self._try(
            lambda: invite_again(
                request=request, expected_version=request.version, user=self.conductor, now=self.now
            )
        ):
            self._see_tokens()
            self.dead |= old - {token_of(grant) for grant in self.grants}

    @rule(place=places)
    def revoke(self, place: int) -> None:
        grant = self.grants[place]
        token = token_of(grant)
        if self._try(lambda: revoke_link(grant=grant, user=self.conductor, now=self.now)):
            self.dead.add(token)

    @rule(place=places)
    def remove_contact(self, place: int) -> None:
        request = self.requests[place]
        contact = request.contact
        if contact is not None:
            self.dead |= {token_of(grant) for grant in self.grants if grant.contact_id == contact.pk}
            Contact.objects.filter(pk=contact.pk).update(is_active=False)

    # names

    @rule(place=places, name=st.sampled_from(["Neuer Name", "Noch neuerer Name"]))
    def rename(self, place: int, name: str) -> None:
        request = self.requests[place]
        request.measure.title = request.organisation.name = f"{name} {place}"
        request.measure.save()
        request.organisation.save()

    # the end, and after it

    @precondition(lambda self: self.query.state == QueryState.OPEN)
    @rule()
    def close(self) -> None:
        query = self.query
        self._try(lambda: close_query(query=query, version=query.version, user=self.conductor, now=self.now))
        self.cut = (self._bound(), {request.pk: request.state for request in self.requests})
        self.rounds |= self._frozen()

    @precondition(lambda self: self.query.is_frozen)
    @rule(days=st.integers(min_value=-1, max_value=20))
    def reopen(self, days: int) -> None:
        query = self.query
        due = max(self.now.date() + dt.timedelta(days=days), query.as_of)
        self._try(
            lambda: reopen_query(
                query=query,
                reason="Der Rat will mehr.",
                due_on=due,
                version=query.version,
                user=self.conductor,
                now=self.now,
            )
        )

    @rule(days=st.integers(min_value=-1, max_value=20))
    def prolong(self, days: int) -> None:
        query = self.query
        self._try(
            lambda: prolong_query(
                query=query,
                due_on=query.due_on + dt.timedelta(days=days),
                grace_until=None,
                version=query.version,
                user=self.conductor,
                now=self.now,
            )
        )

    @rule(place=places, is_public=st.booleans())
    def add(self, place: int, is_public: bool) -> None:
        request = self.requests[place]
        self._try(
            lambda: add_addendum(
                query=request.query,
                measure_uuid=request.measure.uuid,
                organisation_uuid=request.organisation.uuid,
                text="Noch etwas.",
                is_public=is_public,
                user=self.conductor,
                now=self.now,
            )
        )
        written = list(Addendum.objects.order_by("pk").values())
        assert written[: len(self.said)] == self.said
        assert len(written) == len(self.said) or self.query.is_frozen
        self.said = written

    # what always holds

    @invariant()
    def one_final_answer_per_request(self) -> None:
        approved = ProgressReport.history.filter(request__isnull=False, state=ReportState.APPROVED)
        counts = approved.values("request_id").annotate(reports=Count("id", distinct=True))
        assert all(row["reports"] == 1 for row in counts)

    @invariant()
    def request_and_report_agree_while_the_query_runs(self) -> None:
        if self.query.state == QueryState.OPEN:
            for report in ProgressReport.objects.filter(request__query=self.pk).select_related("request"):
                assert report.request is not None
                assert report.request.state in TOGETHER[ReportState(report.state)]

    @invariant()
    def nothing_frozen_changes(self) -> None:
        now = self._frozen()
        assert {key: now[key] for key in self.rounds} == self.rounds
        assert set(now) == set(self.rounds)

    @invariant()
    def nothing_is_written_after_the_cut(self) -> None:
        if not self.query.is_frozen:
            return
        said, states = self.cut
        assert {request.pk: request.state for request in self.requests} == states
        assert all(row in said for row in self._bound())

    @invariant()
    def each_reminder_once(self) -> None:
        assert all(count == 1 for count in self.reminded.values())
        done = ReminderSent.objects.values("step", "person").annotate(times=Count("pk"))
        assert all(row["times"] == 1 for row in done)

    @invariant()
    def a_dead_link_never_works(self) -> None:
        asleep = self.tokens if self.query.is_frozen else self.dead
        assert [token for token in asleep if grant_of(token) is not None] == []

    @invariant()
    def what_is_owed_is_asked_or_shown_as_missing(self) -> None:
        if not self.query.is_frozen:
            return
        entries = load_report(self.query.uuid).entries
        missing = {a["uuid"] for e in entries for a in e["answers"] if a["state"] == "missing"}
        assert {str(request.uuid) for request in self.requests if request.state in OWED} == missing

    @invariant()
    def no_occasion_twice(self) -> None:
        occasions = list(OutboxMail.objects.values_list("occasion", flat=True))
        assert len(occasions) == len(set(occasions))

    @invariant()
    def the_trail_is_whole(self) -> None:
        assert first_break() is None

    def _bound(self) -> list[Any]:
        return list(ProgressReport.objects.filter(request__query=self.pk).order_by("pk").values(*SAID))

    def _frozen(self) -> dict[tuple[str, int], Any]:
        heads = {
            ("head", row["pk"]): row for row in Snapshot.objects.values("pk", "round", "sha256", "public")
        }
        entries = SnapshotEntry.objects.values("pk", "round", "public", "internal")
        return heads | {("entry", row["pk"]): row for row in entries}
