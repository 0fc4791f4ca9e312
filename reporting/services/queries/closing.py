"""Closing is a cut: every answer is wholly in the report or not at all (SAFETY.md, reliability 7)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from partners.models import User
from reporting.models import MailState, ProgressReport, QueryState, StatusQuery
from reporting.services.unwanted import withdraw_unwanted
from safety import audit
from safety.models import StaleVersionError

from .files import queue_report_files
from .freezing import freeze
from .refusals import claim


@transaction.atomic
def close_query(
    *, query: StatusQuery, version: int, now: dt.datetime, user: User | None = None
) -> StatusQuery:
    """End the query and freeze what the report needs; nothing is public yet.

    Personal links end with it, and a reminder that still waits is not sent any more.
    """
    closing = claim(query, expected=QueryState.OPEN, version=version)
    _wait_for_changes_under_way(closing)
    closing.state, closing.closed_at = QueryState.CLOSED, now
    closing.save()
    snapshot = freeze(closing, now=now)
    stopped = withdraw_unwanted(closing.mails.filter(state=MailState.QUEUED))
    figures = closing.requests.totals(on=timezone.localdate(now))
    audit.record(
        action="query.closed",
        subject=closing.slug,
        user_id=user.pk if user else None,
        now=now,
        round=snapshot.round,
        stopped_mails=stopped,
        asked=figures["asked"],
        answered=figures["answered"],
        approved=figures["approved"],
        missing=figures["missing"],
    )
    return closing


@transaction.atomic
def publish_query(
    *,
    query: StatusQuery,
    version: int,
    now: dt.datetime,
    user: User | None = None,
    seen_texts: str | None = None,
) -> StatusQuery:
    """Show the frozen report to the public, and have its files made.

    `seen_texts` is the stand of the report's texts that a person has agreed to. Raises StaleVersionError for another.
    """
    publishing = claim(query, expected=QueryState.CLOSED, version=version)
    if seen_texts is not None and seen_texts != publishing.report_texts.stand():
        raise StaleVersionError(publishing)
    publishing.state, publishing.published_at = QueryState.PUBLISHED, now
    publishing.save()
    queue_report_files(publishing, now=now)
    audit.record(
        action="query.published", subject=publishing.slug, user_id=user.pk if user else None, now=now
    )
    return publishing


def _wait_for_changes_under_way(query: StatusQuery) -> None:
    """A change that has begun ends before the cut, a later one waits and then finds the query closed.

    The gate has done so for whoever passes it. The rows are locked as well, for a report of its own accord that
    becomes an answer at this moment.
    """
    reports = ProgressReport.objects.filter(request__query=query)
    for rows in (reports, query.requests.all(), query.participations.all()):
        list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
