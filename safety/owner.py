"""Who fills in a form: an account, or whoever came by a capability, such as the personal link of a mail."""

from django.http import HttpRequest

#: In the session, for as long as it lasts: the key of what opened it. It names a person and grants nothing.
CAPABILITY = "capability"

Author = int | str
Owner = Author | None


def owner_of(request: HttpRequest) -> Owner:
    """The account, else the capability of the session; None for a visitor."""
    account: int | None = request.user.pk
    if account is not None:
        return account
    session = getattr(request, "session", None)
    return session.get(CAPABILITY) if session is not None else None
