"""For views that everybody may read, and whose address cannot be posted to."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def reading(view: Callable[P, R]) -> Callable[P, R]:
    """Open to all, and only to be read: any other method is refused with 405, so there is no token to check."""
    return csrf_exempt(login_not_required(require_safe(view)))
