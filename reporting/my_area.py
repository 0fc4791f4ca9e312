"""What a partner sees first: what is asked of them, and their measures. The number of statements is constant."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch

from measures.models import Measure, Responsibility
from partners.models import Contact, Membership, Organisation, User

from .models import (
    ANSWERED,
    OWED,
    UNFINISHED,
    AccessGrant,
    Participation,
    ProgressReport,
    QueryRequest,
    ReportState,
    StatusQuery,
)
from .transitions import REQUEST_ARROWS, RequestAction


@dataclass
class OwnMeasure:
    """One measure of an organisation, with what it last said and what is still on its way.

    Where a request `is_asked`, its row has the button that leads to the one report.
    """

    measure: Measure
    role: str
    last: ProgressReport | None
    unfinished: ProgressReport | None
    is_asked: bool


@dataclass
class Area:
    organisation: Organisation
    requests: list[QueryRequest] = field(default_factory=list)
    #: Its parts in queries that ask organisations something they have to answer.
    parts: list[Participation] = field(default_factory=list)
    measures: list[OwnMeasure] = field(default_factory=list)
    people: list[str] = field(default_factory=list)

    @property
    def answered(self) -> int:
        return sum(request.state in ANSWERED for request in self.requests)

    @property
    def queries(self) -> list[tuple[StatusQuery, int, int, bool]]:
        """Each running query: how much of it is answered, of how much, and whether somebody else may take over."""
        by_query: dict[StatusQuery, list[QueryRequest]] = defaultdict(list)
        done: dict[int, list[bool]] = defaultdict(list)
        for part in self.parts:
            done[part.query_id].append(not part.is_editable)
        for request in self.requests:
            by_query[request.query].append(request)
        passable = REQUEST_ARROWS[RequestAction.CHANGE_PERSON]
        return [
            (
                query,
                sum(row.state in ANSWERED for row in rows) + sum(done[query.pk]),
                len(rows) + len(done[query.pk]),
                any(row.state in passable for row in rows),
            )
            for query, rows in by_query.items()
        ]

    def owes(self, measure: Measure) -> bool:
        """Whether a running query waits for an answer on the measure."""
        return any(row.measure_id == measure.pk and row.state in OWED for row in self.requests)


def areas_of(user: User) -> list[Area]:
    """One area per organisation of the user."""
    members, contacts = Membership.objects.to_ask(), AccessGrant.objects.valid().contacts()
    everybody = (
        Prefetch("memberships", members, "asked_members"),
        Prefetch("contacts", contacts, "asked_contacts"),
    )
    own = Organisation.objects.of_user(user).prefetch_related(*everybody)
    areas = {row.pk: Area(row, people=_names(row.asked_members, row.asked_contacts)) for row in own}
    for request in QueryRequest.objects.for_user(user).running().with_names().select_related("report"):
        areas[request.organisation_id].requests.append(request)
    for part in Participation.objects.for_user(user).with_required_questions():
        areas[part.organisation_id].parts.append(part)
    for responsibility in _responsibilities(user):
        if responsibility.organisation_id is not None:
            area = areas[responsibility.organisation_id]
            area.measures.append(_own_measure(responsibility, is_asked=area.owes(responsibility.measure)))
    return list(areas.values())


def _responsibilities(user: User) -> list[Responsibility]:
    theirs = Prefetch("measure__reports", ProgressReport.objects.for_user(user), to_attr="own_reports")
    found = Responsibility.objects.reporting().filter(
        organisation__memberships__user=user, measure__in=Measure.objects.published()
    )
    return list(
        found.select_related("measure__field_of_action")
        .prefetch_related(theirs)
        .order_by("measure__field_of_action__number", "measure__number")
    )


def _own_measure(responsibility: Responsibility, *, is_asked: bool) -> OwnMeasure:
    by_state: dict[str, list[ProgressReport]] = defaultdict(list)
    for report in responsibility.measure.own_reports:  # type: ignore[attr-defined]
        if report.organisation_id == responsibility.organisation_id:
            by_state[report.state].append(report)
    unfinished = [report for state in UNFINISHED for report in by_state[state]]
    approved = by_state[ReportState.APPROVED]
    return OwnMeasure(
        measure=responsibility.measure,
        role=responsibility.get_role_display(),
        last=approved[0] if approved else None,
        unfinished=unfinished[0] if unfinished else None,
        is_asked=is_asked,
    )


def people_of(organisation: Organisation, query: StatusQuery) -> list[str]:
    """Who sees and continues the same drafts: accounts, and persons with a link of this query, each once."""
    links = query.grants.valid().filter(organisation=organisation)
    return _names(organisation.memberships.to_ask(), links.contacts())


def _names(members: Iterable[Membership], contacts: Iterable[Contact]) -> list[str]:
    accounts = {row.user.email.lower(): row.user.get_full_name() or row.user.email for row in members}
    persons = {row.email.lower(): row.name for row in contacts}
    return sorted({**persons, **accounts}.values())
