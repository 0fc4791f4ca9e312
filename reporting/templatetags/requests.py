"""What a page says about a request."""

import datetime as dt

from django import template

from reporting.models import QueryRequest

register = template.Library()


@register.filter
def is_overdue(request: QueryRequest, today: dt.date) -> bool:
    return request.is_overdue(on=today)
