"""Approval: the report proposes, the KI confirms, and everything that follows happens in one transaction."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from django.db import transaction
from django.utils.translation import gettext as _

from measures.models import Course, IndicatorValue, Measure, MeasureStatus, StatusSource
from partners.models import User
from reporting.errors import SelfApprovalError
from reporting.models import Participation, ProgressReport
from reporting.services.mails import tell_approved
from reporting.transitions import Action, move

from .editing import edited_wording
from .locking import claim_report
from .recording import record_decision


@dataclass(frozen=True)
class StatusDecision:
    """The Umsetzungsstand that the KI confirms; it may differ from what was reported."""

    status: str
    course: str = ""
    delay_reason: str = ""
    countermeasure: str = ""
    new_date: dt.date | None = None
    note: str = ""

    @classmethod
    def proposed_by(cls, report: ProgressReport) -> Self:
        return cls(
            status=report.status,
            course=report.course,
            delay_reason=report.delay_reason,
            countermeasure=report.countermeasure,
            new_date=report.new_date,
        )


@transaction.atomic
def approve(
    *,
    report: ProgressReport,
    expected_version: int,
    decision: StatusDecision | None,
    user: User,
    now: dt.datetime,
    self_approval_reason: str = "",
    public_text: str = "",
) -> ProgressReport:
    """Publish the report, and record who did.

    Without a `decision` the Umsetzungsstand of the measure stays as it is. A `public_text` other than the
    organisation's own words is what the public reads.
    """
    approved = approve_unrecorded(
        report=report,
        expected_version=expected_version,
        decision=decision,
        user=user,
        now=now,
        self_approval_reason=self_approval_reason,
        public_text=public_text,
    )
    tell_approved(approved, now=now)
    is_own = bool(approved.self_approval_reason)
    record_decision("report.approved", approved, user=user, now=now, is_own=is_own)
    return approved


def approve_unrecorded(
    *,
    report: ProgressReport,
    expected_version: int,
    decision: StatusDecision | None,
    user: User,
    now: dt.datetime,
    self_approval_reason: str = "",
    public_text: str = "",
) -> ProgressReport:
    """For whoever approves several in one transaction, and at its end tells of them and records them."""
    approved = claim_report(report, expected_version=expected_version)
    move(approved, Action.APPROVE)
    is_own = is_own_report(approved, user)
    if is_own and not self_approval_reason.strip():
        raise SelfApprovalError
    _carry_into_measure(approved, decision, user=user, now=now)
    approved.self_approval_reason = self_approval_reason.strip() if is_own else ""
    approved.approved_by, approved.approved_at = user, now
    approved.public_text = edited_wording(approved, public_text)
    approved.save()
    return approved


def is_own_report(report: ProgressReport | Participation, user: User) -> bool:
    """Whether `user` handed it in, logged in or by the personal link of a mail.

    A person without a tie to her account is known by her mail address.
    """
    contact = report.submitted_contact
    if contact is None:
        return report.submitted_by_id == user.pk
    is_same_address = bool(user.email) and contact.email.casefold() == user.email.casefold()
    return user.pk in {report.submitted_by_id, contact.user_id} or is_same_address


def _carry_into_measure(
    report: ProgressReport, decision: StatusDecision | None, *, user: User, now: dt.datetime
) -> None:
    """The measure and its rows are one aggregate: its version counts, and its history has a row."""
    measure = Measure.objects.select_for_update().get(pk=report.measure_id)
    measure.claim_version(measure.version)
    if decision is not None:
        report.resulting_status = _confirm_status(measure, report, decision, user=user, now=now)
    _keep_indicator_values(report, user=user)
    _finish_steps(report)
    # The column of the history holds 100 characters; names of organisations are longer.
    reason = _("Meldung freigegeben: %(organisation)s") % {"organisation": report.organisation}
    measure._change_reason = reason[:100]  # type: ignore[attr-defined]
    measure.save()


def _confirm_status(
    measure: Measure, report: ProgressReport, decision: StatusDecision, *, user: User, now: dt.datetime
) -> MeasureStatus:
    """Dated with the report's day: the latest day is current, so that a late approval overtakes nothing newer."""
    is_late = decision.course == Course.DELAYED
    return MeasureStatus.objects.create(
        measure=measure,
        as_of=report.as_of,
        status=decision.status,
        course=decision.course,
        delay_reason=decision.delay_reason,
        countermeasure=decision.countermeasure if is_late else "",
        new_date=decision.new_date if is_late else None,
        note=decision.note,
        source=StatusSource.REPORT,
        confirmed_by=user,
        confirmed_at=now,
    )


def _keep_indicator_values(report: ProgressReport, *, user: User) -> None:
    for answer in report.indicator_answers.exclude(attainment=""):
        IndicatorValue.objects.create(
            indicator_id=answer.indicator_id,
            as_of=report.as_of,
            attainment=answer.attainment,
            value=answer.value,
            note=answer.note,
            organisation=report.organisation,
            confirmed_by=user,
        )


def _finish_steps(report: ProgressReport) -> None:
    for step in report.measure.steps.filter(done_on=None, answers__report=report, answers__is_done=True):
        step.done_on = report.as_of
        step.save()
