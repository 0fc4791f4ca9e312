"""Who would have to be told about what is still owed: the asked persons, their Leitung, and the office."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from reporting.models import ReminderAudience, ReminderOptOut, ReminderStep, StatusQuery
from reporting.services.mails.blocks import Task
from reporting.services.owing import Owed, owed_in
from reporting.services.recipients import Person, heads_of, office

from .due import Case, Debt, by_audience


@dataclass(frozen=True)
class Owing:
    """Everything that is owed at this moment, and who is asked; a fixed number of statements."""

    query: StatusQuery
    debts: Sequence[Debt]
    #: Lower-case addresses that want no reminders.
    silent: frozenset[str]
    #: By address the moment of the last invitation.
    invited: Mapping[str, dt.datetime]

    @classmethod
    def now(cls, query: StatusQuery, *, invited: Mapping[str, dt.datetime]) -> "Owing":
        silent = frozenset(email.lower() for email in ReminderOptOut.objects.values_list("email", flat=True))
        return cls(query, [_debt(owed, query) for owed in owed_in(query)], silent, invited)

    def cases(self, steps: Iterable[ReminderStep]) -> list[Case]:
        """Those who asked for no reminders are left out; what they owe still reaches the others."""
        plan = by_audience(steps)
        asked = self._of_persons(plan[ReminderAudience.PERSON])
        heads, headless = self._of_heads(plan[ReminderAudience.HEAD])
        to_office = self._of_office(plan[ReminderAudience.HEAD], headless)
        return [*asked, *heads, *to_office, *self._of_office(plan[ReminderAudience.OFFICE], self.debts)]

    def _of_persons(self, steps: Sequence[ReminderStep]) -> list[Case]:
        grouped = _grouped((debt.person, debt) for debt in self.debts)
        return [
            Case(person, ReminderAudience.PERSON, debts, steps, self._invited_on(person))
            for person, debts in grouped
            if person.email not in self.silent
        ]

    def _of_heads(self, steps: Sequence[ReminderStep]) -> tuple[list[Case], list[Debt]]:
        """And what no Leitung can be told of: there is none, or she is the asked person herself."""
        if not steps:
            return [], []
        heads = heads_of(debt.task.organisation for debt in self.debts)
        headless, pairs = [], []
        for debt in self.debts:
            head, asked = heads.get(debt.task.organisation.pk), debt.person
            if head is None or head.email in self.silent or (asked and asked.email == head.email):
                headless.append(debt)
            else:
                pairs.append((head, debt))
        opened_on = self._opened_on
        cases = [
            Case(head, ReminderAudience.HEAD, debts, steps, opened_on) for head, debts in _grouped(pairs)
        ]
        return cases, headless

    def _of_office(self, steps: Sequence[ReminderStep], debts: Sequence[Debt]) -> list[Case]:
        if not steps or not debts:
            return []
        opened_on = self._opened_on
        return [Case(person, ReminderAudience.OFFICE, debts, steps, opened_on) for person in office()]

    @property
    def _opened_on(self) -> dt.date:
        return opening_day(self.query)

    def _invited_on(self, person: Person) -> dt.date:
        invited = self.invited.get(person.email)
        return timezone.localdate(invited) if invited else self._opened_on


def opening_day(query: StatusQuery) -> dt.date:
    if query.opened_at is None:
        raise ValueError("a running query has been opened")
    return timezone.localdate(query.opened_at)


def _debt(owed: Owed, query: StatusQuery) -> Debt:
    contact = owed.person.contact.pk if owed.person and owed.person.contact else None
    measure, until = (owed.request.measure, owed.request.extended_to) if owed.request else (None, None)
    return Debt(Task(owed.organisation, measure, contact, until), owed.person, until or query.due_on)


def _grouped(pairs: Iterable[tuple[Person | None, Debt]]) -> list[tuple[Person, list[Debt]]]:
    """By mail address: the same person may be a contact of several organisations."""
    people: dict[str, Person] = {}
    debts: dict[str, list[Debt]] = defaultdict(list)
    for person, debt in pairs:
        if person is not None:
            people.setdefault(person.email, person)
            debts[person.email].append(debt)
    return [(person, debts[email]) for email, person in people.items()]
