"""Which rows a download holds: all of a data set, or those of the list of measures with its filters."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import translation
from django.utils.http import urlencode

from measures.facets import facets
from measures.filters import PAGE, VIEW, MeasureFilter
from measures.models import Measure

from .dataset import Dataset
from .described.measures import MEASURES
from .part import NamedFilter, Part

#: What the address of the page may have beside its filters; it never changes which rows there are.
OF_THE_PAGE = {PAGE, VIEW}


@dataclass(frozen=True)
class Selection:
    rows: QuerySet[Any]
    #: Names the choice, the same for the same rows in the same order; empty for all of them in their own.
    key: str = ""
    #: What the file says about the choice; None for all rows, in whatever order.
    part: Part | None = None
    #: The filter that is not valid, with its errors in words.
    refused: MeasureFilter | None = None
    #: What the address names and no file knows: leaving it out unseen would give more than was asked for.
    unknown: tuple[str, ...] = ()

    @property
    def is_part(self) -> bool:
        return self.part is not None

    @property
    def is_refused(self) -> bool:
        return self.refused is not None or bool(self.unknown)

    def exceeds(self, number: int) -> bool:
        return self.rows.order_by()[number : number + 1].exists()


def known_filters(dataset: Dataset) -> list[str]:
    return list(MeasureFilter.base_filters) if dataset is MEASURES else []


def select(dataset: Dataset, chosen: QueryDict, *, on: dt.date) -> Selection:
    """The filters of the page of the measures count here too; other data sets have none."""
    known = {*known_filters(dataset), *(OF_THE_PAGE if dataset is MEASURES else ())}
    if unknown := sorted(set(chosen) - known):
        return _unknown(dataset, unknown)
    if not set(chosen) - OF_THE_PAGE:
        return Selection(dataset.public())
    shown = Measure.objects.published().with_current_status().in_document_order()
    found = MeasureFilter(chosen, shown, facets=facets(), on=on)
    # As long as nothing is assigned, the page has no such filter.
    if missing := [name for name in chosen if chosen[name] and name not in {*found.filters, *OF_THE_PAGE}]:
        return _unknown(dataset, missing)
    if not found.is_valid():
        return Selection(dataset.public().none(), refused=found)
    values = sorted(found.values().items())
    if not values:
        return Selection(dataset.public())
    # The day belongs to it: what runs out today is no longer found tomorrow.
    return Selection(found.qs, urlencode([*values, ("am", on.isoformat())]), _part(found, urlencode(values)))


def _part(found: MeasureFilter, query: str) -> Part | None:
    """Only another order leaves nothing out."""
    narrowing = sorted(found.narrowing().items())
    return Part(_in_words(found, narrowing), query) if narrowing else None


def _unknown(dataset: Dataset, names: Iterable[str]) -> Selection:
    return Selection(dataset.public().none(), unknown=tuple(names))


def _in_words(found: MeasureFilter, values: list[tuple[str, str]]) -> tuple[NamedFilter, ...]:
    """In the portal's own language, as all that a file says."""
    with translation.override(settings.LANGUAGE_CODE):
        fields = found.form.fields
        return tuple(
            NamedFilter(name, value, str(fields[name].label), found.shown(name, value))
            for name, value in values
        )
