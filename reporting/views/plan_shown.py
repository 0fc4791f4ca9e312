"""The plan of a query that has begun: to be read, no longer to be changed."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partners.access import UserRequest, query_reader_required
from reporting.models import StatusQuery
from reporting.plan_page import reminder_rows


@query_reader_required
@require_safe
def plan_shown(request: UserRequest, slug: str) -> HttpResponse:
    query = get_object_or_404(StatusQuery.objects.begun(), slug=slug)
    context = {
        "query": query,
        "measures": query.measures.count(),
        "organisations": query.organisations.order_by("name"),
        "questions": query.questions.order_by("number"),
        "reminders": reminder_rows(query),
        "texts": query.mail_texts.order_by("kind"),
    }
    return render(request, "reporting/planning/shown.html", context)
