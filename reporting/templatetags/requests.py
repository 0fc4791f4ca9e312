"""What a page says about a request."""

import datetime as dt

from django import template
from django.utils.translation import gettext as _

from reporting.models import OWED, QueryRequest

register = template.Library()


@register.filter
def is_overdue(request: QueryRequest, today: dt.date) -> bool:
    """Once the query is closed, nobody waits any more."""
    return request.is_overdue(on=today) and not request.query.is_frozen


@register.filter
def state_label(request: QueryRequest) -> str:
    """What was owed until the closing is no longer open, but not answered."""
    if request.state in OWED and request.query.is_frozen:
        return _("nicht beantwortet")
    return request.get_state_display()
