"""Addenda: what an organisation says after the cut, dated and beside the frozen answer, never in it (DESIGN.md 4.2)."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import User
from reporting.models import Addendum, SnapshotEntry, StatusQuery
from safety import audit

from .refusals import QueryError
from .reported import Part


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


def answers_of(entry: SnapshotEntry) -> list[Part]:
    """Everybody who stands in the frozen measure: asked, or reporting unasked; also of a hidden measure."""
    content = entry.public if entry.public["visible"] else entry.internal["hidden"]
    return [*content["answers"], *content["unasked"]]


def _frozen_name(query: StatusQuery, measure_uuid: UUID, organisation_uuid: UUID) -> str:
    entry = SnapshotEntry.objects.latest_of(query.uuid).filter(measure_uuid=measure_uuid).first()
    for answer in answers_of(entry) if entry else []:
        if answer["organisation"]["uuid"] == str(organisation_uuid):
            return str(answer["organisation"]["name"])
    raise QueryError(_("Diese Organisation steht bei dieser Maßnahme nicht im Bericht."))
