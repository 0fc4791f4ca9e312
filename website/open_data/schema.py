"""The JSON files described for programs: JSON Schema, draft 2020-12 (https://json-schema.org/draft/2020-12)."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

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
            "daten": {"type": "array", "items": {"$ref": f"#/$defs/{dataset.name}"}},
        },
        "required": ["datensatz", "lizenz", "quellenangabe", "daten"],
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
