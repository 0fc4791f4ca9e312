"""Who would have to be told about what is still owed: the asked persons, their Leitung, and the office."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from reporting.models import QueryRequest, ReminderAudience, ReminderOptOut, ReminderStep, StatusQuery
from reporting.services.recipients import Person, heads_of, office, people_for

from .due import Case, by_audience


@dataclass(frozen=True)
class Owing:
    """Everything that is owed at this moment, and who is asked; a fixed number of statements."""

    query: StatusQuery
    requests: Sequence[QueryRequest]
    people: Mapping[int, Person | None]
    #: Lower-case addresses that want no reminders.
    silent: frozenset[str]
    #: By address the moment of the last invitation.
    invited: Mapping[str, dt.datetime]

    @classmethod
    def now(cls, query: StatusQuery, *, invited: Mapping[str, dt.datetime]) -> "Owing":
        requests = list(query.requests.owed().select_related("organisation", "measure__field_of_action"))
        for request in requests:
            request.query = query
        silent = frozenset(email.lower() for email in ReminderOptOut.objects.values_list("email", flat=True))
        return cls(query, requests, people_for(requests), silent, invited)

    def cases(self, steps: Iterable[ReminderStep]) -> list[Case]:
        """Those who asked for no reminders are left out; what they owe still reaches the others."""
        plan = by_audience(steps)
        asked = self._of_persons(plan[ReminderAudience.PERSON])
        heads, headless = self._of_heads(plan[ReminderAudience.HEAD])
        to_office = self._of_office(plan[ReminderAudience.HEAD], headless)
        return [*asked, *heads, *to_office, *self._of_office(plan[ReminderAudience.OFFICE], self.requests)]

    def _of_persons(self, steps: Sequence[ReminderStep]) -> list[Case]:
        grouped = _grouped((self.people[request.pk], request) for request in self.requests)
        return [
            Case(
                person,
                ReminderAudience.PERSON,
                requests,
                steps,
                self._invited_on(person),
                self._contacts(requests),
            )
            for person, requests in grouped
            if person.email not in self.silent
        ]

    def _of_heads(self, steps: Sequence[ReminderStep]) -> tuple[list[Case], list[QueryRequest]]:
        """And what no Leitung can be told of: there is none, or she is the asked person herself."""
        if not steps:
            return [], []
        heads = heads_of(request.organisation for request in self.requests)
        headless, pairs = [], []
        for request in self.requests:
            head, asked = heads.get(request.organisation_id), self.people[request.pk]
            if head is None or head.email in self.silent or (asked and asked.email == head.email):
                headless.append(request)
            else:
                pairs.append((head, request))
        opened_on = self._opened_on
        cases = [
            Case(head, ReminderAudience.HEAD, requests, steps, opened_on)
            for head, requests in _grouped(pairs)
        ]
        return cases, headless

    def _of_office(self, steps: Sequence[ReminderStep], requests: Sequence[QueryRequest]) -> list[Case]:
        if not steps or not requests:
            return []
        opened_on = self._opened_on
        return [Case(person, ReminderAudience.OFFICE, requests, steps, opened_on) for person in office()]

    def _contacts(self, requests: Iterable[QueryRequest]) -> dict[int, int]:
        people = ((request.organisation_id, self.people[request.pk]) for request in requests)
        return {key: person.contact.pk for key, person in people if person and person.contact}

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


def _grouped(
    pairs: Iterable[tuple[Person | None, QueryRequest]],
) -> list[tuple[Person, list[QueryRequest]]]:
    """By mail address: the same person may be a contact of several organisations."""
    people: dict[str, Person] = {}
    requests: dict[str, list[QueryRequest]] = defaultdict(list)
    for person, request in pairs:
        if person is not None:
            people.setdefault(person.email, person)
            requests[person.email].append(request)
    return [(person, requests[email]) for email, person in people.items()]
