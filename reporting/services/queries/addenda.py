"""Addenda: what an organisation says after the cut, dated and beside the frozen answer, never in it (DESIGN.md 4.2)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import User
from reporting.models import Addendum, SnapshotEntry, StatusQuery
from safety import audit

from .refusals import QueryError


@transaction.atomic
def add_addendum(
    *,
    query: StatusQuery,
    measure_uuid: UUID,
    organisation_uuid: UUID,
    text: str,
    is_public: bool,
    user: User | None,
    now: dt.datetime,
) -> Addendum:
    """Write what came in after the closing; it can only be followed by another one.

    The query is locked, so that it is not opened again at the same moment. The organisation keeps the name that it had
    when the answers were frozen.
    """
    frozen = StatusQuery.objects.select_for_update().get(pk=query.pk)
    if not frozen.is_frozen:
        raise QueryError(
            _(
                "Nachträge gibt es erst nach dem Schließen. Solange die Abfrage läuft, kann geantwortet werden."
            )
        )
    if not text.strip():
        raise QueryError(_("Bitte schreiben Sie den Nachtrag auf."))
    addendum = Addendum.objects.create(
        query_uuid=frozen.uuid,
        measure_uuid=measure_uuid,
        organisation_uuid=organisation_uuid,
        organisation_name=_frozen_name(frozen, measure_uuid, organisation_uuid),
        text=text.strip(),
        is_public=is_public,
        added_at=now,
    )
    audit.record(
        action="addendum.added",
        subject=frozen.slug,
        user_id=user.pk if user else None,
        now=now,
        addendum=str(addendum.uuid),
        is_public=is_public,
    )
    return addendum


@dataclass(frozen=True)
class Place:
    """A frozen answer to which something can be added."""

    measure: UUID
    organisation: UUID
    measure_title: str
    organisation_name: str

    @property
    def key(self) -> str:
        return f"{self.measure}_{self.organisation}"

    @property
    def label(self) -> str:
        return f"{self.measure_title}: {self.organisation_name}"


def places_of(query: StatusQuery) -> list[Place]:
    """Every measure with everybody who stands in its frozen part, in the order of the report."""
    entries = SnapshotEntry.objects.latest_of(query.uuid).order_by("position")
    return [place for entry in entries for place in _places(entry)]


def _places(entry: SnapshotEntry) -> Iterator[Place]:
    """Asked, or reporting unasked; also of a measure that the public does not see."""
    content = entry.public if entry.public["visible"] else entry.internal["hidden"]
    title = f"{content['measure']['code']} {content['measure']['title']}"
    seen = set()
    for answer in [*content["answers"], *content["unasked"]]:
        organisation = answer["organisation"]
        if organisation["uuid"] not in seen:
            seen.add(organisation["uuid"])
            yield Place(entry.measure_uuid, UUID(organisation["uuid"]), title, organisation["name"])


def _frozen_name(query: StatusQuery, measure_uuid: UUID, organisation_uuid: UUID) -> str:
    entry = SnapshotEntry.objects.latest_of(query.uuid).filter(measure_uuid=measure_uuid).first()
    for place in _places(entry) if entry else []:
        if place.organisation == organisation_uuid:
            return place.organisation_name
    raise QueryError(_("Diese Organisation steht bei dieser Maßnahme nicht im Bericht."))
