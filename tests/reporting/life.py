"""A query's life as a machine that takes steps in any order."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from partners.models import Contact
from reporting.models import Addendum, QueryState, RequestState
from reporting.services.links import token_of
from reporting.services.queries import add_addendum, close_query, prolong_query, reopen_query
from reporting.services.reminding import remind
from reporting.services.reports import Answers, approve, return_report, save_draft, start_report, submit
from reporting.services.requests import extend, invite_again, reinstate, revoke_link, withdraw
from tests.reporting.promises import Promises

places = st.integers(min_value=0, max_value=2)
words = st.sampled_from(["Es geht voran.", "Es ruht.", "Drei Kurse."])


class QueryLife(Promises):
    """What organisations, the KI and time may do, in any order and as often as they like."""

    # what organisations do

    @rule(place=places, text=words, by_link=st.booleans())
    def save(self, place: int, text: str, by_link: bool) -> None:
        request = self.requests[place]
        user = None if by_link else self.partners[place]
        report = self.attempt(
            lambda: start_report(
                measure=request.measure, organisation=request.organisation, user=user, now=self.now
            )
        )
        if report is not None:
            answers = Answers(status="in_progress", course="on_track", text=text)
            self.attempt(
                lambda: save_draft(
                    report=report,
                    answers=answers,
                    expected_version=report.version,
                    user=user,
                )
            )

    @rule(place=places, by_link=st.booleans())
    def submit(self, place: int, by_link: bool) -> None:
        report = self.report_of(place)
        if report is not None:
            user = None if by_link else self.partners[place]
            contact = self.requests[place].contact if by_link else None
            self.attempt(
                lambda: submit(
                    report=report, expected_version=report.version, user=user, contact=contact, now=self.now
                )
            )

    # what the KI decides

    @rule(place=places)
    def return_(self, place: int) -> None:
        report = self.report_of(place)
        if report is not None:
            self.attempt(
                lambda: return_report(
                    report=report,
                    expected_version=report.version,
                    remark="Bitte genauer.",
                    user=self.editor,
                    now=self.now,
                )
            )

    @rule(place=places)
    def approve(self, place: int) -> None:
        report = self.report_of(place)
        if report is not None:
            self.attempt(
                lambda: approve(
                    report=report,
                    expected_version=report.version,
                    decision=None,
                    user=self.editor,
                    now=self.now,
                )
            )

    @rule(place=places, days=st.integers(min_value=-2, max_value=40))
    def extend(self, place: int, days: int) -> None:
        request, until = self.requests[place], self.now.date() + dt.timedelta(days=days)
        self.attempt(
            lambda: extend(
                request=request,
                until=until,
                expected_version=request.version,
                user=self.conductor,
                now=self.now,
            )
        )

    @rule(place=places)
    def withdraw_or_reinstate(self, place: int) -> None:
        request = self.requests[place]
        values: dict[str, Any] = {
            "request": request,
            "expected_version": request.version,
            "user": self.conductor,
            "now": self.now,
        }
        if request.state == RequestState.NOT_REQUIRED:
            self.attempt(lambda: reinstate(**values))
        else:
            self.attempt(lambda: withdraw(reason="Die Maßnahme ruht.", **values))

    # time, mails, links

    @rule(days=st.integers(min_value=1, max_value=12))
    def wait(self, days: int) -> None:
        self.now += dt.timedelta(days=days)

    @rule(times=st.integers(min_value=1, max_value=2))
    def remind(self, times: int) -> None:
        for _ in range(times):
            letters = self.attempt(lambda: remind(query=self.query, now=self.now)) or []
            self.reminded.update(letter.occasion for letter in letters)

    @rule(place=places)
    def invite_again(self, place: int) -> None:
        request = self.requests[place]
        old = {token_of(grant) for grant in self.grants if grant.organisation_id == request.organisation_id}
        if self.attempt(
            lambda: invite_again(
                request=request, expected_version=request.version, user=self.conductor, now=self.now
            )
        ):
            self.see_tokens()
            self.dead |= old - {token_of(grant) for grant in self.grants}

    @rule(place=places)
    def revoke(self, place: int) -> None:
        grant = self.grants[place]
        token = token_of(grant)
        if self.attempt(lambda: revoke_link(grant=grant, user=self.conductor, now=self.now)):
            self.dead.add(token)

    @rule(place=places)
    def remove_contact(self, place: int) -> None:
        request = self.requests[place]
        contact = request.contact
        if contact is not None:
            self.dead |= {token_of(grant) for grant in self.grants if grant.contact_id == contact.pk}
            Contact.objects.filter(pk=contact.pk).update(is_active=False)

    # names

    @rule(place=places, name=st.sampled_from(["Neuer Name", "Noch neuerer Name"]))
    def rename(self, place: int, name: str) -> None:
        request = self.requests[place]
        request.measure.title = request.organisation.name = f"{name} {place}"
        request.measure.save()
        request.organisation.save()

    # the end, and after it

    @precondition(lambda self: self.query.state == QueryState.OPEN)
    @rule()
    def close(self) -> None:
        query = self.query
        self.attempt(
            lambda: close_query(query=query, version=query.version, user=self.conductor, now=self.now)
        )
        self.cut = (self.bound_rows(), {request.pk: request.state for request in self.requests})
        self.rounds |= self.frozen_rows()

    @precondition(lambda self: self.query.is_frozen)
    @rule(days=st.integers(min_value=-1, max_value=20))
    def reopen(self, days: int) -> None:
        query = self.query
        due = max(self.now.date() + dt.timedelta(days=days), query.as_of)
        self.attempt(
            lambda: reopen_query(
                query=query,
                reason="Der Rat will mehr.",
                due_on=due,
                version=query.version,
                user=self.conductor,
                now=self.now,
            )
        )

    @rule(days=st.integers(min_value=-1, max_value=20))
    def prolong(self, days: int) -> None:
        query = self.query
        self.attempt(
            lambda: prolong_query(
                query=query,
                due_on=query.due_on + dt.timedelta(days=days),
                grace_until=None,
                version=query.version,
                user=self.conductor,
                now=self.now,
            )
        )

    @rule(place=places, is_public=st.booleans())
    def add(self, place: int, is_public: bool) -> None:
        request = self.requests[place]
        self.attempt(
            lambda: add_addendum(
                query=request.query,
                measure_uuid=request.measure.uuid,
                organisation_uuid=request.organisation.uuid,
                text="Noch etwas.",
                is_public=is_public,
                user=self.conductor,
                now=self.now,
            )
        )
        written = list(Addendum.objects.order_by("pk").values())
        assert written[: len(self.said)] == self.said
        assert len(written) == len(self.said) or self.query.is_frozen
        self.said = written
