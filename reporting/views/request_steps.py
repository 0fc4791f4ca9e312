"""The frame of every step with a request: find it, take the step, or show its page again with what was typed."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.access import UserRequest
from reporting.errors import ReportError
from reporting.forms.requests import RequestForm
from reporting.models import QueryRequest
from reporting.request_page import page_context
from safety.models import StaleVersionError

Act = Callable[[QueryRequest, Any, dict[str, Any]], object]


def take_step(
    request: UserRequest, asked: QueryRequest, form_class: type[RequestForm], act: Act, done: str
) -> HttpResponse:
    """Take the step, or show the page again with what was typed and why not."""
    form = form_class(request.POST, asked=asked)
    if not form.is_valid():
        return show_request(request, asked, form)
    by = {
        "request": asked,
        "expected_version": form.expected_version,
        "user": request.user,
        "now": timezone.now(),
    }
    try:
        act(asked, form, by)
    except StaleVersionError as stale:
        return _stale(request, form_class, str(stale), asked)
    except ReportError as refused:
        form.add_error(None, str(refused))
        return show_request(request, asked, form)
    messages.success(request, done)
    return redirect("reporting:request", asked.query.slug, asked.uuid)


def _stale(
    request: UserRequest, form_class: type[RequestForm], why: str, before: QueryRequest
) -> HttpResponse:
    """What was typed stays in its form, above it stands the request as it is now; posting again decides."""
    asked = find_request(before.query.slug, before.uuid)
    data = request.POST.copy()
    form = form_class(asked=asked)
    data[form.add_prefix("version")] = str(asked.version)
    again = form_class(data, asked=asked)
    again.is_valid()
    again.add_error(None, _("%s Auf dieser Seite steht jetzt der neue Stand.") % why)
    return show_request(request, asked, again, status=409)


def unchanged(asked: QueryRequest, form: RequestForm) -> QueryRequest:
    """For steps that concern the person who was shown: she must still be the one who is asked."""
    if form.expected_version != asked.version:
        raise StaleVersionError(asked)
    return asked


def show_request(
    request: UserRequest, asked: QueryRequest, form: RequestForm | None = None, *, status: int = 200
) -> HttpResponse:
    context = page_context(asked, user=request.user, bound=form, name=_step_name(request))
    return render(request, "reporting/requests/request.html", context, status=status)


def _step_name(request: UserRequest) -> str:
    return request.resolver_match.url_name or "" if request.resolver_match else ""


def find_request(slug: str, request_id: uuid.UUID) -> QueryRequest:
    found = QueryRequest.objects.begun().with_names().select_related("report")
    return get_object_or_404(found, query__slug=slug, uuid=request_id)
