"""Approving several reports at once, as they propose; whatever needs a closer look is left out, with the reason."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from measures.models import Responsibility
from partners.models import User
from reporting.errors import ReportError
from reporting.models import ProgressReport, ReportState
from reporting.services.mails import tell_approved_together
from safety.models import StaleVersionError

from .approving import StatusDecision, approve_unrecorded, is_own_report
from .editing import proposed_wording
from .recording import record_several
from .waiting import last_approved_of


@dataclass(frozen=True)
class Proposal:
    """What approving one report would do, or why it is left out."""

    report: ProgressReport
    #: None leaves the Umsetzungsstand of the measure as it is.
    decision: StatusDecision | None = None
    refusal: str = ""
    #: What the public will read as the Sachstand.
    wording: str = ""

    @property
    def is_edited(self) -> bool:
        return self.wording != self.report.text


@dataclass(frozen=True)
class Outcome:
    """What was done with one report; with a `refusal` nothing was."""

    report: ProgressReport
    refusal: str = ""


def propose(chosen: Mapping[uuid.UUID, int], *, user: User) -> list[Proposal]:
    """For each chosen report, by its uuid with the version that was shown; a constant number of statements."""
    found = ProgressReport.objects.filter(uuid__in=chosen).with_names()
    reports = list(found.select_related("submitted_contact").prefetch_related("measure__statuses"))
    reports.sort(key=lambda report: (report.measure.code, report.organisation.name, report.pk))
    disputed, led, before = _disputed_measures(reports), _led(reports), last_approved_of(reports)
    proposals = []
    for report in reports:
        last = before.get(report.pk)
        refusal = _refusal(report, chosen[report.uuid], user=user, is_disputed=report.measure_id in disputed)
        keeps = (report.measure_id, report.organisation_id) not in led and _is_confirmed_since(report)
        decision = None if keeps else StatusDecision.proposed_by(report)
        wording = proposed_wording(report, last)
        proposals.append(Proposal(report, decision, refusal or _wording_refusal(report, last), wording))
    return proposals


def approve_several(chosen: Mapping[uuid.UUID, int], *, user: User, now: dt.datetime) -> list[Outcome]:
    """One that is refused keeps no other back; the locks are held until the caller's transaction ends.

    A report approved here does not count as disputed by another of the same choice, which was compared before.
    """
    proposals, refusals = propose(chosen, user=user), {}
    approved: list[ProgressReport] = []
    # In the order in which everybody locks reports and measures.
    for proposal in sorted(proposals, key=lambda proposal: (proposal.report.measure_id, proposal.report.pk)):
        report = proposal.report
        result = proposal.refusal or _approve(proposal, chosen[report.uuid], user=user, now=now)
        if isinstance(result, ProgressReport):
            approved.append(result)
            result = ""
        refusals[report.pk] = result
    approved.sort(key=lambda report: (report.measure.code, report.organisation.name, report.pk))
    tell_approved_together(approved, now=now)
    record_several(approved, user=user, now=now)
    return [Outcome(proposal.report, refusals[proposal.report.pk]) for proposal in proposals]


def _approve(proposal: Proposal, version: int, *, user: User, now: dt.datetime) -> ProgressReport | str:
    """The approved report, or the reason where it is refused after all."""
    try:
        with transaction.atomic():
            return approve_unrecorded(
                report=proposal.report,
                expected_version=version,
                decision=proposal.decision,
                user=user,
                now=now,
                public_text=proposal.wording,
            )
    except StaleVersionError:
        return _stale()
    except ReportError as error:
        return str(error)


def _refusal(report: ProgressReport, version: int, *, user: User, is_disputed: bool) -> str:
    current = report.measure.current
    if report.state != ReportState.SUBMITTED:
        return _("Die Meldung ist schon im Stand „%s“.") % report.get_state_display()
    if report.version != version:
        return _stale()
    if is_own_report(report, user):
        return _("Sie haben diese Meldung selbst abgesendet. Bitte lassen Sie eine andere Person freigeben.")
    if is_disputed:
        return _(
            "Mehrere Organisationen melden zu dieser Maßnahme Verschiedenes. Bitte entscheiden Sie einzeln."
        )
    if current is not None and current.as_of > report.as_of:
        return _(
            "Für die Maßnahme gibt es schon einen neueren Umsetzungsstand. Bitte entscheiden Sie einzeln."
        )
    return ""


def _wording_refusal(report: ProgressReport, last: ProgressReport | None) -> str:
    """What was taken out last time may stand in the new text as well."""
    if last is None or not last.public_text or proposed_wording(report, last) == last.public_text:
        return ""
    return _(
        "Der Sachstand der letzten Meldung wurde für die Öffentlichkeit bearbeitet, und jetzt steht dort ein anderer "
        "Text. Bitte prüfen Sie ihn einzeln."
    )


def _stale() -> str:
    return _("Die Meldung wurde inzwischen geändert. Bitte sehen Sie sie noch einmal an.")


def _disputed_measures(reports: Iterable[ProgressReport]) -> set[int]:
    """Measures about which organisations say different things, waiting or approved within the same query."""
    chosen = list(reports)
    queries = {report.request.query_id for report in chosen if report.request}
    same_round = Q(state=ReportState.APPROVED, request__query__in=queries)
    beside = ProgressReport.objects.filter(measure__in=[report.measure_id for report in chosen])
    said: dict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = beside.filter(Q(state=ReportState.SUBMITTED) | same_round)
    for measure, status, course in rows.values_list("measure", "status", "course"):
        said[measure].add((status, course))
    return {measure for measure, states in said.items() if len(states) > 1}


def _led(reports: Iterable[ProgressReport]) -> set[tuple[int, int | None]]:
    """Pairs of measure and organisation that answer for it, and do not merely take part."""
    asked = Responsibility.objects.asked().filter(measure__in=[report.measure_id for report in reports])
    return set(asked.values_list("measure", "organisation"))


def _is_confirmed_since(report: ProgressReport) -> bool:
    """Whoever merely takes part does not overrule what is confirmed for the same day or later."""
    return any(status.as_of >= report.as_of for status in report.measure.statuses.all())
