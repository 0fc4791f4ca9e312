"""Personal links: a capability for one organisation in one query (SAFETY.md, security 5).

The token is the key of the grant with an HMAC over purpose, query, organisation, person and a nonce. Nothing in the
database suffices to forge it, and a new nonce kills every link sent before.
"""

from django.conf import settings
from django.urls import reverse

from reporting.models import AccessGrant
from safety.seals import is_sealed, seal, split_token

PURPOSE = "reporting.access"


def token_of(grant: AccessGrant) -> str:
    """`grant` with query, organisation and contact already read."""
    return f"{grant.uuid.hex}-{seal(PURPOSE, _said(grant))}"


def address_of(grant: AccessGrant) -> str:
    """The whole address of the link, as it stands in a mail."""
    return f"{settings.SITE_URL}{reverse('reporting:access', args=[token_of(grant)])}"


def grant_behind(token: str) -> AccessGrant | None:
    """The grant for which this portal made the token, good or not; None where the token is forged or replaced."""
    uuid, given = split_token(token)
    if uuid is None:
        return None
    grant = AccessGrant.objects.select_related("query", "organisation", "contact").filter(uuid=uuid).first()
    return grant if grant is not None and is_sealed(given, PURPOSE, _said(grant)) else None


def _said(grant: AccessGrant) -> str:
    contact = grant.contact.uuid.hex if grant.contact else ""
    return "|".join(["answer", grant.query.uuid.hex, grant.organisation.uuid.hex, contact, grant.nonce.hex])
