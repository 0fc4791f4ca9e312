"""The link by which a person wants no reminders any more: a capability for this one wish."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Lower
from django.urls import reverse

from partners.models import Contact, User
from reporting.models import MailState, OutboxMail, ReminderOptOut
from safety.seals import is_sealed, seal

from .persons import person_key, person_keys
from .unwanted import withdraw_unwanted

PURPOSE = "reporting.opt_out"


def opt_out_address(email: str) -> str:
    """The whole address of the page, as it stands in a reminder; it does not name the mail address."""
    return f"{settings.SITE_URL}{reverse('reporting:opt_out', args=[opt_out_token(email)])}"


def opt_out_token(email: str) -> str:
    key = person_key(email)
    return f"{key}-{seal(PURPOSE, key)}"


def email_of(token: str) -> str | None:
    """Whose token it is; None where it is forged, or nobody here has the address any more."""
    key, _dash, given = token.partition("-")
    if not is_sealed(given, PURPOSE, key):
        return None
    return next((email for email in _known_addresses() if key in person_keys(email)), None)


@transaction.atomic
def opt_out(*, email: str, now: dt.datetime) -> None:
    """From now on, and for what waits to be sent already."""
    ReminderOptOut.objects.get_or_create(email=email.lower(), defaults={"since": now})
    withdraw_unwanted(OutboxMail.objects.filter(recipient__iexact=email, state=MailState.QUEUED))


def opt_in(*, email: str) -> None:
    ReminderOptOut.objects.filter(email=email.lower()).delete()


def has_opted_out(email: str) -> bool:
    return ReminderOptOut.objects.filter(email=email.lower()).exists()


def _known_addresses() -> set[str]:
    """Everybody who may get a reminder, or has opted out of them."""
    contacts = Contact.objects.exclude(email="").values_list(Lower("email"), flat=True)
    users = User.objects.values_list(Lower("email"), flat=True)
    return {*contacts, *users, *ReminderOptOut.objects.values_list("email", flat=True)}
