"""Planning a query, page by page; each page saves for itself. Nobody is asked before the query is opened."""

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from fields.models import Concept
from measures.models import Measure
from partners.access import UserRequest, query_conductor_required
from reporting.forms.planning import (
    BasicsForm,
    NewQueryForm,
    PartForm,
    QuestionsForm,
    RemindersForm,
    ScopeForm,
    TextsForm,
)
from reporting.models import QueryKind, QueryState, StatusQuery
from reporting.plan_page import reminder_rows
from reporting.services.mails.placeholders import PLACEHOLDERS
from reporting.services.queries import QueryError, plan_query, replan_query
from reporting.services.queries.copying import next_year_of, plan_from, plan_of
from reporting.services.queries.planning import Plan
from safety.conflict import conflict_response
from safety.formkeys import form_key_required
from safety.models import StaleVersionError

from .addresses import begun_already

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PURPOSE = "reporting.plan_query"
#: The button that saves and leads to the next page of the plan.
ONWARD = "onward"


@dataclass(frozen=True)
class Page:
    """One page of the plan."""

    address: str
    title: "StrOrPromise"
    form: type[PartForm]
    template: str


BASICS = Page("reporting:replan_query", gettext_lazy("Grunddaten"), BasicsForm, "basics")
SCOPE = Page("reporting:plan_scope", gettext_lazy("Umfang"), ScopeForm, "scope")
QUESTIONS = Page("reporting:plan_questions", gettext_lazy("Eigene Fragen"), QuestionsForm, "questions")
REMINDERS = Page("reporting:plan_reminders", gettext_lazy("Erinnerungen"), RemindersForm, "reminders")
TEXTS = Page("reporting:plan_texts", gettext_lazy("Texte der E-Mails"), TextsForm, "texts")
PAGES = (BASICS, SCOPE, QUESTIONS, REMINDERS, TEXTS)


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required(PURPOSE)
def plan(request: UserRequest) -> HttpResponse:
    """A new query: its days, and from which earlier one the rest is taken over."""
    concept = get_object_or_404(Concept.objects.in_force())
    source = StatusQuery.objects.filter(slug=request.GET.get("von", "")).first()
    initial = {"source": source} if source else {"as_of": None, "due_on": None}
    form = NewQueryForm(request.POST or None, plan=_suggested(source), initial=initial)
    if form.is_valid():
        chosen = form.cleaned_data["source"]
        try:
            query = plan_query(concept=concept, plan=replace(_suggested(chosen), **form.changes()))
        except QueryError as refused:
            # The text stays on the page; a redirect would lose it.
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Die Abfrage ist geplant. Noch wurde niemand gefragt."))
            return redirect("reporting:plan_scope", query.slug)
    earlier = StatusQuery.objects.all()
    return render(
        request, "reporting/planning/new.html", {"form": form, "source": source, "earlier": earlier}
    )


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required(PURPOSE)
def plan_page(request: UserRequest, slug: str, page: Page) -> HttpResponse:
    """Change one page of the plan of a query that has not begun.

    What is posted after somebody has opened it stays on the page, with the reason why it is not stored.
    """
    query = get_object_or_404(StatusQuery, slug=slug)
    if request.method != "POST" and query.state != QueryState.PLANNED:
        return begun_already(request, query)
    stored = plan_of(query)
    form = page.form(request.POST or None, plan=stored, query=query)
    redrawn = form.redrawn(request.POST)
    if redrawn is None and form.is_valid():
        try:
            replan_query(query=query, plan=replace(stored, **form.changes()), version=form.expected_version)
        except StaleVersionError as stale:
            values = form.stored_values(plan_of(StatusQuery.objects.get(pk=query.pk)))
            return conflict_response(
                request, form=form, current=stale.current, purpose=PURPOSE, current_values=values
            )
        except QueryError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Die Planung ist gespeichert."))
            return redirect(_next(page) if ONWARD in request.POST else page.address, slug)
    return _show(request, query, page, redrawn or form)


def _next(page: Page) -> str:
    """The page after this one; the last leads to the check before opening."""
    following = PAGES[PAGES.index(page) + 1 :]
    return following[0].address if following else "reporting:query"


def _show(request: UserRequest, query: StatusQuery, page: Page, form: PartForm) -> HttpResponse:
    context = {
        "query": query,
        "page": page,
        "pages": PAGES,
        "form": form,
        "beside": StatusQuery.objects.beside(query),
        "placeholders": PLACEHOLDERS,
        "reminders": reminder_rows(query) if page == REMINDERS else [],
    }
    return render(request, f"reporting/planning/{page.template}.html", context)


def _suggested(source: StatusQuery | None) -> Plan:
    """What a new query begins with: the plan of `source`, or all measures in the first year without a query."""
    today = timezone.localdate()
    if source is not None:
        return plan_from(source, year=next_year_of(source, on=today))
    taken = set(StatusQuery.objects.filter(kind=QueryKind.YEARLY).values_list("year", flat=True))
    year = next(year for year in count(today.year) if year not in taken)
    return Plan(QueryKind.YEARLY, year, today, today, list(Measure.objects.published()))
