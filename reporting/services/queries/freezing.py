"""Freezing: one self-contained JSON per measure and a head for all, independent of every living row (DESIGN.md 4.2).

The public parts hold only what the KI approved. The internal parts hold the rest: what was not approved, remarks, and
measures that are not published. Neither holds the name of a person.
"""

import datetime as dt
import hashlib
import json
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone, translation

from fields.models import FieldOfAction
from reporting.models import Snapshot, SnapshotEntry, StatusQuery

from .content import internal_part, public_part
from .figures import all_figures
from .gathering import Gathered, participations
from .reported import Part, choice, iso_day
from .trail import reopenings
from .wording import questions, sections

#: 2 added own questions, answers per organisation, late answers, the covered period and the Nachfrist; 3 means, dates,
#: indicators with their series, the list of Handlungsfelder and the address of the query. Readers of older rows fill in
#: what is missing (`reporting.older_rows`).
SCHEMA_VERSION = 3


class Composed(NamedTuple):
    """What would be frozen now; nothing of it is stored."""

    head: Part
    internal: Part
    entries: list[SnapshotEntry]


def compose(query: StatusQuery, *, now: dt.datetime) -> Composed:
    """Put the parts of a report together, in German, whatever the person at the desk reads; nothing is written."""
    with translation.override(settings.LANGUAGE_CODE):
        sources = Gathered(query)
        entries = _entries(query, sources)
        public, internal = sources.questions.participations(participations(query))
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


def _head(query: StatusQuery, sources: Gathered, parts: list[Part], *, now: dt.datetime) -> Part:
    previous = sources.before
    return {
        "query": _query(query, now=now),
        "previous": previous and _previous(previous),
        "concept": {
            "uuid": str(query.concept.uuid),
            "title": query.concept.title,
            "municipality": query.concept.municipality,
            "year": query.concept.year,
        },
        "questions": questions(),
        "own_questions": sources.questions.wordings(public=True),
        "sections": sections(),
        "fields": [_field(field) for field in sources.fields],
        "figures": all_figures([part for part in parts if part["visible"]]),
    }


def _previous(query: StatusQuery) -> Part:
    return {
        "uuid": str(query.uuid),
        "slug": query.slug,
        "title": query.title,
        "as_of": query.as_of.isoformat(),
    }


def _field(field: FieldOfAction) -> Part:
    return {
        "uuid": str(field.uuid),
        "number": field.number,
        "title": field.title,
        "short_title": field.short_title,
        "goals": [
            {
                "uuid": str(goal.uuid),
                "title": goal.title,
                "state": choice(goal.state, goal.get_state_display()),
            }
            for goal in field.goals.all()
        ],
    }


def _query(query: StatusQuery, *, now: dt.datetime) -> Part:
    return {
        "uuid": str(query.uuid),
        "slug": query.slug,
        "title": query.title,
        "kind": query.get_kind_display(),
        "year": query.year,
        "as_of": query.as_of.isoformat(),
        "covered_from": iso_day(query.covered_from),
        "covered_to": iso_day(query.covered_to),
        "due_on": query.due_on.isoformat(),
        "grace_until": iso_day(query.grace_until),
        "closed_on": timezone.localdate(now).isoformat(),
        "reopened": reopenings(query),
        "is_demo": query.is_demo,
    }


def _entries(query: StatusQuery, sources: Gathered) -> list[SnapshotEntry]:
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
