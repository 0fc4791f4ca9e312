"""Mails leave through the outbox: queued with the change they tell of, sent later, never twice unrecognisably.

SAFETY.md, reliability 5: outbox row → lease → send with a stable Message-ID → mark.
"""

import datetime as dt
import smtplib
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from reporting.models import MailKind, MailState, OutboxMail, StatusQuery
from reporting.models.outbox import OutboxMailSet

from .mail_message import build_message
from .unwanted import withdraw_unwanted

LEASE = dt.timedelta(minutes=10)
FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=4)
GIVE_UP_AFTER = dt.timedelta(hours=48)


@dataclass(frozen=True)
class Letter:
    """One mail to one person for one occasion, before it is queued."""

    occasion: str
    recipient: str
    subject: str
    body: str
    html: str = ""
    reply_to: str = ""
    kind: MailKind = MailKind.OTHER
    query: StatusQuery | None = None


def message_id(occasion: str) -> str:
    """The same for the same occasion, so that a second copy can be recognised; nobody outside can guess it."""
    digest = salted_hmac("reporting.outbox", occasion, algorithm="sha256").hexdigest()[:40]
    return f"<{digest}@{urlsplit(settings.SITE_URL).hostname}>"


def enqueue_all(letters: Iterable[Letter], *, now: dt.datetime) -> None:
    """Queue mails in one statement, in the caller's transaction; those of a known occasion stay as they are."""
    OutboxMail.objects.bulk_create(
        [
            OutboxMail(
                occasion=letter.occasion,
                message_id=message_id(letter.occasion),
                recipient=letter.recipient,
                subject=" ".join(letter.subject.split())[:200],
                body=letter.body,
                html=letter.html,
                reply_to=letter.reply_to,
                kind=letter.kind,
                query=letter.query,
                queued_at=now,
                next_try_at=now,
            )
            for letter in letters
        ],
        ignore_conflicts=True,
    )


def send_due(*, now: dt.datetime, limit: int = 100, redirect_to: str = "") -> Counter[MailState]:
    """Send what is due, and tell how many mails got into which state.

    With `redirect_to`, or in a test installation, every mail goes to that address only.
    """
    redirect_to = redirect_to or settings.MAIL_REDIRECT_TO
    started = time.monotonic()
    outcome = Counter({MailState.DOUBTFUL: doubt_abandoned(now=now)})
    for pk in list(OutboxMail.objects.due(now=now).values_list("pk", flat=True)[:limit]):
        # The lease counts from the moment of the claim, however long the mails before it took.
        moment = now + dt.timedelta(seconds=time.monotonic() - started)
        mail = _claim(pk, now=moment)
        if mail is not None:
            outcome[_deliver(mail, redirect_to, now=moment)] += 1
    return +outcome


def doubt_abandoned(*, now: dt.datetime) -> int:
    """A sender that died may have sent the mail or not: a person decides."""
    return OutboxMail.objects.abandoned(now=now).update(state=MailState.DOUBTFUL)


def resend(mail: OutboxMail, *, now: dt.datetime) -> bool:
    """Queue again, with the same Message-ID, what is doubtful, was refused or redirected.

    False if somebody was faster, or nobody needs the mail any more.
    """
    return bool(_resend(OutboxMail.objects.filter(pk=mail.pk), now=now))


def resend_all(query: StatusQuery, *, now: dt.datetime) -> int:
    """Queue again, each with its own Message-ID, whatever of the query's mails is doubtful, refused or redirected."""
    return _resend(OutboxMail.objects.filter(query=query), now=now)


def readdress(mail: OutboxMail, *, recipient: str) -> bool:
    """Correct the address of what was refused, to be sent again; False if the mail is not refused any more."""
    refused = OutboxMail.objects.filter(pk=mail.pk, state=MailState.FAILED)
    return bool(refused.update(recipient=recipient))


def mark_sent(mail: OutboxMail, *, now: dt.datetime) -> bool:
    """A person has found out that the doubtful mail did arrive; False if somebody was faster."""
    return bool(
        OutboxMail.objects.filter(pk=mail.pk, state=MailState.DOUBTFUL).update(
            state=MailState.SENT, sent_at=now, leased_until=None
        )
    )


def pause_after(attempts: int) -> dt.timedelta:
    """1, 2, 4 … minutes, at most 4 hours."""
    doublings = min(max(attempts - 1, 0), 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


@transaction.atomic
def _resend(mails: OutboxMailSet, *, now: dt.datetime) -> int:
    withdraw_unwanted(mails.resendable())
    return mails.resendable().update(**_again(now))


def _again(now: dt.datetime) -> dict[str, object]:
    return {
        "state": MailState.QUEUED,
        "attempts": 0,
        "queued_at": now,
        "next_try_at": now,
        "leased_until": None,
        "sent_at": None,
        "redirected_to": "",
    }


def _claim(pk: int, *, now: dt.datetime) -> OutboxMail | None:
    """Of two senders, the one whose conditional update hits a row has the mail; the other gets None.

    Nor has anybody a reminder that is not needed any more.
    """
    claimed = OutboxMail.objects.filter(pk=pk, state=MailState.QUEUED).update(
        state=MailState.SENDING, leased_until=now + LEASE, attempts=F("attempts") + 1
    )
    if not claimed or withdraw_unwanted(OutboxMail.objects.filter(pk=pk, state=MailState.SENDING)):
        return None
    return OutboxMail.objects.get(pk=pk)


def _deliver(mail: OutboxMail, redirect_to: str, *, now: dt.datetime) -> MailState:
    try:
        connection = get_connection()
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        return _try_later(mail, error, now=now)
    try:
        connection.send_messages([build_message(mail, redirect_to=redirect_to)])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        return _refused(mail, error, now=now)
    except ValueError as error:
        return _settle(mail, MailState.FAILED, error)
    except (OSError, smtplib.SMTPException) as error:
        # Broken off on the way: the server may have taken the mail before.
        return _settle(mail, MailState.DOUBTFUL, error)
    finally:
        connection.close()
    OutboxMail.objects.filter(pk=mail.pk, leased_until=mail.leased_until).update(
        state=MailState.SENT, sent_at=now, leased_until=None, last_error="", redirected_to=redirect_to
    )
    return MailState.SENT


def _refused(mail: OutboxMail, error: smtplib.SMTPException, *, now: dt.datetime) -> MailState:
    """A lasting refusal of address or content is a task for staff; anything else may pass later."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        lasting = all(code >= 500 for code, _reason in error.recipients.values())
    else:
        lasting = isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500
    return _settle(mail, MailState.FAILED, error) if lasting else _try_later(mail, error, now=now)


def _try_later(mail: OutboxMail, error: Exception, *, now: dt.datetime) -> MailState:
    if now - mail.queued_at >= GIVE_UP_AFTER:
        return _settle(mail, MailState.FAILED, error)
    return _settle(mail, MailState.QUEUED, error, next_try_at=now + pause_after(mail.attempts))


def _settle(
    mail: OutboxMail, state: MailState, error: Exception, *, next_try_at: dt.datetime | None = None
) -> MailState:
    """Give the mail back with what went wrong, unless the lease has passed to somebody else."""
    OutboxMail.objects.filter(pk=mail.pk, leased_until=mail.leased_until).update(
        state=state, next_try_at=next_try_at or mail.next_try_at, leased_until=None, last_error=str(error)
    )
    return state
