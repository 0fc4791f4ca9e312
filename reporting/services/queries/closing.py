"""Closing is a cut: every answer is wholly in the report or not at all (SAFETY.md, reliability 7)."""

import datetime as dt

from django.db import transaction

from reporting.models import JobKind, ProgressReport, QueryState, StatusQuery
from reporting.services.jobs import queue_job

from .freezing import freeze
from .refusals import claim


@transaction.atomic
def close_query(*, query: StatusQuery, version: int, now: dt.datetime) -> StatusQuery:
    """End the query and freeze what the report needs; nothing is public yet."""
    closing = claim(query, expected=QueryState.OPEN, version=version)
    # An approval under way ends before this line, a later one waits until the cut is made.
    list(
        ProgressReport.objects.filter(request__query=closing)
        .select_for_update(of=("self",))
        .values_list("pk", flat=True)
    )
    closing.state, closing.closed_at = QueryState.CLOSED, now
    closing.save()
    freeze(closing, now=now)
    return closing


@transaction.atomic
def publish_query(*, query: StatusQuery, version: int, now: dt.datetime) -> StatusQuery:
    """Show the frozen report to the public, and have its files made."""
    publishing = claim(query, expected=QueryState.CLOSED, version=version)
    publishing.state, publishing.published_at = QueryState.PUBLISHED, now
    publishing.save()
    queue_job(kind=JobKind.REPORT_FILES, payload={"query": str(publishing.uuid)}, now=now)
    return publishing
