"""Mails are sent once, by whichever sender was first, and nothing uncertain is hidden."""

import datetime as dt
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command

from reporting.models import MailState, OutboxMail
from reporting.services import outbox
from tests.reporting.queued import queue_mail

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 9, 1, 8, 0, tzinfo=dt.UTC)


def queue(occasion: str = "probe", now: dt.datetime = NOW) -> OutboxMail:
    return queue_mail(occasion=occasion, now=now)


def fail_with(monkeypatch: pytest.MonkeyPatch, error: Exception, method: str = "send_messages") -> None:
    def refuse(*args: Any) -> None:
        raise error

    monkeypatch.setattr(EmailBackend, method, refuse)


def test_the_same_occasion_is_queued_once() -> None:
    assert queue() == queue()
    assert OutboxMail.objects.count() == 1


def test_message_id_follows_from_the_occasion_and_names_the_own_host(settings: Any) -> None:
    settings.SITE_URL = "https://portal.example.org"
    first = outbox.message_id("a")
    assert first == outbox.message_id("a") != outbox.message_id("b")
    assert first.endswith("@portal.example.org>")


def test_a_line_break_cannot_add_a_header() -> None:
    queued = queue_mail(subject="A\nBcc: b", now=NOW)
    assert queued.subject == "A Bcc: b"


def test_sends_with_stable_message_id_and_marks() -> None:
    queued = queue()
    assert outbox.send_due(now=NOW) == {MailState.SENT: 1}
    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == [queued.message_id]
    queued.refresh_from_db()
    assert (queued.state, queued.attempts, queued.leased_until) == (MailState.SENT, 1, None)


def test_nothing_is_sent_twice() -> None:
    queue()
    outbox.send_due(now=NOW)
    outbox.send_due(now=NOW + dt.timedelta(days=1))
    assert len(mail.outbox) == 1


def test_a_second_sender_finds_the_mail_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    queued = queue()
    send = EmailBackend.send_messages

    def send_while_another_sender_runs(backend: EmailBackend, messages: Any) -> int:
        monkeypatch.setattr(EmailBackend, "send_messages", send)
        assert outbox.send_due(now=NOW) == {}
        assert outbox._claim(queued.pk, now=NOW) is None
        return send(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_while_another_sender_runs)
    outbox.send_due(now=NOW)
    assert len(mail.outbox) == 1


def test_server_down_waits_and_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    queued = queue()
    fail_with(monkeypatch, ConnectionRefusedError("down"), "open")
    assert outbox.send_due(now=NOW) == {MailState.QUEUED: 1}
    queued.refresh_from_db()
    assert dt.timedelta(0) <= queued.next_try_at - NOW - dt.timedelta(minutes=1) < dt.timedelta(seconds=30)
    assert queued.last_error == "down"
    monkeypatch.undo()
    assert outbox.send_due(now=NOW + dt.timedelta(minutes=2)) == {MailState.SENT: 1}


def test_pauses_grow_to_four_hours() -> None:
    minutes = [outbox.pause_after(n) // dt.timedelta(minutes=1) for n in (1, 2, 3, 8, 9, 100)]
    assert minutes == [1, 2, 4, 128, 240, 240]


def test_gives_up_after_two_days(monkeypatch: pytest.MonkeyPatch) -> None:
    queue(now=NOW - dt.timedelta(hours=48))
    fail_with(monkeypatch, ConnectionRefusedError("down"), "open")
    assert outbox.send_due(now=NOW) == {MailState.FAILED: 1}


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"unknown")}), MailState.FAILED),
        (smtplib.SMTPRecipientsRefused({"a@example.org": (451, b"later")}), MailState.QUEUED),
        (smtplib.SMTPDataError(554, b"spam"), MailState.FAILED),
        (smtplib.SMTPSenderRefused(550, b"who", "b@example.org"), MailState.QUEUED),
        (smtplib.SMTPServerDisconnected("gone"), MailState.DOUBTFUL),
        (TimeoutError("slow"), MailState.DOUBTFUL),
        (ValueError("bad address"), MailState.FAILED),
    ],
)
def test_what_becomes_of_a_refusal(
    monkeypatch: pytest.MonkeyPatch, error: Exception, state: MailState
) -> None:
    queued = queue()
    fail_with(monkeypatch, error)
    outbox.send_due(now=NOW)
    queued.refresh_from_db()
    assert queued.state == state
    assert queued.last_error


def test_one_refused_address_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    queue("first")
    queue("second")
    send = EmailBackend.send_messages

    def refuse_once(backend: EmailBackend, messages: Any) -> int:
        monkeypatch.setattr(EmailBackend, "send_messages", send)
        raise smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"unknown")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_once)
    assert outbox.send_due(now=NOW) == {MailState.FAILED: 1, MailState.SENT: 1}


def test_a_sender_that_died_leaves_a_doubtful_mail() -> None:
    queued = queue()
    outbox._claim(queued.pk, now=NOW)
    assert outbox.send_due(now=NOW + dt.timedelta(minutes=9)) == {}
    assert outbox.send_due(now=NOW + dt.timedelta(minutes=11)) == {MailState.DOUBTFUL: 1}
    assert mail.outbox == []


def test_a_person_sends_a_doubtful_mail_again_with_the_same_message_id() -> None:
    queued = queue()
    OutboxMail.objects.update(state=MailState.DOUBTFUL, attempts=7)
    assert outbox.resend(queued, now=NOW)
    assert not outbox.resend(queued, now=NOW)
    outbox.send_due(now=NOW)
    assert mail.outbox[0].extra_headers["Message-ID"] == queued.message_id


def test_a_person_marks_a_doubtful_mail_as_sent() -> None:
    queued = queue()
    assert not outbox.mark_sent(queued, now=NOW)
    OutboxMail.objects.update(state=MailState.DOUBTFUL)
    assert outbox.mark_sent(queued, now=NOW)
    queued.refresh_from_db()
    assert (queued.state, queued.sent_at) == (MailState.SENT, NOW)


def test_command_tells_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    queue()
    call_command("send_mails")
    assert capsys.readouterr().out == "1 E-Mail gesendet, 0 nicht.\n"
    assert len(mail.outbox) == 1
