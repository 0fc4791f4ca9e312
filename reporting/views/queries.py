"""The status query for those who run it: plan, check, open, follow, close, publish. KI-Redaktion reads along."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fields.models import Concept
from partners.access import UserRequest, query_conductor_required, query_reader_required
from reporting.forms.query import OpenForm, QueryPlanForm, StepForm
from reporting.models import OutboxMail, QueryState, StatusQuery
from reporting.services.queries import (
    QueryError,
    check_query,
    close_query,
    open_query,
    plan_query,
    publish_query,
    replan_query,
)
from safety.conflict import conflict_response
from safety.formkeys import form_key_required
from safety.models import StaleVersionError

from .addresses import post_or_back


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
@form_key_required("reporting.plan_query")
def plan(request: UserRequest) -> HttpResponse:
    concept = get_object_or_404(Concept.objects.in_force())
    initial = QueryPlanForm.initial_for(None, on=timezone.localdate())
    form = QueryPlanForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            query = plan_query(concept=concept, plan=form.plan())
        except QueryError as refused:
            # The text stays on the page; a redirect would lose it.
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Die Abfrage ist geplant. Noch wurde niemand gefragt."))
            return redirect("reporting:query", query.slug)
    return render(request, "reporting/queries/plan.html", {"form": form})


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.plan_query")
def replan(request: UserRequest, slug: str) -> HttpResponse:
    query = get_object_or_404(StatusQuery.objects.planned(), slug=slug)
    initial = QueryPlanForm.initial_for(query, on=timezone.localdate())
    form = QueryPlanForm(request.POST or None, initial=initial, query=query)
    if form.is_valid():
        try:
            replan_query(query=query, plan=form.plan(), version=form.expected_version)
        except StaleVersionError as stale:
            return conflict_response(
                request,
                form=form,
                current=stale.current,
                purpose="reporting.plan_query",
                current_values=form.stored_values(),
            )
        except QueryError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Die Planung ist gespeichert."))
            return redirect("reporting:query", slug)
    return render(request, "reporting/queries/plan.html", {"form": form, "query": query})


@query_reader_required
@require_GET
def query(request: UserRequest, slug: str) -> HttpResponse:
    """One page for the whole life of a query; each state shows what can be done next."""
    found = get_object_or_404(StatusQuery.objects.select_related("concept"), slug=slug)
    if found.state == QueryState.PLANNED:
        context: dict[str, object] = {"query": found, "check": check_query(found)}
        return render(request, "reporting/queries/check.html", context)
    today = timezone.localdate()
    context = {
        "query": found,
        "fields": found.requests.by_field(on=today),
        "organisations": found.requests.by_organisation(on=today),
        "total": found.requests.totals(on=today),
    }
    return render(request, "reporting/queries/progress.html", context)


@query_reader_required
@require_GET
def missing(request: UserRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(StatusQuery.objects.begun(), slug=slug)
    context = {
        "query": found,
        "requests": found.requests.missing_of(
            organisation=request.GET.get("organisation", ""), field=request.GET.get("handlungsfeld", "")
        ),
        "today": timezone.localdate(),
    }
    return render(request, "reporting/queries/missing.html", context)


@query_conductor_required
@post_or_back("reporting:query", "slug")
@form_key_required("reporting.open_query")
def open_(request: UserRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(StatusQuery, slug=slug)
    form = OpenForm(request.POST)
    return _step(
        request,
        found,
        form,
        lambda: open_query(
            query=found,
            version=form.expected_version,
            waived=form.waived(),
            user=request.user,
            now=timezone.now(),
        ),
        _("Die Abfrage läuft. Die Einladungen gehen jetzt hinaus."),
    )


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
