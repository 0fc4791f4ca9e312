"""A column of a data set: its name, what it means, and how its value is read from a row of the database."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

Text = str | Promise
#: What a cell holds. A missing value is None, never an empty text.
Value = str | int | Decimal | bool | dt.date | UUID | list[str] | None


class ColumnType(StrEnum):
    IDENTIFIER = "identifier"
    TEXT = "text"
    CODE = "code"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    ADDRESS = "address"
    LIST = "list"

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS: dict[ColumnType, Text] = {
    ColumnType.IDENTIFIER: _("Kennung (UUID)"),
    ColumnType.TEXT: _("Text"),
    ColumnType.CODE: _("Code"),
    ColumnType.INTEGER: _("ganze Zahl"),
    ColumnType.NUMBER: _("Zahl"),
    ColumnType.BOOLEAN: _("ja oder nein"),
    ColumnType.DATE: _("Tag (JJJJ-MM-TT)"),
    ColumnType.ADDRESS: _("Internetadresse"),
    ColumnType.LIST: _("mehrere Texte, mit | getrennt"),
}


@dataclass(frozen=True)
class Column:
    name: str
    type: ColumnType
    description: Text
    #: Reads the value from the object that the data set's query found.
    value: Callable[[Any], Value]
    example: str
    unit: Text = ""
    nullable: bool = False
    #: Of a code: every value that may stand there, and what it means.
    choices: tuple[tuple[str, Text], ...] = ()
    #: Name of the data set whose `id` stands here.
    refers_to: str = ""


def identifier(description: Text = "") -> Column:
    return Column(
        name="id",
        type=ColumnType.IDENTIFIER,
        description=description or _("Dauerhafte Kennung der Zeile. Sie ändert sich nie."),
        value=lambda row: row.uuid,
        example="0b6c7a9e-5f0d-4c38-9f0f-2f5d1a4c8e11",
    )


def reference(
    name: str,
    refers_to: str,
    description: Text,
    value: Callable[[Any], UUID | None],
    *,
    nullable: bool = False,
) -> Column:
    return Column(
        name=name,
        type=ColumnType.IDENTIFIER,
        description=description,
        value=value,
        example="5d1f5a52-90a4-4a52-8d7c-5f2f0f6c3b77",
        nullable=nullable,
        refers_to=refers_to,
    )


def address(description: Text, path: Callable[[Any], str], example: str) -> Column:
    return Column(
        name="adresse",
        type=ColumnType.ADDRESS,
        description=description,
        value=lambda row: settings.SITE_URL + path(row),
        example=example,
    )


def text(
    name: str,
    description: Text,
    value: Callable[[Any], str | None],
    example: str,
    *,
    nullable: bool = False,
    unit: Text = "",
) -> Column:
    """A text; an empty one is no value where the column may be without."""
    read: Callable[[Any], Value] = (lambda row: value(row) or None) if nullable else value
    return Column(name, ColumnType.TEXT, description, read, example, unit=unit, nullable=nullable)


def coded(
    name: str,
    description: Text,
    value: Callable[[Any], str | None],
    choices: Iterable[tuple[str, Text]],
    *,
    nullable: bool = False,
) -> tuple[Column, Column]:
    """Two columns: the code, which never changes, and the word that the portal shows for it."""
    pairs = tuple(choices)
    words = dict(pairs)

    def word(row: Any) -> str | None:
        code = value(row)
        return str(words[code]) if code else None

    code = Column(
        name=f"{name}_code",
        type=ColumnType.CODE,
        description=format_lazy(_("Fester Code zur Spalte „{name}“."), name=name),
        value=lambda row: value(row) or None,
        example=pairs[0][0],
        nullable=nullable,
        choices=pairs,
    )
    return code, Column(name, ColumnType.TEXT, description, word, str(pairs[0][1]), nullable=nullable)


def number(
    name: str, description: Text, value: Callable[[Any], Decimal | None], example: str, *, unit: Text = ""
) -> Column:
    return Column(name, ColumnType.NUMBER, description, value, example, unit=unit, nullable=True)


def integer(name: str, description: Text, value: Callable[[Any], int], example: str) -> Column:
    return Column(name, ColumnType.INTEGER, description, value, example)


def boolean(name: str, description: Text, value: Callable[[Any], bool]) -> Column:
    return Column(name, ColumnType.BOOLEAN, description, value, "false")


def date(
    name: str,
    description: Text,
    value: Callable[[Any], dt.date | None],
    example: str,
    *,
    nullable: bool = False,
) -> Column:
    return Column(name, ColumnType.DATE, description, value, example, nullable=nullable)


def list_of(name: str, description: Text, value: Callable[[Any], list[str]], example: str) -> Column:
    return Column(name, ColumnType.LIST, description, value, example)


def references(
    name: str, refers_to: str, description: Text, value: Callable[[Any], Iterable[UUID]]
) -> Column:
    return Column(
        name=name,
        type=ColumnType.LIST,
        description=description,
        value=lambda row: [str(key) for key in value(row)],
        example="5d1f5a52-90a4-4a52-8d7c-5f2f0f6c3b77",
        refers_to=refers_to,
    )


def local_day(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localtime(moment).date() if moment else None
