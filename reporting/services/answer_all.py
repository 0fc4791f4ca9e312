"""Sending everything that is complete at once: checked before, and one refusal stops no other."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import Contact, User
from reporting.comparison import Change, compare
from reporting.errors import ReportError
from reporting.models import Participation, ProgressReport, ReportState, RequestState
from reporting.services.mails import tell_submitted_together
from reporting.services.participations import submit_answers
from reporting.services.participations.answering import missing_answers
from reporting.services.reports import problems, submit
from reporting.services.workbooks.contents import Content, Line
from safety.models import StaleVersionError

#: The name of what is asked once per organisation, beside those of the measures.
OWN = "o"


@dataclass(frozen=True)
class Ready:
    """One answer before it is sent, with what it lacks."""

    line: Line
    report: ProgressReport | None
    missing: list[str]

    @property
    def key(self) -> str:
        return key_of(self.line)

    @property
    def remark(self) -> str:
        """What the KI wrote when it gave the report back."""
        returned = self.report is not None and self.report.state == ReportState.RETURNED
        return self.report.return_remark if self.report is not None and returned else ""

    @property
    def is_as_returned(self) -> bool:
        """Nothing was saved since the report came back: saving moves the request on."""
        return bool(self.remark) and self.line.request.state == RequestState.RETURNED

    @property
    def answers(self) -> list[Change]:
        return compare(self.report, None) if self.report is not None else []


@dataclass(frozen=True)
class Check:
    complete: list[Ready]
    incomplete: list[Ready]
    #: Of the questions to the organisation: what is missing, or None where there is nothing to send.
    own_missing: list[str] | None

    @property
    def is_own_ready(self) -> bool:
        return self.own_missing == []

    @property
    def has_anything(self) -> bool:
        return bool(self.complete) or self.is_own_ready


def check_all(content: Content, *, today: dt.date) -> Check:
    """What would be sent, and what is not complete yet."""
    rows = [_ready(line, today=today) for line in content.lines if not line.lock]
    return Check(
        complete=[row for row in rows if not row.missing],
        incomplete=[row for row in rows if row.missing],
        own_missing=_own_missing(content),
    )


def send_all(
    content: Content,
    versions: dict[str, int],
    *,
    user: User | None,
    contact: Contact | None,
    now: dt.datetime,
) -> tuple[int, list[str]]:
    """Submit what the check page showed, at the versions that it showed; returns how many, and why others were not."""
    check = check_all(content, today=timezone.localdate(now))
    ready = {key_of(row.line): row for row in check.complete}
    # In the order in which everybody locks reports.
    shown = sorted(content.lines, key=lambda line: line.request.measure_id)
    refusals = _not_complete(check, content, versions)
    submitted: list[ProgressReport] = []
    for row in [ready[key_of(line)] for line in shown if key_of(line) in ready.keys() & versions.keys()]:
        version = versions[key_of(row.line)]
        try:
            if row.report is not None:
                submitted.append(_submit(row.report, version, user=user, contact=contact, now=now))
        except (ReportError, StaleVersionError) as error:
            refusals.append(f"{row.line.title}: {error}")
    tell_submitted_together(submitted, now=now)
    sent = len(submitted)
    if check.is_own_ready and OWN in versions:
        sent += _send_own(content.participation, versions[OWN], refusals, user=user, contact=contact, now=now)
    return sent, refusals


def _submit(
    report: ProgressReport, version: int, *, user: User | None, contact: Contact | None, now: dt.datetime
) -> ProgressReport:
    return submit(report=report, expected_version=version, user=user, contact=contact, now=now, tells=False)


def key_of(line: Line) -> str:
    return f"m{line.request.pk}"


def _not_complete(check: Check, content: Content, versions: Mapping[str, int]) -> list[str]:
    """What was complete on the check page and is not any more: nothing is left out without a word."""
    lacking = {key_of(row.line): " ".join(row.missing) for row in check.incomplete}
    lines = {key_of(line): line for line in content.lines}
    complete = {key_of(row.line) for row in check.complete}
    found = []
    for key in versions:
        line = lines.get(key)
        if key == OWN:
            if not check.is_own_ready:
                found.append(_own_refusal(check))
        elif line is None:
            found.append(_("Zu einer Maßnahme werden Sie nicht mehr gefragt. Sie ist nicht abgesendet."))
        elif key not in complete:
            reason = lacking.get(key) or _("Diese Antwort ist %(lock)s.") % {"lock": line.lock}
            found.append(
                _("%(title)s ist nicht abgesendet: %(reason)s") % {"title": line.title, "reason": reason}
            )
    return found


def _own_refusal(check: Check) -> str:
    reason = " ".join(check.own_missing or []) or _("Diese Antworten sind schon abgesendet.")
    title = _("Fragen an Ihre Organisation")
    return _("%(title)s ist nicht abgesendet: %(reason)s") % {"title": title, "reason": reason}


def _send_own(
    participation: Participation,
    version: int,
    refusals: list[str],
    *,
    user: User | None,
    contact: Contact | None,
    now: dt.datetime,
) -> int:
    try:
        submit_answers(
            participation=participation, expected_version=version, user=user, contact=contact, now=now
        )
    except (ReportError, StaleVersionError) as error:
        refusals.append(str(error))
        return 0
    return 1


def _ready(line: Line, *, today: dt.date) -> Ready:
    report = line.report
    if report is None or report.request_id != line.request.pk:
        return Ready(line, report, [_("Noch nichts eingetragen.")])
    report.measure = line.request.measure
    found = problems(report, today=today, asked=line.questions)
    return Ready(line, report, list(dict.fromkeys(found.values())))


def _own_missing(content: Content) -> list[str] | None:
    part = content.participation
    if not content.per_organisation or not part.is_editable or part.query.is_frozen:
        return None
    entries = part.question_answers.exists()
    missing = list(dict.fromkeys(missing_answers(part).values()))
    return missing if entries or missing else None
