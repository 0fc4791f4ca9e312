"""Giving everybody more time while a query runs."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partners.models import User
from reporting.models import QueryRequest, QueryState, StatusQuery
from safety import audit

from .refusals import QueryError, claim


@transaction.atomic
def prolong_query(
    *,
    query: StatusQuery,
    due_on: dt.date,
    grace_until: dt.date | None,
    version: int,
    user: User | None,
    now: dt.datetime,
) -> StatusQuery:
    """Set later days for all; whoever was promised a day still later keeps it. Personal links live on."""
    refusal = _("Nur eine laufende Abfrage lässt sich verlängern.")
    prolonged = claim(query, expected=QueryState.OPEN, version=version, refusal=refusal)
    before = prolonged.due_on
    if due_on < before:
        raise QueryError(
            _("Die Frist lässt sich nur verlängern. Sie endet bisher am %(day)s.")
            % {"day": date_format(before, "j. F Y")}
        )
    set_days(prolonged, due_on=due_on, grace_until=grace_until, user=user, on=timezone.localdate(now))
    audit.record(
        action="query.prolonged",
        subject=prolonged.slug,
        user_id=user.pk if user else None,
        now=now,
        before=before.isoformat(),
        due_on=due_on.isoformat(),
        grace_until=grace_until.isoformat() if grace_until else None,
    )
    return prolonged


def set_days(
    query: StatusQuery, *, due_on: dt.date, grace_until: dt.date | None, user: User | None, on: dt.date
) -> None:
    """Save the new Frist and Nachfrist of a claimed query; refuses days that nobody could keep."""
    if grace_until is not None and grace_until < due_on:
        raise QueryError(_("Die Nachfrist liegt vor der Frist."))
    if (grace_until or due_on) < on or (due_on < on and due_on != query.due_on):
        raise QueryError(_("Die neue Frist liegt in der Vergangenheit."))
    if due_on < query.as_of:
        raise QueryError(_("Die Frist liegt vor dem Stichtag."))
    query.due_on, query.grace_until = due_on, grace_until
    query.save()
    _drop_overtaken(query, user=user)


def _drop_overtaken(query: StatusQuery, *, user: User | None) -> None:
    """A single extension that ends no later than the day for all would only take time away."""
    overtaken = list(query.requests.filter(extended_to__lte=query.due_on).select_for_update(of=("self",)))
    for request in overtaken:
        request.extended_to, request.version = None, request.version + 1
    QueryRequest.objects.bulk_update(overtaken, ["extended_to", "version"], batch_size=500)
    QueryRequest.history.bulk_history_create(overtaken, update=True, default_user=user, batch_size=500)
