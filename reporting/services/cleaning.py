"""Once a day, what has expired is deleted: form keys, sessions, uploads, rows of the cache, and traces of this work."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, models

from reporting.models import Job, WorkbookUpload
from safety.formkeys import MAX_AGE_SECONDS
from safety.models import FormKey

BATCH = 1000
KEEP_JOBS = dt.timedelta(days=30)


def delete_expired(
    payload: Mapping[str, Any], now: dt.datetime, progress: Callable[[int, int], None]
) -> None:
    """The handler of the daily job."""
    oldest_key = now - dt.timedelta(seconds=MAX_AGE_SECONDS)
    _delete_in_batches(FormKey.objects.filter(used_at__lt=oldest_key))
    _delete_in_batches(Session.objects.filter(expire_date__lt=now))
    _delete_in_batches(Job.objects.forgettable(before=now - KEEP_JOBS))
    _delete_in_batches(WorkbookUpload.objects.expired(now))
    _delete_from_cache(now)


def _delete_in_batches(rows: models.QuerySet[Any]) -> None:
    """Short statements, so that nobody who is saving a form waits for a long one."""
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.model._base_manager.filter(pk__in=keys).delete()


def _delete_from_cache(now: dt.datetime) -> None:
    """Django itself deletes expired rows only where the cache is full."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE expires < %s",  # noqa: S608 (a name from the settings)
            [connection.ops.adapt_datetimefield_value(now)],
        )
