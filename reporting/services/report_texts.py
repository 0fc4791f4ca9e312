"""What the KI writes into a report before publishing it: the introduction, and an assessment per Handlungsfeld."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import User
from reporting.models import QueryState, ReportText, Snapshot, StatusQuery
from safety import audit
from safety.models import StaleVersionError

from .queries import QueryError

#: The place in the address; every other is the UUID of a Handlungsfeld.
INTRODUCTION = "einleitung"
#: Some thirty printed pages; a limit against accidents.
LONGEST_REPORT_TEXT = 60_000


@dataclass(frozen=True)
class TextPlace:
    """Where a text belongs, under its frozen name, with what stands there now."""

    title: str
    field_uuid: UUID | None = None
    text: str = ""
    version: int = 0

    @property
    def key(self) -> str:
        return str(self.field_uuid or INTRODUCTION)

    def holding(self, written: ReportText | None) -> Self:
        if written is None:
            return self
        return type(self)(self.title, self.field_uuid, written.text, written.version)


def text_places(query: StatusQuery, texts: Iterable[ReportText] | None = None) -> list[TextPlace]:
    """The introduction and each Handlungsfeld of the last closing; two statements. Raises Snapshot.DoesNotExist.

    `texts` are those of the query, where they have been read already.
    """
    head = Snapshot.objects.latest_of(query.uuid).public
    places = [TextPlace(_("Einleitung"))]
    for field in head["figures"]["fields"]:
        title = _("Handlungsfeld %(number)s: %(title)s") % {
            "number": field["number"],
            "title": field["short_title"],
        }
        places.append(TextPlace(title, UUID(field["uuid"])))
    written = {text.field_uuid: text for text in (query.report_texts.all() if texts is None else texts)}
    return [place.holding(written.get(place.field_uuid)) for place in places]


def empty_places(places: Iterable[TextPlace]) -> list[TextPlace]:
    return [place for place in places if not place.text.strip()]


@transaction.atomic
def save_report_text(
    *,
    query: StatusQuery,
    field_uuid: UUID | None,
    text: str,
    expected_version: int,
    user: User | None,
    now: dt.datetime,
) -> ReportText:
    """Store one text; `expected_version` is 0 where none stood there when the page was shown.

    The query is locked, so that it is not published at the same moment. Raises QueryError where the report is fixed or
    not yet closed, and StaleVersionError where somebody saved in the meantime.
    """
    locked = StatusQuery.objects.select_for_update(no_key=True).get(pk=query.pk)
    if refusal := why_fixed(locked):
        raise QueryError(refusal)
    written = ReportText.objects.filter(query=locked, field_uuid=field_uuid).first()
    if written is None:
        written = ReportText(query=locked, field_uuid=field_uuid)
    elif not expected_version:
        raise StaleVersionError(written)
    else:
        written.claim_version(expected_version)
    written.text = text.strip()
    written.save()
    audit.record(
        action="report_text.saved",
        subject=locked.slug,
        user_id=user.pk if user else None,
        now=now,
        field=str(field_uuid or ""),
    )
    return written


def why_fixed(query: StatusQuery) -> str:
    """Why the texts cannot be written now; empty while they can."""
    if query.state == QueryState.CLOSED:
        return _fixed_by_paper(query)
    if query.state == QueryState.PUBLISHED:
        return _(
            "Der Bericht ist veröffentlicht. Seine Texte stehen deshalb fest. "
            "Ihr Text ist nicht gespeichert. Er steht noch auf dieser Seite, Sie können ihn hier kopieren."
        )
    return _(
        "Die Abfrage ist nicht geschlossen. Texte zum Bericht gibt es erst nach dem Schließen. "
        "Ihr Text ist nicht gespeichert. Er steht noch auf dieser Seite, Sie können ihn hier kopieren."
    )


def _fixed_by_paper(query: StatusQuery) -> str:
    """A final paper holds these texts, and so do its files; while they are made it cannot be taken up again."""
    final = query.committee_reports.final().first()
    if final is None:
        return ""
    return _(
        "Auf diesen Texten beruht eine festgelegte Vorlage: „%(paper)s“. "
        "Bitte nehmen Sie zuerst die Vorlage als neue Fassung in Bearbeitung. "
        "Ihr Text ist nicht gespeichert. Er steht noch auf dieser Seite, Sie können ihn hier kopieren."
    ) % {"paper": final}
