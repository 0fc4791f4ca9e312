"""Reminders: due and not yet sent, once per person and step, only to those who owe."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reporting.models import (
    OutboxMail,
    QueryState,
    ReminderAnchor,
    ReminderOptOut,
    ReminderSent,
    RequestState,
)
from reporting.services.mails import person_key
from reporting.services.queries.planning import Reminder
from reporting.services.reminding import remind
from tests.builders import make_contact, make_partner
from tests.reporting.reminding import AFTER, THIRD, TWO, WEEK, at, contact_of, make_running, run
from tests.reporting.rounds import NOW, answer

pytestmark = pytest.mark.django_db
BEFORE_WEEK = (Reminder(ReminderAnchor.BEFORE, 7),)


def test_nothing_is_due_before_a_third_of_the_time() -> None:
    query = make_running()
    assert run(query, at(10, 10, 23, 59)) == []
    assert len(run(query, at(*THIRD))) == 1


def test_mails_go_out_from_eight_o_clock() -> None:
    query = make_running()
    assert run(query, at(*THIRD, 7, 59)) == []
    assert len(run(query, at(*THIRD, 8, 0))) == 1


def test_the_standard_plan_reminds_a_person_five_times() -> None:
    query = make_running()
    days = [
        day
        for day in (dt.date(2026, 10, 1) + dt.timedelta(days=n) for n in range(60))
        for _ in [0]
        if any(letter.kind == "reminder" for letter in run(query, at(day.month, day.day)))
    ]
    assert [(day.month, day.day) for day in days] == [THIRD, WEEK, TWO, AFTER, (11, 7)]


def test_a_step_is_sent_once_however_often_the_timer_runs() -> None:
    query = make_running()
    for minute in range(5):
        run(query, at(*THIRD, 9, minute))
    assert OutboxMail.objects.filter(kind="reminder").count() == 1


def test_a_missed_day_is_made_up_for() -> None:
    query = make_running()
    assert len(run(query, at(10, 14))) == 1


def test_of_several_due_steps_only_the_latest_is_sent() -> None:
    query = make_running()
    assert len(run(query, at(10, 30))) == 1
    notes = {note.step.days: note.was_skipped for note in ReminderSent.objects.select_related("step")}
    assert notes == {0: True, 7: True, 2: False}
    assert run(query, at(10, 31)) == []


def test_only_those_who_owe_are_reminded() -> None:
    query = make_running(3)
    first, second, third = query.requests.order_by("pk")
    answer(first, "submitted")
    second.state = RequestState.NOT_REQUIRED
    second.save()
    assert [letter.recipient for letter in run(query, at(*THIRD))] == [contact_of(third).email]


def test_a_returned_answer_is_owed_again() -> None:
    query = make_running()
    answer(query.requests.get(), "returned")
    assert len(run(query, at(*THIRD))) == 1


@pytest.mark.parametrize("state", [QueryState.PLANNED, QueryState.CLOSED])
def test_only_a_running_query_reminds(state: str) -> None:
    query = make_running()
    type(query).objects.filter(pk=query.pk).update(state=state)
    assert run(query, at(*THIRD)) == []


def test_one_mail_per_person_over_all_measures_and_organisations() -> None:
    query = make_running(2)
    first, second = query.requests.order_by("pk")
    contact_of(second).email = contact_of(first).email.upper()
    contact_of(second).save()
    OutboxMail.objects.all().delete()
    (letter,) = run(query, at(*THIRD))
    assert first.measure.title in letter.body
    assert second.measure.title in letter.body
    assert letter.body.count("/zugang/") == 3  # a link per organisation, and the opt-out


def test_an_extended_request_follows_its_own_deadline() -> None:
    query = make_running(plan=BEFORE_WEEK)
    query.requests.update(extended_to=dt.date(2026, 11, 30))
    assert run(query, at(*WEEK)) == []
    (letter,) = run(query, at(11, 23))
    assert "Montag, 30. November 2026" in letter.body


def test_a_reassigned_request_reminds_the_new_person() -> None:
    query = make_running()
    request = query.requests.get()
    successor = make_contact(request.organisation, role="deputy")
    request.contact = successor
    request.save()
    (letter,) = run(query, at(*THIRD))
    assert letter.recipient == successor.email
    assert query.grants.filter(contact=successor).exists()
    assert letter.body.count("/zugang/") == 2


def test_a_revoked_link_stays_out_of_the_mail() -> None:
    query = make_running()
    query.grants.update(revoked_at=NOW)
    (letter,) = run(query, at(*THIRD))
    assert letter.body.count("/zugang/") == 1
    assert query.grants.count() == 1


def test_a_person_who_left_is_not_reminded_but_the_next_one_is() -> None:
    query = make_running()
    contact = contact_of(query.requests.get())
    contact.is_active = False
    contact.save()
    next_one = make_partner(contact.organisation)
    assert [letter.recipient for letter in run(query, at(*THIRD))] == [next_one.email]


def test_whoever_opted_out_is_left_in_peace() -> None:
    query = make_running()
    email = contact_of(query.requests.get()).email
    ReminderOptOut.objects.create(email=email, since=NOW)
    assert run(query, at(*THIRD)) == []
    assert not ReminderSent.objects.exists()


def test_the_minimum_distance_is_kept_and_the_step_comes_later() -> None:
    query = make_running(reminder_distance=7)
    run(query, at(*WEEK))
    assert run(query, at(*TWO)) == []
    assert run(query, at(10, 30)) == []
    assert len(run(query, at(10, 31))) == 1


def test_a_new_invitation_overtakes_the_steps_before_it() -> None:
    query = make_running()
    OutboxMail.objects.filter(kind="invitation").update(queued_at=at(10, 25, 12))
    assert run(query, at(10, 28)) == []
    assert len(run(query, at(*TWO))) == 1


def test_reminders_go_on_after_the_deadline_until_the_query_closes() -> None:
    query = make_running()
    assert [letter.kind for letter in run(query, at(11, 7))] == ["reminder"]
    assert "Die Frist war am Samstag, 31. Oktober 2026" in OutboxMail.objects.get(kind="reminder").body


def test_a_dry_run_writes_nothing() -> None:
    query = make_running()
    query.grants.all().delete()
    before = OutboxMail.objects.count()
    assert len(remind(query=query, now=at(*THIRD), dry_run=True)) == 1
    assert (OutboxMail.objects.count(), ReminderSent.objects.count(), query.grants.count()) == (before, 0, 0)


def test_a_kill_between_mail_and_note_undoes_both(monkeypatch: pytest.MonkeyPatch) -> None:
    query = make_running()

    def die(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ReminderSent.objects, "bulk_create", die)
    with pytest.raises(KeyboardInterrupt):
        run(query, at(*THIRD))
    assert not OutboxMail.objects.filter(kind="reminder").exists()
    monkeypatch.undo()
    assert len(run(query, at(*THIRD))) == 1


def test_a_note_that_got_lost_makes_no_second_mail() -> None:
    query = make_running(reminder_distance=0)
    run(query, at(*THIRD))
    ReminderSent.objects.all().delete()
    run(query, at(*THIRD))
    assert OutboxMail.objects.filter(kind="reminder").count() == 1


def test_the_note_keeps_no_address() -> None:
    query = make_running()
    run(query, at(*THIRD))
    email = contact_of(query.requests.get()).email
    assert ReminderSent.objects.get().person == person_key(email.upper())
    assert email not in OutboxMail.objects.get(kind="reminder").occasion


def test_a_change_of_the_secret_reminds_nobody_again(settings: object) -> None:
    query = make_running(reminder_distance=0)
    run(query, at(*THIRD))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
    settings.SECRET_KEY = "another-secret"  # type: ignore[attr-defined]
    assert run(query, at(*THIRD)) == []


@pytest.mark.parametrize(
    ("due", "day"),
    [
        (dt.date(2026, 11, 1), (10, 25)),  # a day of 25 hours
        (dt.date(2027, 4, 4), (3, 28)),  # a day of 23 hours
    ],
)
def test_days_of_the_clock_change_have_one_reminder(due: dt.date, day: tuple[int, int]) -> None:
    query = make_running(plan=BEFORE_WEEK, due_on=due)
    start = dt.datetime(due.year, *day, tzinfo=dt.UTC) - dt.timedelta(hours=3)
    moments = [start + dt.timedelta(minutes=15 * n) for n in range(4 * 30)]
    sent = [moment for moment in moments if run(query, moment)]
    assert sent == [at(*day, 8, 0, year=due.year)]


def test_the_distance_counts_local_days_over_the_clock_change() -> None:
    query = make_running(plan=(Reminder(ReminderAnchor.BEFORE, 7), Reminder(ReminderAnchor.BEFORE, 4)))
    run(query, at(10, 24, 20))
    assert len(run(query, at(10, 27, 8))) == 1


@pytest.mark.parametrize("few", [1])
def test_the_statements_do_not_grow_with_the_requests(few: int) -> None:
    counts = []
    for measures in (few, 8):
        query = make_running(measures)
        with CaptureQueriesContext(
            connection,
        ) as statements:
            run(query, at(11, 20))
        counts.append(len(statements))
    assert counts[0] == counts[1]
