"""The list of status queries, for those who run them and those who read along."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from partners.access import UserRequest, query_reader_required
from reporting.models import OutboxMail, StatusQuery


@query_reader_required
@require_GET
def queries(request: UserRequest) -> HttpResponse:
    context = {
        "queries": StatusQuery.objects.for_list(),
        "stuck_mails": OutboxMail.objects.stuck_by_query(),
    }
    return render(request, "reporting/queries/list.html", context)
