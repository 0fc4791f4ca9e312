"""Addenda to a closed query, written down by the Integrationsbeauftragte."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.access import UserRequest, query_conductor_required
from reporting.forms.closing import AddendumForm
from reporting.models import Addendum, StatusQuery
from reporting.services.queries import QueryError, add_addendum
from reporting.services.queries.addenda import Place, places_of
from safety.formkeys import form_key_required


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.add_addendum")
def addenda(request: UserRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(StatusQuery.objects.begun(), slug=slug)
    places = places_of(found)
    form = AddendumForm(request.POST or None, places=places)
    if form.is_valid():
        try:
            add_addendum(query=found, **form.said(), user=request.user, now=timezone.now())
        except QueryError as refused:
            # The text stays on the page; a redirect would lose it.
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Der Nachtrag ist festgehalten."))
            return redirect("reporting:addenda", slug)
    context = {"query": found, "form": form, "rows": _with_titles(found, places)}
    return render(request, "reporting/queries/addenda.html", context)


def _with_titles(query: StatusQuery, places: list[Place]) -> list[tuple[str, Addendum]]:
    titles = {place.measure: place.measure_title for place in places}
    written = Addendum.objects.filter(query_uuid=query.uuid).order_by("-added_at", "-pk")
    return [(titles.get(each.measure_uuid, ""), each) for each in written]
