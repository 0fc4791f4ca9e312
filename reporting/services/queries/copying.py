"""The plan of a query as it is stored, and as the next year's query takes it over."""

import datetime as dt
from dataclasses import replace
from itertools import count
from typing import Any

from measures.models import Measure
from partners.models import Organisation
from reporting.models import (
    MailKind,
    QueryKind,
    Question,
    QuestionKind,
    QuestionScope,
    ReminderAnchor,
    ReminderAudience,
    ReminderStep,
    StatusQuery,
)

from .planning import OwnQuestion, Plan, Reminder, Wording

#: Days of a plan that move with the year.
DAYS = ("as_of", "due_on", "covered_from", "covered_to", "opens_on", "grace_until")


def plan_of(query: StatusQuery) -> Plan:
    """What is stored; written back, it changes nothing."""
    return Plan(
        kind=QueryKind(query.kind),
        year=query.year,
        measures=list(query.measures.all()),
        organisations=list(query.organisations.all()),
        reply_to=query.reply_to,
        reminder_distance=query.reminder_distance,
        texts={MailKind(text.kind): Wording(text.subject, text.body) for text in query.mail_texts.all()},
        questions=[_question(row) for row in query.questions.all()],
        reminders=[_reminder(row) for row in query.reminder_steps.all()],
        **{name: getattr(query, name) for name in DAYS},
    )


def plan_from(source: StatusQuery, *, year: int) -> Plan:
    """The plan of an earlier query for `year`: its days move along, and its scope is what is still published."""
    plan = plan_of(source)
    chosen = Measure.objects.published().filter(queries=source)
    days: dict[str, Any] = {name: _shifted(getattr(plan, name), year - source.year) for name in DAYS}
    return replace(
        plan,
        year=year,
        # Of another edition nothing may be left: then the new query begins with all measures.
        measures=list(chosen) or list(Measure.objects.published()),
        organisations=list(Organisation.objects.nameable().filter(queries=source)),
        **days,
    )


def next_year_of(source: StatusQuery, *, on: dt.date) -> int:
    """For which year the query would be repeated on the day `on`: the first one that is not planned yet."""
    planned = StatusQuery.objects.filter(kind=source.kind, concept=source.concept_id)
    taken = set(planned.values_list("year", flat=True))
    return next(year for year in count(max(on.year, source.year + 1)) if year not in taken)


def shifted(day: dt.date, years: int) -> dt.date:
    """The same day so many years later; the 29th of February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _shifted(day: dt.date | None, years: int) -> dt.date | None:
    return None if day is None else shifted(day, years)


def _question(row: Question) -> OwnQuestion:
    return OwnQuestion(
        text=row.text,
        scope=QuestionScope(row.scope),
        kind=QuestionKind(row.kind),
        help_text=row.help_text,
        unit=row.unit,
        options=tuple(row.options),
        is_required=row.is_required,
        is_public=row.is_public,
    )


def _reminder(row: ReminderStep) -> Reminder:
    return Reminder(ReminderAnchor(row.anchor), row.days, ReminderAudience(row.audience))
