"""One mail in the outbox, as a service puts it there."""

import datetime as dt

from reporting.models import OutboxMail
from reporting.services.outbox import Letter, enqueue_all


def queue_mail(
    *, now: dt.datetime, occasion: str = "x", recipient: str = "a@example.org", subject: str = "Betreff"
) -> OutboxMail:
    """A second call for the same occasion changes nothing."""
    enqueue_all([Letter(occasion, recipient, subject, "Geheimer Text")], now=now)
    return OutboxMail.objects.get(occasion=occasion)
