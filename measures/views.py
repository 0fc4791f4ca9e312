"""Public pages of the Maßnahmen."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from safety.redirects import moved

from .facets import facets
from .filters import PAGE, PRINT_VIEW, VIEW, MeasureFilter
from .models import Measure

ROWS_PER_PAGE = 25
ROWS_TO_PRINT = 500


@login_not_required
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    shown = Measure.objects.published().for_table().in_document_order()
    found = MeasureFilter(request.GET, shown, facets=facets(), on=timezone.localdate())
    rows = ROWS_TO_PRINT if request.GET.get(VIEW) == PRINT_VIEW else ROWS_PER_PAGE
    page = Paginator(found.qs, rows).get_page(request.GET.get(PAGE))
    return render(request, "measures/list.html", {"filter": found, "page": page})


@login_not_required
@require_safe
def measure(request: HttpRequest, slug: str) -> HttpResponse:
    shown = Measure.objects.visible_to(request.user).with_sheet()
    found = shown.filter(slug=slug).first()
    if found is None:
        return moved(shown, slug)
    return render(
        request,
        "measures/measure.html",
        {
            "measure": found,
            "current_concept": found.field_of_action.concept,
            "connections": found.connections(),
            "reports": found.reports.published().select_related("organisation"),
            "today": timezone.localdate(),
        },
    )
