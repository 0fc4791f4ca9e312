"""The shapes of the answers, read from the description of the data sets: one place says what a column means."""

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import create_model

from website.open_data.datasets import Column, ColumnType, Dataset

TYPES: dict[ColumnType, Any] = {
    ColumnType.IDENTIFIER: UUID,
    ColumnType.TEXT: str,
    ColumnType.INTEGER: int,
    ColumnType.NUMBER: float,
    ColumnType.BOOLEAN: bool,
    ColumnType.DATE: dt.date,
    ColumnType.ADDRESS: str,
    ColumnType.LIST: list[str],
}


def record_schema(dataset: Dataset, **more: Any) -> type[Schema]:
    """One row of `dataset`; `more` are fields that only the answer for one row has."""
    fields: dict[str, Any] = {column.name: (_type(column), _field(column)) for column in dataset.columns}
    name = _class_name(dataset) + ("Ausfuehrlich" if more else "")
    return create_model(name, __base__=Schema, __doc__=str(dataset.description), **fields, **more)


def page_schema(record: type[Schema]) -> type[Schema]:
    return create_model(
        f"Seite{record.model_config.get('title') or record.__name__}",
        __base__=Schema,
        __doc__="Eine Seite einer Liste.",
        items=(list[record], Field(description="Die Einträge dieser Seite.")),  # type: ignore[valid-type]
        next=(
            str | None,
            Field(
                description="Adresse der nächsten Seite; leer (null) auf der letzten.",
                examples=["https://portal.example/api/v1/massnahmen?cursor=00000000000000ff"],
            ),
        ),
    )


def _class_name(dataset: Dataset) -> str:
    return dataset.name.capitalize()


def _type(column: Column) -> Any:
    found = Literal[tuple(code for code, _word in column.choices)] if column.choices else TYPES[column.type]
    return found | None if column.nullable else found


def _field(column: Column) -> Any:
    unit = f" Einheit: {column.unit}." if column.unit else ""
    return Field(description=f"{column.description}{unit}", examples=[_example(column)])


def _example(column: Column) -> Any:
    match column.type:
        case ColumnType.INTEGER:
            return int(column.example)
        case ColumnType.NUMBER:
            return float(column.example)
        case ColumnType.BOOLEAN:
            return column.example == "true"
        case ColumnType.LIST:
            return [column.example]
    return column.example
