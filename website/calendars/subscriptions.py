"""The address of a personal calendar: the nonce of the row with an HMAC over purpose, account and nonce.

Nothing in the database suffices to forge it. A new address, a revocation or a new
password (`website.receivers`) kills the old one at once.
"""

import datetime as dt
import hmac
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from partners.models import User
from website.models import CalendarSubscription

SALT = "website.calendar"
#: Hexadecimal digits of the HMAC: 160 bits.
MAC_LENGTH = 40


def address_of(subscription: CalendarSubscription) -> str:
    return f"{settings.SITE_URL}{reverse('website:personal_calendar', args=[token_of(subscription)])}"


def token_of(subscription: CalendarSubscription) -> str:
    return f"{subscription.nonce.hex}-{_mac(subscription, settings.SECRET_KEY)}"


def subscription_of(user: User) -> CalendarSubscription | None:
    return CalendarSubscription.objects.filter(user=user, revoked_at__isnull=True).first()


def subscription_behind(token: str) -> CalendarSubscription | None:
    """The row for which this portal made the token, revoked or not; None where the token is forged."""
    key, _dash, mac = token.partition("-")
    try:
        nonce = UUID(hex=key)
    except ValueError:
        return None
    found = CalendarSubscription.objects.select_related("user").filter(nonce=nonce).first()
    if found is None:
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    # As bytes: of text, the comparison takes ASCII only.
    right = any(hmac.compare_digest(_mac(found, each).encode(), mac.encode()) for each in keys)
    return found if right else None


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


def _mac(subscription: CalendarSubscription, secret: str) -> str:
    said = "|".join(["calendar", str(subscription.user_id), subscription.nonce.hex])
    return salted_hmac(SALT, said, secret=secret, algorithm="sha256").hexdigest()[:MAC_LENGTH]
