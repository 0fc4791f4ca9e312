"""One invented round: planned, opened, answered, and where it is over closed and published."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db.models import F
from django.utils.translation import gettext as _

from fields.models import Concept
from measures.models import Measure
from partners.models import User
from reporting.models import (
    MailKind,
    MailState,
    OutboxMail,
    ProgressReport,
    QueryKind,
    QueryRequest,
    StatusQuery,
)
from reporting.services.queries import check_query, close_query, open_query, plan_query, publish_query
from reporting.services.queries.planning import Plan, Wording
from reporting.services.reports import (
    Answers,
    IndicatorEntry,
    StatusDecision,
    approve,
    confirm_unchanged,
    return_report,
    save_draft,
    start_report,
    submit,
)

from .people import MAIL_HOST, spokesperson
from .wording import INVITATION, QUESTIONS


class DemoError(Exception):
    """The demonstration data cannot be loaded here; nothing was changed."""


@dataclass(frozen=True)
class Round:
    """`index` counts the rounds of the file; without `closed_at` the round is still running."""

    index: int
    year: int
    as_of: dt.date
    due_on: dt.date
    opened_at: dt.datetime
    closed_at: dt.datetime | None


@dataclass(frozen=True)
class Answer:
    """What one organisation says to one measure in one round, as written in the file."""

    measure: str
    organisation: str
    said: Mapping[str, Any]


def read_rounds(path: Path) -> list[list[Answer]]:
    """The answers of each round; a round without an entry was not answered."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        [
            Answer(entry["measure"], entry["organisation"], entry["rounds"][index])
            for entry in entries
            if "text" in entry["rounds"][index] or "unchanged" in entry["rounds"][index]
        ]
        for index in range(3)
    ]


def play_round(*, concept: Concept, played: Round, answers: list[list[Answer]]) -> None:
    query = _open(concept, played)
    for answer in answers[played.index]:
        _answer(query, answer, played)
    query.refresh_from_db()
    query.is_demo = True
    query.save()
    if played.closed_at is not None:
        query = close_query(query=query, version=query.version, now=played.closed_at)
        publish_query(query=query, version=query.version, now=played.closed_at)
    _pretend_sent()


def _open(concept: Concept, played: Round) -> StatusQuery:
    plan = Plan(
        kind=QueryKind.YEARLY,
        year=played.year,
        as_of=played.as_of,
        due_on=played.due_on,
        measures=Measure.objects.published().filter(field_of_action__concept=concept),
        texts={MailKind.INVITATION: Wording(body=INVITATION)},
        questions=QUESTIONS if played.closed_at is None else (),
    )
    query = plan_query(concept=concept, plan=plan)
    for asked in check_query(query).asked:
        spokesperson(asked.organisation)
    waived = [gap.measure.pk for gap in check_query(query).gaps]
    conductor = User.objects.get(email=f"integrationsbeauftragte@{MAIL_HOST}")
    return open_query(query=query, version=query.version, waived=waived, user=conductor, now=played.opened_at)


def _answer(query: StatusQuery, answer: Answer, played: Round) -> None:
    asked = QueryRequest.objects.filter(
        query=query, measure__slug=answer.measure, organisation__slug=answer.organisation
    )
    request = asked.select_related("measure", "organisation").first()
    if request is None:
        raise DemoError(
            _(
                "Die Beispieldaten passen nicht zum Konzept: %(organisation)s wird zu „%(measure)s“ nicht gefragt."
            )
            % {"organisation": answer.organisation, "measure": answer.measure}
        )
    user = spokesperson(request.organisation)
    written_at = played.opened_at + dt.timedelta(days=5)
    report = start_report(
        measure=request.measure, organisation=request.organisation, user=user, now=written_at
    )
    report = _write(report, answer.said, user, written_at)
    report.is_demo = True
    report.save()
    outcome = answer.said.get("answer", "approved")
    if outcome == "draft":
        return
    report = submit(report=report, expected_version=report.version, user=user, now=written_at)
    _review(report, outcome, answer.said, written_at + dt.timedelta(days=2))


def _write(report: ProgressReport, said: Mapping[str, Any], user: User, now: dt.datetime) -> ProgressReport:
    if said.get("unchanged"):
        return confirm_unchanged(report=report, expected_version=report.version, user=user, now=now)
    answers = _answers(report, said)
    return save_draft(report=report, answers=answers, expected_version=report.version, user=user, now=now)


def _answers(report: ProgressReport, said: Mapping[str, Any]) -> Answers:
    values = said.get("values", {})
    indicators = {indicator.number: indicator.pk for indicator in report.measure.indicators.all()}
    steps = {step.number: step.pk for step in report.measure.steps.all()}
    return Answers(
        **{
            name: said.get(name, "")
            for name in ("status", "course", "delay_reason", "countermeasure", "text")
        },
        next_steps=said.get("next_steps", ""),
        indicators={
            indicators[number]: IndicatorEntry(
                attainment=attained, value=Decimal(values[number]) if number in values else None
            )
            for number, attained in said.get("attained", {}).items()
        },
        steps_done=frozenset(steps[number] for number in said.get("done", [])),
    )


def _review(report: ProgressReport, outcome: str, said: Mapping[str, Any], now: dt.datetime) -> None:
    reviewer = User.objects.get(email=f"redaktion@{MAIL_HOST}")
    if outcome == "approved":
        approve(
            report=report,
            expected_version=report.version,
            decision=StatusDecision.proposed_by(report),
            user=reviewer,
            now=now,
        )
    elif outcome == "returned":
        return_report(
            report=report, expected_version=report.version, remark=said["remark"], user=reviewer, now=now
        )


def _pretend_sent() -> None:
    """The mails of an invented past were never written to anybody; without this they would go out now."""
    OutboxMail.objects.filter(state=MailState.QUEUED).update(state=MailState.SENT, sent_at=F("queued_at"))
