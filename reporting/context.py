"""What every page needs to know about whoever came by a personal link."""

from collections.abc import Callable

from django.http import HttpRequest

from .answerer import personal_grant
from .models import AccessGrant


def personal_link(request: HttpRequest) -> dict[str, Callable[[], AccessGrant | None]]:
    """Called by the template; error pages, which have no session yet, do without."""

    def grant() -> AccessGrant | None:
        has_session = hasattr(request, "session") and hasattr(request, "user")
        return personal_grant(request) if has_session else None

    return {"personal_grant": grant}
