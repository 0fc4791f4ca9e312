"""Seals on what this portal gives out and gets back: addresses, files, opt-outs.

A seal is an HMAC over a purpose and a text; nothing in the database suffices to make one. Those made with a secret
that has been replaced count as long as it stands among SECRET_KEY_FALLBACKS.
"""

import hmac
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

#: Hexadecimal digits: 160 bits.
LENGTH = 40


def seal(purpose: str, said: str) -> str:
    return _made(purpose, said, settings.SECRET_KEY)


def seals(purpose: str, said: str) -> list[str]:
    """All that count, the newest first."""
    return [_made(purpose, said, each) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def is_sealed(given: str, purpose: str, said: str) -> bool:
    # As bytes: of text, the comparison takes ASCII only.
    return any(hmac.compare_digest(each.encode(), given.encode()) for each in seals(purpose, said))


def split_token(token: str) -> tuple[UUID | None, str]:
    """The key of a row and the seal behind the dash; no key where it cannot be one."""
    key, _dash, given = token.partition("-")
    try:
        return UUID(hex=key), given
    except ValueError:
        return None, given


def _made(purpose: str, said: str, secret: str) -> str:
    return salted_hmac(purpose, said, secret=secret, algorithm="sha256").hexdigest()[:LENGTH]
