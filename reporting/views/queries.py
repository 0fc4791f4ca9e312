"""The status query for those who run it: plan, check, open, follow, close, publish. KI-Redaktion reads along."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from partners.access import UserRequest, query_conductor_required, query_reader_required
from reporting.forms.query import StepForm
from reporting.models import OutboxMail, QueryState, StatusQuery
from reporting.services.queries import (
    QueryError,
    close_query,
    publish_query,
)
from safety.formkeys import form_key_required
from safety.models import StaleVersionError


@query_reader_required
@require_GET
def queries(request: UserRequest) -> HttpResponse:
    context = {
        "queries": StatusQuery.objects.for_list(),
        "stuck_mails": OutboxMail.objects.stuck().count(),
    }
    return render(request, "reporting/queries/list.html", context)


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.close_query")
def close(request: UserRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(StatusQuery.objects.begun(), slug=slug)
    if request.method != "POST":
        context = {
            "query": found,
            "missing": found.requests.missing_of(),
            "unapproved": found.requests.unapproved(),
        }
        return render(request, "reporting/queries/close.html", context)
    form = StepForm(request.POST)
    return _step(
        request,
        found,
        form,
        lambda: close_query(query=found, version=form.expected_version, now=timezone.now()),
        _("Die Abfrage ist geschlossen. Die Antworten sind festgehalten."),
    )


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.publish_query")
def publish(request: UserRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(StatusQuery.objects.begun(), slug=slug)
    if request.method != "POST":
        if found.state != QueryState.CLOSED:
            return redirect("reporting:query", slug)
        address = f"{settings.SITE_URL}{found.get_absolute_url()}"
        return render(request, "reporting/queries/publish.html", {"query": found, "address": address})
    form = StepForm(request.POST)
    return _step(
        request,
        found,
        form,
        lambda: publish_query(query=found, version=form.expected_version, now=timezone.now()),
        _("Der Bericht ist veröffentlicht."),
    )


def _step(
    request: HttpRequest, found: StatusQuery, form: StepForm, act: Callable[[], StatusQuery], done: str
) -> HttpResponse:
    """Take the step, or say why not; there is no text that could be lost, so the page of the query answers both."""
    try:
        if not form.is_valid():
            raise QueryError(_("Die Seite war unvollständig. Bitte versuchen Sie es noch einmal."))
        act()
    except (QueryError, StaleVersionError) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("reporting:query", found.slug)
