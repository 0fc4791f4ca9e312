"""The address of a personal calendar: the nonce of the row with an HMAC over purpose, account and nonce.

Nothing in the database suffices to forge it. A new address, a revocation or a new
password (`website.receivers`) kills the old one at once.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from partners.models import User
from safety.seals import is_sealed, seal, split_token
from website.models import CalendarSubscription

PURPOSE = "website.calendar"


def address_of(subscription: CalendarSubscription) -> str:
    return f"{settings.SITE_URL}{reverse('website:personal_calendar', args=[token_of(subscription)])}"


def token_of(subscription: CalendarSubscription) -> str:
    return f"{subscription.nonce.hex}-{seal(PURPOSE, _said(subscription))}"


def subscription_of(user: User) -> CalendarSubscription | None:
    return CalendarSubscription.objects.filter(user=user, revoked_at__isnull=True).first()


def subscription_behind(token: str) -> CalendarSubscription | None:
    """The row for which this portal made the token, revoked or not; None where the token is forged."""
    nonce, given = split_token(token)
    if nonce is None:
        return None
    found = CalendarSubscription.objects.select_related("user").filter(nonce=nonce).first()
    return found if found is not None and is_sealed(given, PURPOSE, _said(found)) else None


def is_good(subscription: CalendarSubscription) -> bool:
    return subscription.revoked_at is None and subscription.user.is_active


@transaction.atomic
def give_address(*, user: User, now: dt.datetime) -> CalendarSubscription:
    """A first address, or a new one in place of the old; the lock lets two at once come one after the other."""
    User.objects.select_for_update().get(pk=user.pk)
    revoke_address(user=user, now=now)
    return CalendarSubscription.objects.create(user=user, created_at=now)


def revoke_address(*, user: User, now: dt.datetime) -> None:
    CalendarSubscription.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=now)


def _said(subscription: CalendarSubscription) -> str:
    return "|".join(["calendar", str(subscription.user_id), subscription.nonce.hex])
