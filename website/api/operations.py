"""Two addresses per data set: a list in pages, and one row by its permanent key."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import NinjaAPI, Path, Query, Schema

from website.open_data.datasets import Dataset

from .paging import PageParameters, address_of_next, cut_keys
from .parameters import PARAMETERS, ListParameters, only_known
from .problems import Problem
from .schemas import page_schema, record_schema

KEY: Any = Path(..., description="Dauerhafte Kennung des Eintrags.")
ERRORS: dict[int, type[Schema]] = {422: Problem}
ERRORS_OF_ONE: dict[int, type[Schema]] = {404: Problem, 422: Problem}
#: Turns one row and its record into the answer for that row alone.
Detail = Callable[[Any, dict[str, Any]], dict[str, Any]]


def add_dataset(
    api: NinjaAPI, dataset: Dataset, *, detail: Detail | None = None, more: dict[str, Any] | None = None
) -> None:
    record = record_schema(dataset)
    api.get(
        f"/{dataset.name}",
        response={200: page_schema(record), **ERRORS},
        operation_id=f"{dataset.name}_liste",
        url_name=f"api_{dataset.name}",
        summary=f"{dataset.title}: Liste",
        description=str(dataset.description),
        tags=[str(dataset.title)],
    )(_list(dataset))
    api.get(
        f"/{dataset.name}/{{id}}",
        response={200: record_schema(dataset, **more) if more else record, **ERRORS_OF_ONE},
        operation_id=f"{dataset.name}_eintrag",
        url_name=f"api_{dataset.name}_eintrag",
        summary=f"{dataset.title}: ein Eintrag",
        description="Ein Eintrag mit seiner dauerhaften Kennung.",
        tags=[str(dataset.title)],
    )(_one(dataset, detail))


def _list(dataset: Dataset) -> Callable[..., dict[str, Any]]:
    parameters: Any = PARAMETERS.get(dataset.name, PageParameters)

    def listed(request: HttpRequest, wanted: Query[parameters]) -> dict[str, Any]:
        only_known(request, parameters)
        rows = dataset.public()
        if isinstance(wanted, ListParameters):
            rows = wanted.narrow(rows)
        keys, cursor = cut_keys(rows, wanted)
        found = dataset.full(dataset.public().filter(pk__in=keys).order_by("pk"))
        return {
            "items": [dataset.record(row) for row in found],
            "next": address_of_next(request, cursor),
        }

    return listed


def _one(dataset: Dataset, detail: Detail | None) -> Callable[..., dict[str, Any]]:
    def one(request: HttpRequest, id: UUID = KEY) -> dict[str, Any]:
        only_known(request)
        row = dataset.full(dataset.public().filter(uuid=id)).first()
        if row is None:
            raise Http404
        record = dataset.record(row)
        return detail(row, record) if detail else record

    return one
