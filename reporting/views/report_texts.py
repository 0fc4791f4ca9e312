"""Introduction and assessments of a report: written after the closing, fixed by a final Vorlage or the publishing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from partners.access import UserRequest, query_conductor_required, query_reader_required
from reporting.forms.report_texts import ReportTextForm
from reporting.models import Snapshot, StatusQuery
from reporting.services.queries import QueryError
from reporting.services.report_texts import TextPlace, save_report_text, text_places, why_fixed
from safety import richtext
from safety.conflict import conflict_response
from safety.formkeys import form_key_required
from safety.models import StaleVersionError

PURPOSE = "reporting.report_text"
#: The button that shows what the text will look like, without saving it.
PREVIEW = "preview"


@query_reader_required
@require_safe
@never_cache
def report_texts(request: UserRequest, slug: str) -> HttpResponse:
    found, places = _found(slug)
    context = {"query": found, "places": places, "is_fixed": bool(why_fixed(found))}
    return render(request, "reporting/reports/texts.html", context)


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@form_key_required(PURPOSE)
def report_text(request: UserRequest, slug: str, place: str) -> HttpResponse:
    """Write one text; whatever goes wrong, what was typed stays on the page."""
    found, places = _found(slug)
    chosen = _chosen(places, place)
    if request.method != "POST" and why_fixed(found):
        return redirect("reporting:report_texts", slug)
    form = ReportTextForm(request.POST or None, place=chosen)
    if not form.is_valid() or PREVIEW in request.POST:
        return _page(request, found, chosen, form)
    try:
        save_report_text(
            query=found,
            field_uuid=chosen.field_uuid,
            text=form.cleaned_data["text"],
            expected_version=form.expected_version,
            user=request.user,
            now=timezone.now(),
        )
    except StaleVersionError as stale:
        return conflict_response(request, form=form, current=stale.current, purpose=PURPOSE)
    except QueryError as refused:
        form.add_error(None, str(refused))
        return _page(request, found, chosen, form)
    messages.success(request, _("Der Text ist gespeichert."))
    return redirect("reporting:report_texts", slug)


def _found(slug: str) -> tuple[StatusQuery, list[TextPlace]]:
    """A query that has been closed at least once; opened again, it still shows why nothing can be written."""
    found = get_object_or_404(StatusQuery.objects.begun(), slug=slug)
    try:
        return found, text_places(found)
    except Snapshot.DoesNotExist as error:
        raise Http404 from error


def _chosen(places: list[TextPlace], key: str) -> TextPlace:
    for place in places:
        if place.key == key:
            return place
    raise Http404


def _page(request: UserRequest, query: StatusQuery, place: TextPlace, form: ReportTextForm) -> HttpResponse:
    context = {"query": query, "place": place, "form": form}
    if PREVIEW in request.POST:
        context["shown"] = richtext.render(request.POST.get("text", ""))
    return render(request, "reporting/reports/text_form.html", context)
