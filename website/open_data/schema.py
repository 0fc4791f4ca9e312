"""The JSON files described for programs: JSON Schema, draft 2020-12 (https://json-schema.org/draft/2020-12)."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from .apostrophe import RULE
from .columns import Column, ColumnType
from .dataset import Dataset
from .datasets import DATASETS

TYPES: dict[ColumnType, dict[str, Any]] = {
    ColumnType.IDENTIFIER: {"type": "string", "format": "uuid"},
    ColumnType.TEXT: {"type": "string"},
    ColumnType.CODE: {"type": "string"},
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.NUMBER: {"type": "number"},
    ColumnType.BOOLEAN: {"type": "boolean"},
    ColumnType.DATE: {"type": "string", "format": "date"},
    ColumnType.ADDRESS: {"type": "string", "format": "uri"},
    ColumnType.LIST: {"type": "array", "items": {"type": "string"}},
}
TEXT, ADDRESS = TYPES[ColumnType.TEXT], TYPES[ColumnType.ADDRESS]


def json_schema() -> dict[str, Any]:
    """A file is of the data set that it names; `$defs` holds the record of each."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": settings.SITE_URL + reverse("website:open_data_schema"),
            "title": f"{settings.PORTAL_TITLE} {settings.PORTAL_CITY}",
            "description": str(RULE),
            "oneOf": [_file(dataset) for dataset in DATASETS.values()],
            "$defs": {name: _record(dataset) for name, dataset in DATASETS.items()},
        }


def _file(dataset: Dataset) -> dict[str, Any]:
    return {
        "title": str(dataset.title),
        "description": str(dataset.description),
        "type": "object",
        "properties": {
            "datensatz": {"const": dataset.name},
            "titel": TEXT,
            "beschreibung": TEXT,
            "herausgeber": TEXT,
            "quellenangabe": TEXT,
            "lizenz": {
                "type": "object",
                "properties": {"name": TEXT, "adresse": ADDRESS},
                "required": ["name", "adresse"],
            },
            "stand": {"type": ["string", "null"], "format": "date-time"},
            "schema": ADDRESS,
            "erklaerung": ADDRESS,
            "auswahl": _selection(),
            "daten": {"type": "array", "items": {"$ref": f"#/$defs/{dataset.name}"}},
        },
        "required": ["datensatz", "lizenz", "quellenangabe", "auswahl", "daten"],
    }


def _selection() -> dict[str, Any]:
    said = {"name": TEXT, "wert": TEXT, "titel": TEXT, "bedeutung": TEXT}
    return {
        "description": str(
            _("Mit welchen Filtern die Datei geladen wurde. Leer (null): der ganze Datensatz.")
        ),
        "type": ["object", "null"],
        "properties": {
            "filter": {
                "type": "array",
                "items": {"type": "object", "properties": said, "required": list(said)},
            },
            "adresse": ADDRESS,
            "zeilen": {"type": "integer", "description": str(_("Zahl der Zeilen dieser Auswahl."))},
        },
        "required": ["filter", "adresse", "zeilen"],
    }


def _record(dataset: Dataset) -> dict[str, Any]:
    return {
        "title": str(dataset.title),
        "type": "object",
        "properties": {column.name: _value(column) for column in dataset.columns},
        "required": dataset.names,
        "additionalProperties": False,
    }


def _value(column: Column) -> dict[str, Any]:
    described = {**TYPES[column.type], "description": str(column.description)}
    if column.choices:
        described["enum"] = [code for code, _word in column.choices] + ([None] if column.nullable else [])
    if column.nullable:
        described["type"] = [described["type"], "null"]
    return described
