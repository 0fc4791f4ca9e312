"""Who is told what about a report. One mail per person and occasion; a later round of the same report is a new one."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from partners.models import Organisation, User
from reporting.models import ProgressReport
from reporting.services.outbox import Letter, enqueue_all


def tell_submitted(report: ProgressReport, *, now: dt.datetime) -> None:
    """To everyone who may approve, except whoever has just submitted it."""
    recipients = {user.email for user in _reviewers() if user.pk != report.submitted_by_id}
    page = reverse("reporting:review_report", args=[report.uuid])
    _send(report, "submitted", recipients, _("Neue Meldung: %s") % report.measure, page, now=now)


def tell_returned(report: ProgressReport, *, now: dt.datetime) -> None:
    subject = _("Bitte ergänzen: Ihre Meldung zu %s") % report.measure
    _send(report, "returned", _answering(report), subject, report.get_absolute_url(), now=now)


def tell_approved(report: ProgressReport, *, now: dt.datetime) -> None:
    """To those who answered; whoever approves their own report knows already."""
    subject = _("Danke: Ihre Meldung zu %s ist freigegeben") % report.measure
    approver = report.approved_by.email.lower() if report.approved_by else ""
    recipients = {email for email in _answering(report) if email.lower() != approver}
    _send(report, "approved", recipients, subject, report.measure.get_absolute_url(), now=now)


def _reviewers() -> list[User]:
    permission = Permission.objects.filter(codename="review_progressreport")
    allowed = Q(groups__permissions__in=permission) | Q(user_permissions__in=permission)
    return list(User.objects.filter(allowed, is_active=True).distinct())


def _answering(report: ProgressReport) -> set[str]:
    """Whoever submitted it, and whom the query asked; failing both, the first person of the organisation."""
    recipients = set()
    submitter = report.submitted_by
    if submitter is not None and submitter.is_active:
        recipients.add(submitter.email)
    asked = report.request.contact if report.request else None
    if asked is not None and asked.is_active and asked.email:
        recipients.add(asked.email)
    if not recipients or report.on_behalf:
        recipients |= _first_of(report.organisation)
    return recipients


def _first_of(organisation: Organisation) -> set[str]:
    """The Ansprechperson, or else somebody with an account, as for an invitation."""
    contact = organisation.contacts.to_ask().first()
    if contact is not None:
        return {contact.email}
    member = organisation.memberships.to_ask().first()
    return {member.user.email} if member else set()


def _send(
    report: ProgressReport,
    event: str,
    recipients: set[str],
    subject: str,
    page: str,
    *,
    now: dt.datetime,
) -> None:
    context = {"report": report, "address": f"{settings.SITE_URL}{page}", "office": settings.PORTAL_OFFICE}
    body = render_to_string(f"reporting/mails/report_{event}.txt", context)
    occasion = f"report:{report.uuid}:{report.version}:{event}"
    unique = {recipient.lower(): recipient for recipient in sorted(recipients)}
    enqueue_all(
        [Letter(f"{occasion}:{_person(key)}", recipient, subject, body) for key, recipient in unique.items()],
        now=now,
    )


def _person(email: str) -> str:
    """An occasion outlives the address, so it does not name it."""
    return salted_hmac("reporting.report_mail", email, algorithm="sha256").hexdigest()[:40]
