"""Personal links: a capability for one organisation in one query (SAFETY.md, security 5).

The token is the key of the grant with an HMAC over purpose, query, organisation, person and a nonce. Nothing in the
database suffices to forge it, and a new nonce kills every link sent before.
"""

import hmac
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from reporting.models import AccessGrant

SALT = "reporting.access"
#: Hexadecimal digits of the HMAC in a token: 160 bits.
MAC_LENGTH = 40


def token_of(grant: AccessGrant) -> str:
    """`grant` with query, organisation and contact already read."""
    return f"{grant.uuid.hex}-{_mac(grant, settings.SECRET_KEY)}"


def address_of(grant: AccessGrant) -> str:
    """The whole address of the link, as it stands in a mail."""
    return f"{settings.SITE_URL}{reverse('reporting:access', args=[token_of(grant)])}"


def grant_behind(token: str) -> AccessGrant | None:
    """The grant for which this portal made the token, good or not; None where the token is forged or replaced."""
    key, _dash, mac = token.partition("-")
    try:
        uuid = UUID(hex=key)
    except ValueError:
        return None
    grant = AccessGrant.objects.select_related("query", "organisation", "contact").filter(uuid=uuid).first()
    if grant is None:
        return None
    keys: Iterable[str] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    # As bytes: of text, the comparison takes ASCII only.
    right = any(hmac.compare_digest(_mac(grant, each).encode(), mac.encode()) for each in keys)
    return grant if right else None


def grant_of(token: str) -> AccessGrant | None:
    """The grant behind a token while it is good: not revoked, the query running, the person still there."""
    grant = grant_behind(token)
    return grant if grant is not None and grant.is_valid else None


def _mac(grant: AccessGrant, secret: str) -> str:
    contact = grant.contact.uuid.hex if grant.contact else ""
    said = "|".join(["answer", grant.query.uuid.hex, grant.organisation.uuid.hex, contact, grant.nonce.hex])
    return salted_hmac(SALT, said, secret=secret, algorithm="sha256").hexdigest()[:MAC_LENGTH]
