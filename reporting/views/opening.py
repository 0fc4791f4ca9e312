"""Before a query begins: what is unresolved, who answers for each measure, and the opening itself."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from measures.models import Measure
from partners.access import UserRequest, query_conductor_required, query_reader_required
from reporting.forms.opening import AssignForm, OpenForm
from reporting.models import QueryState, Question, StatusQuery
from reporting.services.queries import QueryCheck, QueryError, also_asked, check_query, open_query
from reporting.services.queries.assigning import assign, to_assign
from reporting.services.queries.obstacles import warnings
from safety.conflict import conflict_response
from safety.formkeys import form_key_required
from safety.models import StaleVersionError

from . import following
from .addresses import begun_already, post_or_back

ASSIGN = "reporting.assign"
#: What the address asks for: measures without an answer at first, all of them, or those of one organisation.
SHOWN, ALL, ORGANISATION = "zeige", "alle", "organisation"
ROWS_PER_PAGE = 50


@query_reader_required
@require_safe
def query(request: UserRequest, slug: str) -> HttpResponse:
    """One page for the whole life of a query; each state shows what can be done next."""
    found = get_object_or_404(StatusQuery.objects.select_related("concept"), slug=slug)
    if found.state == QueryState.PLANNED:
        return _check_page(request, found)
    return following.progress(request, found)


@query_conductor_required
@post_or_back("reporting:query", "slug")
@form_key_required("reporting.open_query")
def open_(request: UserRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(StatusQuery, slug=slug)
    form = OpenForm(request.POST)
    try:
        if not form.is_valid():
            raise QueryError(_("Die Seite war unvollständig. Bitte versuchen Sie es noch einmal."))
        open_query(
            query=found,
            version=form.expected_version,
            waived=form.accepted(),
            shown=form.shown,
            user=request.user,
            now=timezone.now(),
        )
    except (QueryError, StaleVersionError) as refused:
        messages.error(request, str(refused))
        return _after_refusal(request, slug)
    messages.success(request, _("Die Abfrage läuft. Die Einladungen gehen jetzt hinaus."))
    return redirect("reporting:query", slug)


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required(ASSIGN)
def answering(request: UserRequest, slug: str) -> HttpResponse:
    """Who answers for each measure; only what is unresolved at first."""
    found = get_object_or_404(StatusQuery, slug=slug)
    if request.method != "POST" and found.state != QueryState.PLANNED:
        return begun_already(request, found)
    check = check_query(found)
    page = _measures_page(request, check)
    form = AssignForm(
        request.POST or None, query=found, offers=to_assign(found, list(page.object_list), check)
    )
    if form.is_valid():
        chosen = form.answering()
        try:
            assign(query=found, answering=chosen, version=form.expected_version, user=request.user)
        except StaleVersionError as stale:
            values = form.stored_values()
            return conflict_response(
                request, form=form, current=stale.current, purpose=ASSIGN, current_values=values
            )
        except QueryError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _said(len(chosen)))
            return redirect(request.get_full_path())
    context = {
        "query": found,
        "check": check,
        "form": form,
        "page": page,
        "shown": request.GET.get(SHOWN, ""),
        "organisation": request.GET.get(ORGANISATION, ""),
        "office_name": settings.PORTAL_OFFICE,
        "kept": urlencode({name: request.GET[name] for name in (SHOWN, ORGANISATION) if name in request.GET}),
    }
    return render(request, "reporting/queries/answering.html", context)


def _said(number: int) -> str:
    if not number:
        return _("Es war nichts zu ändern.")
    text = ngettext(
        "Für %d Maßnahme ist gewählt, wer antwortet.", "Für %d Maßnahmen ist gewählt, wer antwortet.", number
    )
    return text % number


def _measures_page(request: HttpRequest, check: QueryCheck) -> "Page[Measure]":
    """The measures of the form that was posted, else those that the address asks for."""
    measures = check.measures
    if request.method == "POST":
        posted = set(request.POST.getlist("measures"))
        measures = [measure for measure in measures if str(measure.pk) in posted]
        return Paginator(measures, max(len(measures), 1)).get_page(1)
    if slug := request.GET.get(ORGANISATION):
        asked = {one.measure.pk for one in check.asked if one.organisation.slug == slug}
        measures = [measure for measure in measures if measure.pk in asked]
    elif request.GET.get(SHOWN) != ALL:
        measures = [gap.measure for gap in check.gaps]
    return Paginator(measures, ROWS_PER_PAGE).get_page(request.GET.get("seite"))


def _check_page(
    request: HttpRequest, found: StatusQuery, *, form: OpenForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "query": found,
        "check": check_query(found),
        "also_asked": also_asked(found),
        "warnings": warnings(found, on=timezone.localdate()),
        "unanswerable": Question.objects.unanswerable().filter(query=found),
        "form": form,
    }
    return render(request, "reporting/queries/check.html", context, status=status)


def _after_refusal(request: HttpRequest, slug: str) -> HttpResponse:
    """The check anew, with the reason; for whoever came too late, the query as it is by now."""
    found = get_object_or_404(StatusQuery.objects.select_related("concept"), slug=slug)
    if found.state != QueryState.PLANNED:
        return redirect("reporting:query", slug)
    return _check_page(request, found, form=OpenForm(request.POST), status=422)
