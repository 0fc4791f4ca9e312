"""Two simulated years of the timer.

Every minute on the days of the clock change and around each step, hourly otherwise. Two queries
run in that time; in each a step of the reminder plan falls on a day with 23 or 25 hours.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django import Settings

from partners.models import ContactRole, Organisation
from reporting.models import (
    Job,
    JobKind,
    MailKind,
    MailState,
    OutboxMail,
    QueryRequest,
    ReminderOptOut,
    ReminderStep,
    StatusQuery,
)
from reporting.services.jobs import queue_daily, run_due
from reporting.services.outbox import send_due
from reporting.services.queries import close_query, open_query
from reporting.services.queries.planning import STANDARD_REMINDERS
from reporting.services.reminding import remind
from reporting.services.reports import Answers, save_draft, start_report, submit
from reporting.services.requests import extend
from tests.builders import (
    make_commissioner,
    make_contact,
    make_field,
    make_measure,
    make_organisation,
    make_partner,
    make_query,
    make_responsible,
)

pytestmark = [pytest.mark.proof, pytest.mark.django_db]

BERLIN = ZoneInfo("Europe/Berlin")
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2027, 12, 31)
CLOCK_CHANGES = {dt.date(2026, 3, 29), dt.date(2026, 10, 25), dt.date(2027, 3, 28), dt.date(2027, 10, 31)}
DAY = dt.timedelta(days=1)
ANSWER = Answers(status="in_progress", course="on_track", text="Es geht voran.")


@dataclass(frozen=True)
class Campaign:
    """When a query runs, and the days on which its plan reminds, written down by hand."""

    opens: dt.date
    due: dt.date
    steps: dict[str, dt.date]

    @property
    def closes(self) -> dt.date:
        return self.due + 30 * DAY


CAMPAIGNS = [
    Campaign(
        dt.date(2026, 3, 2),
        dt.date(2026, 3, 31),
        {
            "third": dt.date(2026, 3, 11),
            "week before": dt.date(2026, 3, 24),
            "two before": dt.date(2026, 3, 29),
            "day after": dt.date(2026, 4, 1),
            "week after": dt.date(2026, 4, 7),
            "head": dt.date(2026, 4, 10),
            "office": dt.date(2026, 4, 14),
        },
    ),
    Campaign(
        dt.date(2027, 10, 4),
        dt.date(2027, 11, 2),
        {
            "third": dt.date(2027, 10, 13),
            "week before": dt.date(2027, 10, 26),
            "two before": dt.date(2027, 10, 31),
            "day after": dt.date(2027, 11, 3),
            "week after": dt.date(2027, 11, 9),
            "head": dt.date(2027, 11, 12),
            "office": dt.date(2027, 11, 16),
        },
    ),
]
EXTENSION = 10 * DAY


@dataclass
class Play:
    """Six organisations that behave differently, and what is to happen on which day."""

    campaign: Campaign
    query: StatusQuery
    organisations: dict[str, Organisation] = field(default_factory=dict)
    events: dict[dt.date, list[Callable[[dt.datetime], object]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def on(self, day: dt.date, act: Callable[[dt.datetime], object]) -> None:
        self.events[day].append(act)

    def request(self, name: str) -> QueryRequest:
        return self.query.requests.select_related("query").get(organisation=self.organisations[name])

    def open(self, now: dt.datetime) -> None:
        self.query.refresh_from_db()
        self.query = open_query(query=self.query, version=self.query.version, waived=[], user=None, now=now)

    def close(self, now: dt.datetime) -> None:
        self.query.refresh_from_db()
        close_query(query=self.query, version=self.query.version, now=now)

    def answer(self, name: str, now: dt.datetime) -> None:
        organisation = self.organisations[name]
        user = make_partner(organisation)
        measure = self.request(name).measure
        report = start_report(measure=measure, organisation=organisation, user=user, now=now)
        report = save_draft(report=report, answers=ANSWER, expected_version=report.version, user=user)
        submit(report=report, expected_version=report.version, user=user, now=now)

    def extend(self, name: str, now: dt.datetime) -> None:
        request = self.request(name)
        until = self.campaign.due + EXTENSION
        extend(
            request=request, until=until, expected_version=request.version, user=make_commissioner(), now=now
        )


def address(play: Play, name: str) -> str:
    return f"{name}-{play.query.year}@organisation.example"


def make_play(campaign: Campaign) -> Play:
    query = make_query(
        year=campaign.opens.year, slug=str(campaign.opens.year), as_of=campaign.opens, due_on=campaign.due
    )
    for each in STANDARD_REMINDERS:
        ReminderStep.objects.create(query=query, anchor=each.anchor, days=each.days, audience=each.audience)
    play, sheet = Play(campaign, query), make_field(query.concept)
    for name in ("prompt", "midway", "silent", "unwilling", "extended", "headed"):
        play.organisations[name] = organisation = make_organisation()
        make_contact(organisation, email=address(play, name))
        measure = make_measure(sheet)
        make_responsible(measure, organisation)
        query.measures.add(measure)
    make_contact(play.organisations["headed"], email=address(play, "head"), role=ContactRole.HEAD)
    play.on(campaign.opens, play.open)
    play.on(campaign.opens + 2 * DAY, lambda now: play.answer("prompt", now))
    play.on(campaign.due - 5 * DAY, lambda now: play.answer("midway", now))
    play.on(campaign.due - 5 * DAY, lambda now: play.extend("extended", now))
    play.on(
        campaign.due - 5 * DAY,
        lambda now: ReminderOptOut.objects.create(email=address(play, "unwilling"), since=now),
    )
    play.on(campaign.closes, play.close)
    return play


def moments(day: dt.date, eventful: set[dt.date]) -> Iterator[dt.datetime]:
    """The ticks of one local day, in UTC: 23, 24 or 25 hours of it."""
    now = dt.datetime.combine(day, dt.time(), BERLIN).astimezone(dt.UTC)
    end = dt.datetime.combine(day + DAY, dt.time(), BERLIN).astimezone(dt.UTC)
    while now < end:
        local = now.astimezone(BERLIN)
        every_minute = day in CLOCK_CHANGES or (day in eventful and 7 <= local.hour <= 8)
        yield now
        now += dt.timedelta(minutes=1) if every_minute else dt.timedelta(hours=1)


def tick(now: dt.datetime) -> None:
    for query in StatusQuery.objects.open():
        remind(query=query, now=now)
    send_due(now=now)
    queue_daily(now=now)
    run_due(now=now)


def mails(play: Play, name: str, *kinds: MailKind) -> list[dt.date]:
    found = OutboxMail.objects.filter(query=play.query, recipient=address(play, name), kind__in=kinds)
    return [timezone.localdate(mail.queued_at) for mail in found.order_by("queued_at")]


def test_every_step_reaches_each_person_once(settings: Settings) -> None:
    settings.PORTAL_CONTACT_EMAIL = "ki@stadt.example"
    plays = [make_play(campaign) for campaign in CAMPAIGNS]
    eventful = {day for campaign in CAMPAIGNS for day in campaign.steps.values()}
    eventful |= {day + EXTENSION for day in eventful}
    cleanings: Counter[dt.date] = Counter()
    ticks, day = 0, FIRST
    while day <= LAST:
        for play in plays:
            for act in play.events[day]:
                act(dt.datetime.combine(day, dt.time(0, 30), BERLIN))
        for now in moments(day, eventful):
            tick(now)
            ticks += 1
            cleanings[day] += Job.objects.filter(kind=JobKind.CLEANING, queued_at=now).count()
        day += DAY
    print(f"ticks {ticks}, mails {OutboxMail.objects.count()}")  # noqa: T201

    assert len(cleanings) == (LAST - FIRST).days + 1
    assert set(cleanings.values()) == {1}
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {MailState.SENT}
    for play in plays:
        check(play)


def check(play: Play) -> None:
    steps = play.campaign.steps
    own = [steps[name] for name in ("third", "week before", "two before", "day after", "week after")]
    reminder = MailKind.REMINDER
    assert mails(play, "prompt", reminder) == []
    assert mails(play, "midway", reminder) == own[:2]
    assert mails(play, "silent", reminder) == own
    assert mails(play, "unwilling", reminder) == own[:2]
    assert mails(play, "extended", reminder) == [*own[:2], *(day + EXTENSION for day in own[2:])]
    assert mails(play, "headed", reminder) == own
    assert mails(play, "head", MailKind.ESCALATION) == [steps["head"]]
    assert mails(play, "silent", MailKind.INVITATION) == [play.campaign.opens]
    told = OutboxMail.objects.filter(query=play.query, recipient="ki@stadt.example")
    days = [timezone.localdate(mail.queued_at) for mail in told.exclude(subject__startswith="Neue Meldung")]
    assert steps["office"] in days
    # In the morning, and within the minute of the first tick that may send.
    queued = OutboxMail.objects.filter(query=play.query, kind=reminder).values_list("queued_at", flat=True)
    assert {timezone.localtime(moment).strftime("%H:%M") for moment in queued} == {"08:00"}
