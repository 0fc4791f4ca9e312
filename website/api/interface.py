"""The interface put together: its data sets, the reports, and the list of what there is."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.renderers import JSONRenderer
from pydantic import ConfigDict

from website.open_data.datasets import DATASETS

from .description import DESCRIPTION, ROOT, TITLE, PortalAPI
from .operations import add_dataset
from .parameters import only_known
from .problems import Problem, register
from .reports import add_reports
from .sheet import MORE, whole_sheet


class Entrance(Schema):
    """Was es in der Schnittstelle gibt."""

    model_config = ConfigDict(title="Uebersicht")

    listen: dict[str, str] = Field(
        description="Name und Adresse jeder Liste.",
        examples=[{"massnahmen": "https://portal.example/api/v1/massnahmen"}],
    )
    beschreibung: str = Field(description="Adresse der Beschreibung als OpenAPI-Dokument.")
    dokumentation: str = Field(description="Adresse der Dokumentation zum Lesen.")


def entrance(request: HttpRequest) -> dict[str, Any]:
    only_known(request)
    here = f"{settings.SITE_URL}{ROOT}"
    return {
        "listen": {name: f"{here}/{name}" for name in [*DATASETS, "berichte"]},
        "beschreibung": f"{here}/openapi.json",
        "dokumentation": f"{here}/dokumentation/",
    }


class Renderer(JSONRenderer):
    """Letters as they are: half as long, and readable."""

    json_dumps_params: Mapping[str, Any] = MappingProxyType({"ensure_ascii": False})


api = PortalAPI(title=TITLE, version="1", description=DESCRIPTION, docs_url=None, renderer=Renderer())
register(api)
api.get(
    "/",
    response={200: Entrance, 422: Problem},
    operation_id="uebersicht",
    url_name="api_entrance",
    summary="Übersicht",
    description="Welche Listen es gibt, und wo sie beschrieben sind.",
    tags=["Übersicht"],
)(entrance)
for dataset in DATASETS.values():
    if dataset.name == "massnahmen":
        add_dataset(api, dataset, detail=whole_sheet, more=MORE)
    else:
        add_dataset(api, dataset)
add_reports(api)
