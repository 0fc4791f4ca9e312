"""The texts of a report as whoever publishes it or fixes a Vorlage reads them on that page, and agrees to them."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from reporting.models import ReportText, Snapshot, StatusQuery
from reporting.models.report_text import stand_of
from reporting.services.report_texts import TextPlace, text_places


@dataclass(frozen=True)
class AgreedText:
    """`author` is empty where no account is known any more, `saved_at` where the row was written past the history."""

    place: TextPlace
    author: str
    saved_at: dt.datetime | None


@dataclass(frozen=True)
class AgreedTexts:
    """`stand` names just the rows that are shown, whatever somebody else saves in the next moment."""

    places: list[TextPlace]
    texts: list[AgreedText]
    stand: str


def agreed_texts(query: StatusQuery) -> AgreedTexts:
    """Three statements; before the first closing there are no places to write for."""
    rows = list(query.report_texts.all())
    try:
        places = text_places(query, rows)
    except Snapshot.DoesNotExist:
        places = []
    saved = _saved(query)
    written = {row.field_uuid: saved.get(row.uuid, ("", None)) for row in rows if row.text.strip()}
    texts = [AgreedText(place, *written[place.field_uuid]) for place in places if place.field_uuid in written]
    return AgreedTexts(places, texts, stand_of(rows))


def _saved(query: StatusQuery) -> dict[UUID, tuple[str, dt.datetime]]:
    """By whom and when each text was saved last."""
    rows = ReportText.history.filter(query=query).latest_of_each()
    return {
        row.uuid: (str(row.history_user or ""), row.history_date)
        for row in rows.select_related("history_user").defer("text").order_by("history_id")
    }
