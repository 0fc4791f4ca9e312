"""Who counts as staff, and whether the second factor was passed in this session."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.http import HttpRequest

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_staff(user: AbstractUser | AnonymousUser) -> bool:
    """Everyone with access to the admin or with a role; partners have memberships instead."""
    return user.is_staff or user.is_superuser or user.groups.exists()


def has_second_factor(user: AbstractUser) -> bool:
    return bool(is_mfa_enabled(user, FACTORS))


def has_passed_second_factor(request: HttpRequest) -> bool:
    """Whether a code was given in this session, at log-in or when asked again."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def second_factor_is_due(request: HttpRequest, user: AbstractUser) -> bool:
    """Whether this person must first give a code: staff always, others where they have set one up."""
    if not settings.SECOND_FACTOR_REQUIRED or has_passed_second_factor(request):
        return False
    return is_staff(user) or has_second_factor(user)
