"""Freezing: one self-contained JSON per measure and a head for all, independent of every living row (DESIGN.md 4.2).

The public parts hold only what the KI approved. The internal parts hold the rest: what was not approved, remarks, and
measures that are not published. Neither holds the name of a person.
"""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import timezone, translation

from measures.models import Measure, Responsibility
from reporting.models import (
    Participation,
    ProgressReport,
    QueryRequest,
    Snapshot,
    SnapshotEntry,
    StatusQuery,
)

from .content import Sources, internal_part, public_part
from .figures import all_figures
from .questions import OwnQuestions
from .reported import Part
from .trail import reopenings
from .wording import questions, sections

#: 2 added own questions, answers per organisation, late answers, the covered period and the Nachfrist; readers of
#: older rows fill in what is missing (`reporting.frozen`).
SCHEMA_VERSION = 2


class Composed(NamedTuple):
    """What would be frozen now; nothing of it is stored."""

    head: Part
    internal: Part
    entries: list[SnapshotEntry]


def compose(query: StatusQuery, *, now: dt.datetime) -> Composed:
    """Put the parts of a report together, in German, whatever the person at the desk reads; nothing is written."""
    with translation.override(settings.LANGUAGE_CODE):
        sources = _Gathered(query)
        entries = _entries(query, sources)
        public, internal = sources.questions.participations(_participations(query))
        head = _head(query, sources, [entry.public for entry in entries], now=now)
        rest = {
            "hidden_measures": sum(not entry.public["visible"] for entry in entries),
            "own_questions": sources.questions.wordings(public=False),
            "organisations": internal,
        }
        return Composed({**head, "organisations": public}, rest, entries)


def freeze(query: StatusQuery, *, now: dt.datetime) -> Snapshot:
    """Write the snapshot of this closing within the caller's transaction; those of earlier ones stay."""
    composed = compose(query, now=now)
    number = Snapshot.objects.filter(query_uuid=query.uuid).count() + 1
    for entry in composed.entries:
        entry.round = number
    SnapshotEntry.objects.bulk_create(composed.entries)
    return Snapshot.objects.create(
        query_uuid=query.uuid,
        round=number,
        schema_version=SCHEMA_VERSION,
        frozen_at=now,
        public=composed.head,
        internal=composed.internal,
        sha256=fingerprint(*composed),
    )


def fingerprint(head: Part, internal: Part, entries: list[SnapshotEntry]) -> str:
    """Hash over everything frozen, so that a change behind the database's back can be noticed."""
    digest = hashlib.sha256()
    for part in [head, internal, *((e.public, e.internal) for e in entries)]:
        digest.update(json.dumps(part, sort_keys=True, ensure_ascii=True).encode())
    return digest.hexdigest()


def _head(query: StatusQuery, sources: "_Gathered", parts: list[Part], *, now: dt.datetime) -> Part:
    previous = sources.before
    return {
        "query": _query(query, now=now),
        "previous": previous and {"title": previous.title, "as_of": previous.as_of.isoformat()},
        "concept": {
            "uuid": str(query.concept.uuid),
            "title": query.concept.title,
            "municipality": query.concept.municipality,
            "year": query.concept.year,
        },
        "questions": questions(),
        "own_questions": sources.questions.wordings(public=True),
        "sections": sections(),
        "figures": all_figures([part for part in parts if part["visible"]]),
    }


def _query(query: StatusQuery, *, now: dt.datetime) -> Part:
    return {
        "uuid": str(query.uuid),
        "title": query.title,
        "kind": query.get_kind_display(),
        "year": query.year,
        "as_of": query.as_of.isoformat(),
        "covered_from": _day(query.covered_from),
        "covered_to": _day(query.covered_to),
        "due_on": query.due_on.isoformat(),
        "grace_until": _day(query.grace_until),
        "closed_on": timezone.localdate(now).isoformat(),
        "reopened": reopenings(query),
        "is_demo": query.is_demo,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _participations(query: StatusQuery) -> QuerySet[Participation]:
    rows = query.participations.select_related("organisation").prefetch_related("question_answers")
    return rows.order_by("organisation__name", "pk")


def _entries(query: StatusQuery, sources: "_Gathered") -> list[SnapshotEntry]:
    entries = []
    for position, measure in enumerate(sources.measures, start=1):
        content = sources.of(measure)
        entries.append(
            SnapshotEntry(
                query_uuid=query.uuid,
                measure_uuid=measure.uuid,
                position=position,
                public=public_part(content),
                internal=internal_part(content),
            )
        )
    return entries


class _Gathered:
    """Everything that the entries need, read in a constant number of statements."""

    def __init__(self, query: StatusQuery) -> None:
        responsible = Responsibility.objects.select_related("organisation").order_by("number")
        self.measures = list(
            query.measures.select_related("field_of_action").prefetch_related(
                Prefetch("responsibilities", queryset=responsible), "goals", "steps", "indicators", "statuses"
            )
        )
        self._requests: dict[int, list[QueryRequest]] = defaultdict(list)
        self.questions = OwnQuestions(query)
        answers = ["report__indicator_answers", "report__step_answers", "report__question_answers"]
        requests = query.requests.select_related("query", "organisation", "report")
        for request in requests.prefetch_related(*answers):
            self._requests[request.measure_id].append(request)
        self._unasked: dict[int, list[ProgressReport]] = defaultdict(list)
        own = ProgressReport.objects.of_own_accord(query).select_related("organisation")
        for report in own.prefetch_related("indicator_answers", "step_answers"):
            self._unasked[report.measure_id].append(report)
        self.before = StatusQuery.objects.published().before(query).first()
        self._statuses = self._read_previous(self.before)

    def of(self, measure: Measure) -> Sources:
        return Sources(
            measure=measure,
            requests=self._requests[measure.pk],
            unasked=self._unasked[measure.pk],
            previous=self._statuses.get(measure.uuid),
            questions=self.questions,
        )

    def _read_previous(self, previous: StatusQuery | None) -> dict[UUID, dict[str, Any] | None]:
        if previous is None:
            return {}
        parts = SnapshotEntry.objects.latest_of(previous.uuid).values_list("measure_uuid", "public")
        return {uuid: public["status"] for uuid, public in parts if public["visible"]}
