"""Freezing: one self-contained JSON per measure and a head for all, independent of every living row (DESIGN.md 4.2).

The public parts hold only what the KI approved. The internal parts hold the rest: what was not approved, remarks, and
measures that are not published. Neither holds the name of a person.
"""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone, translation

from measures.models import Measure, Responsibility
from reporting.models import ProgressReport, QueryRequest, Snapshot, SnapshotEntry, StatusQuery

from .content import Sources, internal_part, public_part
from .figures import all_figures
from .reported import Part
from .wording import questions, sections

SCHEMA_VERSION = 1


def freeze(query: StatusQuery, *, now: dt.datetime) -> Snapshot:
    """Write the snapshot within the caller's transaction; in German, whatever the person at the desk reads."""
    with translation.override(settings.LANGUAGE_CODE):
        entries = _entries(query)
        previous = _previous(query)
        head = _head(query, previous, [entry.public for entry in entries], now=now)
    internal: Part = {"hidden_measures": sum(not entry.public["visible"] for entry in entries)}
    SnapshotEntry.objects.bulk_create(entries)
    return Snapshot.objects.create(
        query_uuid=query.uuid,
        schema_version=SCHEMA_VERSION,
        frozen_at=now,
        public=head,
        internal=internal,
        sha256=fingerprint(head, internal, entries),
    )


def fingerprint(head: Part, internal: Part, entries: list[SnapshotEntry]) -> str:
    """Hash over everything frozen, so that a change behind the database's back can be noticed."""
    digest = hashlib.sha256()
    for part in [head, internal, *((e.public, e.internal) for e in entries)]:
        digest.update(json.dumps(part, sort_keys=True, ensure_ascii=True).encode())
    return digest.hexdigest()


def _head(query: StatusQuery, previous: StatusQuery | None, parts: list[Part], *, now: dt.datetime) -> Part:
    return {
        "query": {
            "uuid": str(query.uuid),
            "title": query.title,
            "kind": query.get_kind_display(),
            "year": query.year,
            "as_of": query.as_of.isoformat(),
            "due_on": query.due_on.isoformat(),
            "closed_on": timezone.localdate(now).isoformat(),
            "is_demo": query.is_demo,
        },
        "previous": previous and {"title": previous.title, "as_of": previous.as_of.isoformat()},
        "concept": {
            "uuid": str(query.concept.uuid),
            "title": query.concept.title,
            "municipality": query.concept.municipality,
            "year": query.concept.year,
        },
        "questions": questions(),
        "sections": sections(),
        "figures": all_figures([part for part in parts if part["visible"]]),
    }


def _entries(query: StatusQuery) -> list[SnapshotEntry]:
    sources = _Gathered(query)
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


def _previous(query: StatusQuery) -> StatusQuery | None:
    """The published query before this one, for the comparison."""
    before = StatusQuery.objects.published().filter(concept=query.concept, as_of__lt=query.as_of)
    return before.order_by("-as_of", "-pk").first()


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
        answers = ["report__indicator_answers", "report__step_answers"]
        for request in query.requests.select_related("organisation", "report").prefetch_related(*answers):
            self._requests[request.measure_id].append(request)
        self._unasked: dict[int, list[ProgressReport]] = defaultdict(list)
        own = ProgressReport.objects.of_own_accord(query).select_related("organisation")
        for report in own.prefetch_related("indicator_answers", "step_answers"):
            self._unasked[report.measure_id].append(report)
        self._before = self._read_previous(_previous(query))

    def of(self, measure: Measure) -> Sources:
        return Sources(
            measure=measure,
            requests=self._requests[measure.pk],
            unasked=self._unasked[measure.pk],
            previous=self._before.get(measure.uuid),
        )

    def _read_previous(self, previous: StatusQuery | None) -> dict[UUID, dict[str, Any] | None]:
        if previous is None:
            return {}
        parts = SnapshotEntry.objects.filter(query_uuid=previous.uuid).values_list("measure_uuid", "public")
        return {uuid: public["status"] for uuid, public in parts if public["visible"]}
