"""Planning: what is asked when, before anybody is asked."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from fields.models import Concept
from measures.models import Measure
from partners.models import Organisation
from reporting.models import (
    MailKind,
    MailText,
    QueryKind,
    QueryState,
    Question,
    QuestionKind,
    QuestionScope,
    ReminderAnchor,
    ReminderAudience,
    ReminderStep,
    StatusQuery,
)

from .refusals import PlannedMeanwhileError, claim

#: Addresses beside those of reports (`reporting.urls`).
RESERVED_SLUGS = {"abschlussevaluation"}


@dataclass(frozen=True)
class Wording:
    """Subject and opening words of one kind of mail; what is empty stays with the standard text."""

    subject: str = ""
    body: str = ""

    def __bool__(self) -> bool:
        return bool(self.subject or self.body)


@dataclass(frozen=True)
class OwnQuestion:
    text: str
    scope: QuestionScope = QuestionScope.MEASURE
    kind: QuestionKind = QuestionKind.TEXT
    help_text: str = ""
    unit: str = ""
    options: tuple[str, ...] = ()
    is_required: bool = False
    is_public: bool = False


@dataclass(frozen=True)
class Reminder:
    """`days` counts before or after the Frist; after a third of the time there are none to count."""

    anchor: ReminderAnchor
    days: int = 0
    audience: ReminderAudience = ReminderAudience.PERSON


#: First after a third of the time, then 7 and 2 days before and 1 and 7 days after the Frist; then those above.
STANDARD_REMINDERS = (
    Reminder(ReminderAnchor.THIRD),
    Reminder(ReminderAnchor.BEFORE, 7),
    Reminder(ReminderAnchor.BEFORE, 2),
    Reminder(ReminderAnchor.AFTER, 1),
    Reminder(ReminderAnchor.AFTER, 7),
    Reminder(ReminderAnchor.AFTER, 10, ReminderAudience.HEAD),
    Reminder(ReminderAnchor.AFTER, 14, ReminderAudience.OFFICE),
)


@dataclass(frozen=True)
class Plan:
    """What the Integrationsbeauftragte decides about a query."""

    kind: QueryKind
    year: int
    as_of: dt.date
    due_on: dt.date
    measures: Iterable[Measure]
    covered_from: dt.date | None = None
    covered_to: dt.date | None = None
    opens_on: dt.date | None = None
    grace_until: dt.date | None = None
    organisations: Iterable[Organisation] = ()
    reply_to: str = ""
    reminder_distance: int = 3
    texts: Mapping[MailKind, Wording] = field(default_factory=dict)
    questions: Sequence[OwnQuestion] = ()
    reminders: Sequence[Reminder] = STANDARD_REMINDERS

    def columns(self) -> dict[str, object]:
        """What stands in the query's own row."""
        rows = {"measures", "organisations", "texts", "questions", "reminders"}
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name not in rows}


def title_of(kind: QueryKind, year: int) -> str:
    titles = {
        QueryKind.YEARLY: _("Statusabfrage %(year)d"),
        QueryKind.EVALUATION: _("Abschlussevaluation %(year)d"),
        QueryKind.INTERIM: _("Zwischenabfrage %(year)d"),
    }
    return titles[kind] % {"year": year}


@transaction.atomic
def plan_query(*, concept: Concept, plan: Plan) -> StatusQuery:
    """Put a new query into the calendar; nobody is asked yet."""
    query = StatusQuery(concept=concept, slug=_free_slug(plan.kind, plan.year))
    _write(query, plan)
    return query


@transaction.atomic
def replan_query(*, query: StatusQuery, plan: Plan, version: int) -> StatusQuery:
    """Change the plan of a query that has not begun; its address stays."""
    planned = claim(query, expected=QueryState.PLANNED, version=version)
    _write(planned, plan)
    return planned


def _write(query: StatusQuery, plan: Plan) -> None:
    query.title = title_of(plan.kind, plan.year)
    for name, value in plan.columns().items():
        setattr(query, name, value)
    try:
        with transaction.atomic():
            query.save()
    except IntegrityError as error:
        if not _is_second_of_the_year(error):
            raise
        raise PlannedMeanwhileError from error
    query.measures.set(plan.measures)
    query.organisations.set(plan.organisations)
    _write_rows(query, plan)


def _is_second_of_the_year(error: IntegrityError) -> bool:
    """PostgreSQL names the constraint; SQLite names its columns, and those of an address for two queries at once."""
    said = str(error)
    names = ("query_one_yearly_per_year", "statusquery.concept_id, reporting_statusquery.year", "slug")
    return any(name in said for name in names)


def _write_rows(query: StatusQuery, plan: Plan) -> None:
    """Make anew the rows of which something has changed: nobody has answered or been reminded yet."""
    texts = {kind: asdict(wording) for kind, wording in plan.texts.items() if wording}
    names = [each.name for each in fields(Wording)]
    if texts != {row.pop("kind"): row for row in query.mail_texts.values("kind", *names)}:
        _remove(query.mail_texts.all())
        for kind, values in texts.items():
            MailText.objects.create(query=query, kind=kind, **values)
    _write_questions(query, [{**asdict(each), "options": list(each.options)} for each in plan.questions])
    _write_reminders(query, [asdict(each) for each in plan.reminders])


def _write_questions(query: StatusQuery, wanted: list[dict[str, Any]]) -> None:
    if wanted == list(query.questions.values(*(each.name for each in fields(OwnQuestion)))):
        return
    _remove(query.questions.all())
    for number, values in enumerate(wanted, start=1):
        Question.objects.create(query=query, number=number, **values)


def _write_reminders(query: StatusQuery, wanted: list[dict[str, Any]]) -> None:
    if wanted == list(query.reminder_steps.values(*(each.name for each in fields(Reminder)))):
        return
    _remove(query.reminder_steps.all())
    for values in wanted:
        ReminderStep.objects.create(query=query, **values)


def _remove(rows: Iterable[Model]) -> None:
    """One by one, so that the history keeps each."""
    for row in rows:
        row.delete()


def _free_slug(kind: QueryKind, year: int) -> str:
    """„2026“ for the yearly query, „2026-zwischenabfrage“ for another; a second one of a year gets a number."""
    suffixes = {
        QueryKind.YEARLY: "",
        QueryKind.EVALUATION: "-evaluation",
        QueryKind.INTERIM: "-zwischenabfrage",
    }
    wanted = f"{year}{suffixes[kind]}"
    taken = set(StatusQuery.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    taken |= RESERVED_SLUGS
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
