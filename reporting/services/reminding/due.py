"""Which steps of the plan are due for whom: „due and not yet sent at this step“, never „exactly so many days before“.

Days are local ones. Mails of a step go out at the first run on its day from eight o'clock local time on, so that nobody
is reminded in the night; a run that was missed is made up for.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from reporting.models import ReminderAudience, ReminderStep
from reporting.services.mails import person_keys
from reporting.services.mails.blocks import Task
from reporting.services.recipients import Person

FROM = dt.time(8)
#: Steps that were done for a person, as pairs of step (primary key) and person key.
Done = set[tuple[int, str]]


@dataclass(frozen=True)
class Debt:
    """One answer that is owed, and who is asked for it."""

    task: Task
    person: Person | None
    deadline: dt.date


@dataclass(frozen=True)
class Case:
    """A person who would be told, as one of three audiences, about what is owed."""

    person: Person
    audience: ReminderAudience
    debts: Sequence[Debt]
    steps: Sequence[ReminderStep]
    #: The local day of the last invitation; what was due by then is overtaken by it.
    invited_on: dt.date


@dataclass(frozen=True)
class Due:
    """The one step to be sent now, and the earlier ones that it overtakes."""

    case: Case
    step: ReminderStep
    skipped: Sequence[ReminderStep]


def find_due(case: Case, *, opened_on: dt.date, done: Done, now: dt.datetime) -> Due | None:
    keys = person_keys(case.person.email)
    pending = [
        (day, step.pk, step)
        for step in case.steps
        if not any((step.pk, key) in done for key in keys)
        and (day := _due_day(step, case, opened_on)) is not None
        and is_reached(day, now=now)
    ]
    if not pending:
        return None
    *earlier, (_day, _pk, latest) = sorted(pending, key=lambda found: found[:2])
    return Due(case, latest, [step for _day, _pk, step in earlier])


def is_reached(day: dt.date, *, now: dt.datetime) -> bool:
    return now >= timezone.make_aware(dt.datetime.combine(day, FROM))


def is_far_enough(last: dt.datetime | None, *, days: int, now: dt.datetime) -> bool:
    """Whether so many local days lie between the person's last mail and today."""
    return last is None or (timezone.localdate(now) - timezone.localdate(last)).days >= days


def _due_day(step: ReminderStep, case: Case, opened_on: dt.date) -> dt.date | None:
    """The first day on which the step is due for something owed, each with its own deadline."""
    deadlines = {debt.deadline for debt in case.debts}
    days = (step.due_day(opened_on=opened_on, deadline=deadline) for deadline in deadlines)
    return min((day for day in days if day > case.invited_on), default=None)


def by_audience(steps: Iterable[ReminderStep]) -> Mapping[ReminderAudience, list[ReminderStep]]:
    found: dict[ReminderAudience, list[ReminderStep]] = {audience: [] for audience in ReminderAudience}
    for step in steps:
        found[ReminderAudience(step.audience)].append(step)
    return found
