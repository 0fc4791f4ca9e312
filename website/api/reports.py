"""Published reports: the public parts of what was frozen, as they were frozen."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from ninja import NinjaAPI, Query

from reporting.frozen import FrozenReport
from reporting.models import Addendum, Snapshot, SnapshotEntry, StatusQuery

from .operations import ERRORS, ERRORS_OF_ONE, KEY
from .paging import PageParameters, address_of_next, cut
from .parameters import only_known
from .report_parts import reported_measure, whole_report
from .report_shapes import Report, ReportedMeasure, WholeReport
from .schemas import page_schema

TAG = "Berichte"


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
        description="Ein Bericht mit seinen Zahlen und den Antworten der Organisationen über sich selbst.",
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
    only_known(request, PageParameters)
    found, cursor = cut(StatusQuery.objects.published(), wanted)
    return {"items": [_record(query) for query in found], "next": address_of_next(request, cursor)}


def _report(request: HttpRequest, id: UUID = KEY) -> dict[str, Any]:
    only_known(request)
    query = _published(id)
    head = FrozenReport.of(Snapshot.objects.latest_of(query.uuid).public, []).head
    return {**_record(query), **whole_report(head)}


def _measures(request: HttpRequest, wanted: Query[PageParameters], id: UUID = KEY) -> dict[str, Any]:
    only_known(request, PageParameters)
    query = _published(id)
    entries = SnapshotEntry.objects.latest_of(query.uuid).filter(public__visible=True)
    found, cursor = cut(entries, wanted, key="position")
    said = Addendum.objects.public().filter(
        query_uuid=query.uuid, measure_uuid__in=[entry.measure_uuid for entry in found]
    )
    head = Snapshot.objects.latest_of(query.uuid).public
    frozen = FrozenReport.of(head, [entry.public for entry in found], list(said))
    return {
        "items": [reported_measure(part) for part in frozen.entries],
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
