"""The mail server is down for 48 simulated hours: every mail leaves afterwards, or stands as a task for a person."""

import datetime as dt

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from pytest_django import Settings

from reporting.models import MailState, OutboxMail
from reporting.services.outbox import resend, send_due
from tests.proofs.test_mails_survive_kills import queue_invitations

pytestmark = [pytest.mark.proof, pytest.mark.django_db]

MINUTE = dt.timedelta(minutes=1)
NUMBER = 50


class Away(EmailBackend):
    """Refuses the connection, as a server that is down."""

    attempts = 0

    def open(self) -> bool:
        type(self).attempts += 1
        raise ConnectionRefusedError("down")


def run_every_minute(start: dt.datetime, *, hours: int) -> dt.datetime:
    now = start
    while now < start + dt.timedelta(hours=hours):
        send_due(now=now)
        now += MINUTE
    return now


@pytest.mark.parametrize(("hours", "left"), [(47, MailState.QUEUED), (53, MailState.FAILED)])
def test_nothing_is_lost_while_the_server_is_down(settings: Settings, hours: int, left: MailState) -> None:
    """Up to 48 hours the mails wait; after that each is a task for a person, and „erneut senden“ sends it."""
    queue_invitations(NUMBER)
    settings.EMAIL_BACKEND, Away.attempts = f"{Away.__module__}.Away", 0
    now = run_every_minute(timezone.now(), hours=hours)
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {left}
    # 1, 2, 4 … 240 minutes: some twenty attempts in two days, not one per minute.
    assert Away.attempts / NUMBER < 25
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for failed in OutboxMail.objects.filter(state=MailState.FAILED):
        assert resend(failed, now=now)
    run_every_minute(now, hours=5)
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {MailState.SENT}
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == NUMBER
    assert len(mail.outbox) == NUMBER
