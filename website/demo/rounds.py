"""One invented round: planned, opened, answered, and where it is over closed and published."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils import timezone
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

from .dating import date_back
from .papers import write_paper_of, write_texts
from .people import MAIL_HOST, spokesperson
from .source import Answer, DemoError, RoundContent
from .wording import INVITATION, QUESTIONS


@dataclass(frozen=True)
class Round:
    """When it was played; without `closed_at` the round is still running."""

    year: int
    as_of: dt.date
    due_on: dt.date
    opened_at: dt.datetime
    closed_at: dt.datetime | None


def play_round(*, concept: Concept, played: Round, content: RoundContent) -> None:
    loaded_since = timezone.now()
    query = _open(concept, played, content)
    query.is_demo = True
    query.save()
    date_back(played.opened_at, loaded_since=loaded_since)
    for answer in content.answers:
        _answer(query, answer, played, loaded_since)
    query.refresh_from_db()
    # Before the closing, which takes back what was not sent by then.
    _pretend_sent()
    if played.closed_at is not None:
        query = close_query(query=query, version=query.version, now=played.closed_at)
        write_texts(query, content, now=played.closed_at)
        query = publish_query(query=query, version=query.version, now=played.closed_at)
        write_paper_of(query, content, now=played.closed_at)
        date_back(played.closed_at, loaded_since=loaded_since)
        _pretend_sent()


def _open(concept: Concept, played: Round, content: RoundContent) -> StatusQuery:
    measures = Measure.objects.published().filter(field_of_action__concept=concept)
    plan = Plan(
        kind=QueryKind.YEARLY,
        year=played.year,
        as_of=played.as_of,
        due_on=played.due_on,
        measures=measures.exclude(slug__in=content.left_out),
        texts={MailKind.INVITATION: Wording(body=INVITATION)},
        questions=QUESTIONS if played.closed_at is None else (),
    )
    query = plan_query(concept=concept, plan=plan)
    for asked in check_query(query).asked:
        spokesperson(asked.organisation)
    waived = [gap.measure.pk for gap in check_query(query).gaps]
    conductor = User.objects.get(email=f"integrationsbeauftragte@{MAIL_HOST}")
    return open_query(query=query, version=query.version, waived=waived, user=conductor, now=played.opened_at)


def _answer(query: StatusQuery, answer: Answer, played: Round, loaded_since: dt.datetime) -> None:
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
    written_at = _written_at(answer, played)
    report = start_report(
        measure=request.measure, organisation=request.organisation, user=user, now=written_at
    )
    report = _write(report, answer.said, user)
    report.is_demo = True
    report.save()
    outcome = answer.said.get("answer", "approved")
    if outcome != "draft":
        report = submit(report=report, expected_version=report.version, user=user, now=written_at)
    date_back(written_at, loaded_since=loaded_since)
    reviewed_at = written_at + dt.timedelta(days=2)
    _review(report, outcome, answer.said, reviewed_at)
    date_back(reviewed_at, loaded_since=loaded_since)


def _written_at(answer: Answer, played: Round) -> dt.datetime:
    """A few days after the opening, or the day after the Frist."""
    if answer.said.get("late"):
        return played.opened_at + dt.timedelta(days=(played.due_on - played.opened_at.date()).days + 1)
    return played.opened_at + dt.timedelta(days=5)


def _write(report: ProgressReport, said: Mapping[str, Any], user: User) -> ProgressReport:
    if said.get("unchanged"):
        return confirm_unchanged(report=report, expected_version=report.version, user=user)
    answers = _answers(report, said)
    return save_draft(report=report, answers=answers, expected_version=report.version, user=user)


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
        new_date=_new_date(report, said),
        indicators={
            indicators[number]: IndicatorEntry(
                attainment=attained, value=Decimal(values[number]) if number in values else None
            )
            for number, attained in said.get("attained", {}).items()
        },
        steps_done=frozenset(steps[number] for number in said.get("done", [])),
    )


def _new_date(report: ProgressReport, said: Mapping[str, Any]) -> dt.date | None:
    days = said.get("new_date_after_days")
    return None if days is None else report.as_of + dt.timedelta(days=days)


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
