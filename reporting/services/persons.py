"""A person as the mails know it: by a keyed hash of the address, so that no address stands where it need not."""

from django.conf import settings
from django.utils.crypto import salted_hmac

#: Hexadecimal digits: 160 bits.
LENGTH = 40


def person_key(email: str) -> str:
    return _key(email, settings.SECRET_KEY)


def person_keys(email: str) -> set[str]:
    """Today's key and those of earlier secrets, under which the person may still be noted."""
    return {_key(email, secret) for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]}


def _key(email: str, secret: str) -> str:
    said = email.strip().lower()
    return salted_hmac("reporting.person", said, secret=secret, algorithm="sha256").hexdigest()[:LENGTH]
