"""The end of a query: the cut, publishing, opening again, and more time before. Each is confirmed on a page."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from partners.access import UserRequest, query_conductor_required, query_reader_required
from reporting.forms.closing import CloseForm, ConfirmedForm, ProlongForm, PublishForm, ReopenForm
from reporting.models import QueryState, StatusQuery
from reporting.services.queries import (
    QueryError,
    close_query,
    prolong_query,
    publish_query,
    remake_report_files,
    reopen_query,
)
from reporting.services.queries.cut import Cut
from reporting.services.queries.trail import entries_of, lines_of
from reporting.services.report_texts import empty_places
from safety.formkeys import form_key_required
from safety.models import StaleVersionError

from .addresses import begun_or_404, post_or_back

LONGEST_LOG = 500


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.close_query")
def close(request: UserRequest, slug: str) -> HttpResponse:
    found = begun_or_404(slug)
    if found.state != QueryState.OPEN:
        return _not_any_more(request, found, _("Diese Abfrage läuft nicht. Sie ist schon geschlossen."))
    form = CloseForm(request.POST or None, query=found)
    done = _("Die Abfrage ist geschlossen. Die Antworten sind festgehalten.")
    if _taken(
        form,
        lambda: close_query(
            query=found, version=form.expected_version, user=request.user, now=timezone.now()
        ),
    ):
        return _done(request, found, done)
    cut = Cut(StatusQuery.objects.get(pk=found.pk), on=timezone.localdate())
    return render(request, "reporting/queries/close.html", {"query": cut.query, "cut": cut, "form": form})


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.publish_query")
def publish(request: UserRequest, slug: str) -> HttpResponse:
    found = begun_or_404(slug)
    if found.state != QueryState.CLOSED:
        return _not_any_more(request, found, _("Nur eine geschlossene Abfrage kann veröffentlicht werden."))
    form = PublishForm(request.POST or None, query=found)
    if _taken(
        form,
        lambda: publish_query(
            query=found,
            version=form.expected_version,
            user=request.user,
            now=timezone.now(),
            seen_texts=form.cleaned_data["seen_texts"],
        ),
    ):
        return _done(request, found, _("Der Bericht ist veröffentlicht."))
    address = f"{settings.SITE_URL}{found.get_absolute_url()}"
    empty = empty_places(form.texts.places)
    context = {"query": found, "address": address, "form": form, "empty_texts": empty}
    return render(request, "reporting/queries/publish.html", context)


@query_conductor_required
@post_or_back("reporting:published_report", "slug")
@form_key_required("reporting.remake_report_files")
def remake_files(request: UserRequest, slug: str) -> HttpResponse:
    """Where the making of the files has failed."""
    query = get_object_or_404(StatusQuery.objects.frozen(), slug=slug)
    try:
        remake_report_files(query=query, now=timezone.now())
    except QueryError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Die Dateien werden noch einmal gemacht."))
    return redirect(query)


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.reopen_query")
def reopen(request: UserRequest, slug: str) -> HttpResponse:
    found = begun_or_404(slug)
    # Whoever has typed a reason keeps it: the service refuses, and the page says why.
    if found.state != QueryState.CLOSED and request.method != "POST":
        return redirect("reporting:query", found.slug)
    form = ReopenForm(request.POST or None, query=found)
    if _taken(
        form,
        lambda: reopen_query(
            query=found,
            reason=form.cleaned_data["reason"],
            **form.days(),
            version=form.expected_version,
            user=request.user,
            now=timezone.now(),
        ),
    ):
        return _done(request, found, _("Die Abfrage läuft wieder. Die persönlichen Links gelten wieder."))
    return render(request, "reporting/queries/reopen.html", {"query": found, "form": form})


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.prolong_query")
def prolong(request: UserRequest, slug: str) -> HttpResponse:
    found = begun_or_404(slug)
    if found.state != QueryState.OPEN:
        return _not_any_more(request, found, _("Nur eine laufende Abfrage lässt sich verlängern."))
    days = {"due_on": found.due_on, "grace_until": found.grace_until}
    form = ProlongForm(request.POST or None, query=found, initial=days)
    if _taken(
        form,
        lambda: prolong_query(
            query=found,
            **form.days(),
            version=form.expected_version,
            user=request.user,
            now=timezone.now(),
        ),
    ):
        return _done(
            request, found, _("Die neuen Tage gelten jetzt für alle. Die persönlichen Links gelten weiter.")
        )
    extended = found.requests.missing().filter(extended_to__gt=found.due_on).count()
    return render(
        request, "reporting/queries/prolong.html", {"query": found, "form": form, "extended": extended}
    )


@query_reader_required
@require_safe
def log(request: UserRequest, slug: str) -> HttpResponse:
    """The audit trail of one query; names stand there only as long as their accounts do."""
    found = get_object_or_404(StatusQuery, slug=slug)
    entries = list(entries_of(found)[: LONGEST_LOG + 1])
    context = {
        "query": found,
        "lines": lines_of(entries[:LONGEST_LOG]),
        "is_cut": len(entries) > LONGEST_LOG,
        "longest": LONGEST_LOG,
    }
    return render(request, "reporting/queries/log.html", context)


def _taken(form: ConfirmedForm, act: Callable[[], StatusQuery]) -> bool:
    """Take the step; where it is refused, the page shows why, with everything that was typed."""
    if not form.is_valid():
        return False
    try:
        act()
    except StaleVersionError:
        form.query.refresh_from_db()
        form.ask_again()
        form.add_error(
            None,
            _(
                "Die Abfrage oder ein Text ihres Berichts wurde inzwischen geändert. "
                "Bitte lesen Sie die Seite noch einmal und bestätigen Sie neu."
            ),
        )
    except QueryError as refused:
        form.add_error(None, str(refused))
    else:
        return True
    return False


def _done(request: UserRequest, found: StatusQuery, message: str) -> HttpResponse:
    messages.success(request, message)
    return redirect("reporting:query", found.slug)


def _not_any_more(request: UserRequest, found: StatusQuery, reason: str) -> HttpResponse:
    """The query has moved on; nothing was typed that could be lost."""
    if request.method == "POST":
        messages.error(request, reason)
    return redirect("reporting:query", found.slug)
