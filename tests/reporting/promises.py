"""What must hold after every step of a query's life, whatever the steps are."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Count
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from reporting.errors import ReportError, RequestError
from reporting.frozen import load_report
from reporting.models import (
    OWED,
    AccessGrant,
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
from reporting.services.links import token_of
from reporting.services.queries import QueryError
from safety.audit import first_break
from safety.models import StaleVersionError
from tests.builders import make_commissioner, make_editor, make_partner
from tests.reporting.capabilities import grant_of
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


class Promises(RuleBasedStateMachine):
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
        self.see_tokens()

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

    def report_of(self, place: int) -> ProgressReport | None:
        """The answer to the request, or what goes on of its own accord, for example after the cut."""
        request = self.requests[place]
        theirs = ProgressReport.objects.unfinished().filter(
            measure=request.measure, organisation=request.organisation
        )
        return theirs.first() or ProgressReport.objects.filter(request=request).first()

    def attempt(self, act: Callable[[], Any]) -> Any:
        """A refused step changes nothing; whether it may be refused is asked by the invariants."""
        self.now += dt.timedelta(minutes=1)
        try:
            with transaction.atomic():
                return act()
        except REFUSALS:
            return None

    def see_tokens(self) -> None:
        self.tokens |= {token_of(grant) for grant in self.grants}

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
    def no_answer_is_left_outside_while_the_query_runs(self) -> None:
        if self.query.state == QueryState.OPEN:
            for request in self.requests:
                if request.state in OWED and not ProgressReport.objects.filter(request=request).exists():
                    assert not ProgressReport.objects.unfinished().filter(measure=request.measure).exists()

    @invariant()
    def nothing_frozen_changes(self) -> None:
        now = self.frozen_rows()
        assert {key: now[key] for key in self.rounds} == self.rounds
        assert set(now) == set(self.rounds)

    @invariant()
    def nothing_is_written_after_the_cut(self) -> None:
        if not self.query.is_frozen:
            return
        said, states = self.cut
        assert {request.pk: request.state for request in self.requests} == states
        assert all(row in said for row in self.bound_rows())

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

    def bound_rows(self) -> list[Any]:
        return list(ProgressReport.objects.filter(request__query=self.pk).order_by("pk").values(*SAID))

    def frozen_rows(self) -> dict[tuple[str, int], Any]:
        heads = {
            ("head", row["pk"]): row for row in Snapshot.objects.values("pk", "round", "sha256", "public")
        }
        entries = SnapshotEntry.objects.values("pk", "round", "public", "internal")
        return heads | {("entry", row["pk"]): row for row in entries}
