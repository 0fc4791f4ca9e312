"""Published reports: the public parts of what was frozen, as they were frozen."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from ninja import Field, NinjaAPI, Query, Schema
from pydantic import ConfigDict

from reporting.frozen import FrozenReport
from reporting.models import Addendum, Snapshot, SnapshotEntry, StatusQuery

from .operations import ERRORS, ERRORS_OF_ONE, KEY
from .paging import PageParameters, address_of_next, cut
from .schemas import page_schema

TAG = "Berichte"
FROZEN = (
    "Der Aufbau folgt der Fassung, in der die Abfrage geschlossen wurde. "
    "Neue Angaben können dazukommen, die alten bleiben."
)


class Report(Schema):
    """Ein veröffentlichter Bericht über eine Statusabfrage."""

    model_config = ConfigDict(title="Berichte")

    id: UUID = Field(description="Dauerhafte Kennung der Abfrage.")
    titel: str = Field(description="Titel der Abfrage.", examples=["Statusabfrage 2026"])
    adresse: str = Field(
        description="Seite des Berichts im Portal.", examples=["https://portal.example/berichte/2026/"]
    )
    art: str = Field(description="Art der Abfrage.", examples=["jährliche Abfrage"])
    jahr: int = Field(description="Jahr der Abfrage.", examples=[2026])
    stichtag: dt.date = Field(description="Der Tag, dessen Stand gemeldet wurde.", examples=["2026-09-30"])
    veroeffentlicht_am: dt.datetime | None = Field(description="Wann der Bericht veröffentlicht wurde.")


class WholeReport(Report):
    """Ein Bericht mit seinem festgehaltenen Kopf: Fragen, Zahlen und Beteiligte."""

    model_config = ConfigDict(title="BerichteAusfuehrlich")

    kopf: dict[str, Any] = Field(
        description=f"Was beim Schließen für den ganzen Bericht festgehalten wurde. {FROZEN}"
    )


class Supplement(Schema):
    """Was eine Organisation nach dem Schließen der Abfrage ergänzt hat."""

    model_config = ConfigDict(title="Nachtraege")

    organisation: str = Field(description="Name der Organisation.", examples=["Caritasverband"])
    text: str = Field(description="Der Nachtrag.")
    ergaenzt_am: dt.datetime = Field(description="Wann er dazukam.")


class ReportedMeasure(Schema):
    """Was zu einer Maßnahme festgehalten wurde."""

    model_config = ConfigDict(title="BerichteMassnahmen")

    id: UUID = Field(description="Dauerhafte Kennung der Maßnahme.")
    inhalt: dict[str, Any] = Field(description=f"Wortlaut, Stand und freigegebene Antworten. {FROZEN}")
    nachtraege: list[Supplement] = Field(description="Was Organisationen später ergänzt haben.")


def add_reports(api: NinjaAPI) -> None:
    shared: dict[str, Any] = {"tags": [TAG]}
    api.get(
        "/berichte",
        response={200: page_schema(Report), **ERRORS},
        operation_id="berichte_liste",
        url_name="api_berichte",
        summary="Berichte: Liste",
        description="Alle veröffentlichten Berichte über Statusabfragen.",
        **shared,
    )(_reports)
    api.get(
        "/berichte/{id}",
        response={200: WholeReport, **ERRORS_OF_ONE},
        operation_id="berichte_eintrag",
        url_name="api_berichte_eintrag",
        summary="Berichte: ein Bericht",
        description="Ein Bericht mit dem, was für ihn als Ganzes festgehalten wurde.",
        **shared,
    )(_report)
    api.get(
        "/berichte/{id}/massnahmen",
        response={200: page_schema(ReportedMeasure), **ERRORS_OF_ONE},
        operation_id="berichte_massnahmen",
        url_name="api_berichte_massnahmen",
        summary="Berichte: die Maßnahmen eines Berichts",
        description="Was zu den Maßnahmen festgehalten wurde, in der Reihenfolge des Konzepts.",
        **shared,
    )(_measures)


def _reports(request: HttpRequest, wanted: Query[PageParameters]) -> dict[str, Any]:
    found, cursor = cut(StatusQuery.objects.published(), wanted)
    return {"items": [_record(query) for query in found], "next": address_of_next(request, cursor)}


def _report(request: HttpRequest, id: UUID = KEY) -> dict[str, Any]:
    query = _published(id)
    head = FrozenReport.of(Snapshot.objects.latest_of(query.uuid).public, []).head
    return {**_record(query), "kopf": head}


def _measures(request: HttpRequest, wanted: Query[PageParameters], id: UUID = KEY) -> dict[str, Any]:
    query = _published(id)
    entries = SnapshotEntry.objects.latest_of(query.uuid).filter(public__visible=True)
    found, cursor = cut(entries, wanted, key="position")
    said = Addendum.objects.public().filter(
        query_uuid=query.uuid, measure_uuid__in=[entry.measure_uuid for entry in found]
    )
    head = Snapshot.objects.latest_of(query.uuid).public
    frozen = FrozenReport.of(head, [entry.public for entry in found], list(said))
    return {
        "items": [_measure(part) for part in frozen.entries],
        "next": address_of_next(request, cursor),
    }


def _published(id: UUID) -> StatusQuery:
    query = StatusQuery.objects.published().filter(uuid=id).first()
    if query is None:
        raise Http404
    return query


def _record(query: StatusQuery) -> dict[str, Any]:
    return {
        "id": query.uuid,
        "titel": query.title,
        "adresse": settings.SITE_URL + query.get_absolute_url(),
        "art": query.get_kind_display(),
        "jahr": query.year,
        "stichtag": query.as_of,
        "veroeffentlicht_am": query.published_at,
    }


def _measure(part: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": part["measure"]["uuid"],
        "inhalt": {name: value for name, value in part.items() if name != "addenda"},
        "nachtraege": [
            {"organisation": row.organisation_name, "text": row.text, "ergaenzt_am": row.added_at}
            for row in part["addenda"]
        ],
    }
