"""How a data set is written: CSV in two variants, JSON, and a workbook of Excel."""

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from documents.tables import GERMAN, RFC_4180, Cell, Variant, csv_rows
from documents.texts import clean

from .apostrophe import BRIEFLY
from .columns import Text, Value
from .dataset import Dataset
from .licence import attribution, data_licence
from .part import Part
from .rows import Row
from .version import ContentState

#: Between the values of a list in a cell; in a value itself it would be read as two.
SEPARATOR = " | "
XLSX = "xlsx"

Rows = Iterable[Row]


@dataclass(frozen=True)
class Format:
    """`ending` stands in the address after the name of the data set."""

    ending: str
    label: Text
    note: Text
    content_type: str
    #: As the media types of IANA and the file types of the EU name it.
    media_type: str
    file_type: str


FORMATS = {
    each.ending: each
    for each in (
        Format(
            "csv",
            _("CSV für Tabellenprogramme"),
            format_lazy(
                "{} {}",
                _("Semikolon, Dezimalkomma. Öffnet sich in Excel und LibreOffice mit einem Doppelklick."),
                BRIEFLY,
            ),
            "text/csv; charset=utf-8",
            "text/csv",
            "CSV",
        ),
        Format(
            "rfc4180.csv",
            _("CSV für Programme"),
            format_lazy(
                "{} {} {}",
                _("Komma, Dezimalpunkt, nach der Norm RFC 4180."),
                BRIEFLY,
                _("Wer den genauen Wortlaut braucht, nimmt die JSON-Datei."),
            ),
            "text/csv; charset=utf-8",
            "text/csv",
            "CSV",
        ),
        Format(
            "json",
            _("JSON für Programme"),
            _("Mit Angaben zu Lizenz und Stand. Das Schema beschreibt den Aufbau."),
            "application/json",
            "application/json",
            "JSON",
        ),
        Format(
            XLSX,
            _("Excel-Datei"),
            _("Mit echten Zahlen und Tagen. Ein zweites Blatt erklärt die Spalten."),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "XLSX",
        ),
    )
}


def write_pieces(
    dataset: Dataset, rows: Iterator[Row], ending: str, state: ContentState, part: Part | None = None
) -> Iterator[bytes]:
    """The file in pieces; whoever stops reading ends the reading of the database too."""
    with closing(rows):  # type: ignore[type-var]
        if ending == "json":
            yield from json_pieces(dataset, rows, state, part)
        else:
            yield from csv_pieces(dataset, rows, RFC_4180 if ending == "rfc4180.csv" else GERMAN)


def csv_pieces(dataset: Dataset, rows: Rows, variant: Variant) -> Iterator[bytes]:
    def table() -> Iterator[list[Cell]]:
        yield list(dataset.names)
        for row in rows:
            yield [cell(value) for value in row]

    return csv_rows(table(), variant)


def json_pieces(
    dataset: Dataset, rows: Rows, state: ContentState, part: Part | None = None
) -> Iterator[bytes]:
    """What it is and under which licence, then a record per line, then what they were chosen by, with their number."""
    head = json.dumps(metadata(dataset, state), ensure_ascii=False, indent=1)
    yield head.removesuffix("\n}").encode() + b',\n "daten": ['
    count = 0
    for count, row in enumerate(rows, start=1):
        record = {name: json_value(value) for name, value in zip(dataset.names, row, strict=True)}
        separator = "\n  " if count == 1 else ",\n  "
        yield (separator + json.dumps(record, ensure_ascii=False)).encode()
    chosen = json.dumps(_selected(part, dataset, count) if part else None, ensure_ascii=False)
    yield f'\n ],\n "auswahl": {chosen}\n}}\n'.encode()


def metadata(dataset: Dataset, state: ContentState) -> dict[str, object]:
    with translation.override(settings.LANGUAGE_CODE):
        title, description = str(dataset.title), str(dataset.description)
    licence = data_licence()
    return {
        "datensatz": dataset.name,
        "titel": title,
        "beschreibung": description,
        "herausgeber": settings.PORTAL_CITY,
        "lizenz": {"name": licence.name, "adresse": licence.url},
        "quellenangabe": attribution(),
        "stand": state.changed_at.isoformat(timespec="seconds") if state.changed_at else None,
        "schema": settings.SITE_URL + reverse("website:open_data_schema"),
        "erklaerung": f"{settings.SITE_URL}{reverse('website:open_data_dictionary')}#{dataset.name}",
    }


def _selected(part: Part, dataset: Dataset, count: int) -> dict[str, object]:
    """That it is not the whole data set, and why."""
    return {
        "filter": [
            {"name": each.name, "wert": each.value, "titel": each.label, "bedeutung": each.words}
            for each in part.filters
        ],
        "adresse": part.address(dataset.name, "json"),
        "zeilen": count,
    }


def cell(value: Value) -> Cell:
    if isinstance(value, list):
        return SEPARATOR.join(clean(item).replace("|", "/") for item in value)
    return str(value) if isinstance(value, UUID) else value


def json_value(value: Value) -> object:
    if isinstance(value, list):
        return [clean(item) for item in value]
    if isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return clean(value) if isinstance(value, str) else str(value)
