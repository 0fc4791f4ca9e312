"""Sending everything that is complete at once: checked before, and one refusal stops no other."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import Contact, User
from reporting.errors import ReportError
from reporting.models import Participation, ProgressReport
from reporting.services.participations import submit_answers
from reporting.services.participations.answering import missing_answers
from reporting.services.reports import problems, submit
from reporting.services.workbooks.contents import Content, Line
from safety.models import StaleVersionError


@dataclass(frozen=True)
class Ready:
    """One answer before it is sent, with what it lacks."""

    line: Line
    report: ProgressReport | None
    missing: list[str]


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
    sent, refusals = 0, []
    check = check_all(content, today=timezone.localdate(now))
    # In the order in which everybody locks reports.
    for row in sorted(check.complete, key=lambda row: row.line.request.measure_id):
        if row.report is None or f"m{row.line.request.pk}" not in versions:
            continue
        version = versions[f"m{row.line.request.pk}"]
        try:
            submit(report=row.report, expected_version=version, user=user, contact=contact, now=now)
            sent += 1
        except (ReportError, StaleVersionError) as error:
            refusals.append(f"{row.line.title}: {error}")
    if check.is_own_ready and "o" in versions:
        sent += _send_own(content.participation, versions["o"], refusals, user=user, contact=contact, now=now)
    return sent, refusals


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
