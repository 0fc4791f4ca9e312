"""What every answer of the interface has in common: reading only, errors as problems, and an ETag before any work."""

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Max, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.csrf import csrf_exempt

from reporting.models import Addendum, StatusQuery
from website.open_data.version import content_state

from .problems import METHODS, not_allowed, said_twice

View = Callable[..., HttpResponse]
MAX_AGE_SECONDS = 60
#: Rises when the same content is answered in another shape.
SHAPE = 3


def open_to_read(view: View) -> View:
    """Nobody has to log in. A post changes nothing here and is refused; so there is no token to check."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(METHODS)})
        if request.method not in METHODS:
            return not_allowed()
        if repeated := [name for name, values in request.GET.lists() if len(values) > 1]:
            return said_twice(repeated)
        etag = _etag(request)
        known = get_conditional_response(request, etag=etag)
        response = known or _as_get(view, request, *args, **kwargs)
        if response.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            response["ETag"] = etag
            patch_cache_control(response, public=True, max_age=MAX_AGE_SECONDS)
        return response

    return guarded


def _as_get(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """A HEAD is answered like a GET; the server leaves the body out."""
    asked = request.method
    request.method = "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = asked


def _etag(request: HttpRequest) -> str:
    queries = StatusQuery.objects.published().aggregate(Count("pk"), Max("pk"), Sum("version"))
    said = Addendum.objects.public().aggregate(Count("pk"), Max("pk"))
    parts = [SHAPE, content_state().version, queries, said, request.get_full_path()]
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
