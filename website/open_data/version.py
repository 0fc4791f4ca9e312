"""Which state of the content it is: one cheap statement, before anything is written out."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection, models

from fields.models import Concept, FieldOfAction, Goal
from measures.models import (
    Indicator,
    IndicatorValue,
    Measure,
    MeasureStatus,
    Resource,
    Responsibility,
    ReviewDate,
    Step,
    TargetGroup,
)
from partners.models import Organisation
from reporting.models import ProgressReport

from .datasets import DATASETS
from .licence import attribution

#: What the data sets are made of; every change of a row leaves a row of its history.
SOURCES: tuple[type[models.Model], ...] = (
    Concept,
    FieldOfAction,
    Goal,
    Indicator,
    IndicatorValue,
    Measure,
    MeasureStatus,
    Organisation,
    ProgressReport,
    Resource,
    Responsibility,
    ReviewDate,
    Step,
)
#: The sum of so many newest keys rises with each new one, also with one that is committed after a higher one.
NEWEST = 500
#: Rises when the same content is written out in another way.
WRITING = 3


@dataclass(frozen=True)
class ContentState:
    version: str
    #: The last change; None where nothing has been changed through the portal yet.
    changed_at: dt.datetime | None


def content_state() -> ContentState:
    with connection.cursor() as cursor:
        cursor.execute(_statement())
        rows = cursor.fetchall()
    moments = [_moment(row[2]) for row in rows if row[2] is not None]
    said = json.dumps([[row[0], str(row[1])] for row in rows] + [_description()], sort_keys=True)
    return ContentState(hashlib.sha256(said.encode()).hexdigest()[:32], max(moments, default=None))


@cache
def _statement() -> str:
    """Newest keys of the history and of the rows themselves, since rows loaded in bulk have no history."""
    moment = connection.data_types["DateTimeField"]
    parts = []
    for model in SOURCES:
        history = model.history.model  # type: ignore[attr-defined]
        parts.append(_newest(history._meta.db_table, "history_id", "history_date"))
        parts.append(_newest(model._meta.db_table, "id", f"CAST(NULL AS {moment})"))
    # Few, and without history: here the names themselves count.
    parts.append(f"SELECT name, id, NULL FROM {_quoted(TargetGroup._meta.db_table)}")  # noqa: S608 - own names
    return " UNION ALL ".join(parts)


def _newest(table: str, key: str, moment: str) -> str:
    newest = f"SELECT {key} AS k, {moment} AS m FROM {_quoted(table)} ORDER BY k DESC LIMIT {NEWEST}"  # noqa: S608
    return f"SELECT '{table}', SUM(k), MAX(m) FROM ({newest}) AS newest"  # noqa: S608 - names of own tables


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _moment(value: Any) -> dt.datetime:
    """SQLite keeps moments as text, in UTC."""
    moment = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _description() -> str:
    """Columns and settings, which change with a release or a restart."""
    columns = {name: each.names for name, each in DATASETS.items()}
    return json.dumps([WRITING, columns, settings.SITE_URL, settings.PORTAL_CITY, attribution()])
