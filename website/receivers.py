"""What this app does when the framework tells of a change, whichever page or command made it."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from partners.models import User

from .calendars.subscriptions import revoke_address


@receiver(post_save, sender=User, dispatch_uid="website.end_calendar_address")
def end_calendar_address(instance: User, **_told: object) -> None:
    """With a new password, the keys that somebody may have got hold of end.

    A password is set on the account and saved then; one that is only hashed anew at a log-in is none.
    """
    if instance._password is not None:  # type: ignore[attr-defined]
        revoke_address(user=instance, now=timezone.now())
