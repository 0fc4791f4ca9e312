"""Who may do what: a typed decorator per access level, resting on the permissions of the role groups (DESIGN.md 5)."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from .models import User

EDITORS = "KI-Redaktion"
COMMISSIONERS = "Integrationsbeauftragte"
ADMINISTRATORS = "Administration"

REVIEW_REPORTS = "reporting.review_progressreport"
READ_QUERIES = "reporting.view_statusquery"
CONDUCT_QUERIES = "reporting.conduct_statusquery"
MANAGE_ACCOUNTS = "partners.change_user"


class UserRequest(HttpRequest):
    """A request that has passed the log-in: `user` is a real account."""

    user: User


View = Callable[..., HttpResponse]


def permission_required(permission: str) -> Callable[[View], View]:
    """Let a staff view answer only those whose role has `permission`; everyone else logged in gets 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: UserRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied(_("Für diese Seite brauchen Sie eine andere Rolle."))
            return view(request, *args, **kwargs)

        return guarded

    return decorate


reviewer_required = permission_required(REVIEW_REPORTS)
query_reader_required = permission_required(READ_QUERIES)
query_conductor_required = permission_required(CONDUCT_QUERIES)
