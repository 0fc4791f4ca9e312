"""Which of the addresses that were given out still opens something."""

from reporting.models import AccessGrant
from reporting.services.links import grant_behind


def grant_of(token: str) -> AccessGrant | None:
    """The grant behind a token while it is good, as the page of the link asks for it."""
    grant = grant_behind(token)
    return grant if grant is not None and grant.is_valid else None
