"""Which rows a download holds: all of a data set, or those of the list of measures with its filters."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from measures.facets import facets
from measures.filters import MeasureFilter
from measures.models import Measure

from .dataset import Dataset
from .described.measures import MEASURES


@dataclass(frozen=True)
class Selection:
    rows: QuerySet[Any]
    #: Names the choice, the same for the same rows; empty for all of them.
    key: str = ""
    #: The filter that is not valid, with its errors in words.
    refused: MeasureFilter | None = None

    @property
    def is_part(self) -> bool:
        return bool(self.key)

    def exceeds(self, number: int) -> bool:
        return self.rows.order_by()[number : number + 1].exists()


def select(dataset: Dataset, chosen: QueryDict, *, on: dt.date) -> Selection:
    """The filters of the page of the measures count here too; other data sets have none."""
    if dataset is not MEASURES or not set(chosen) & set(MeasureFilter.base_filters):
        return Selection(dataset.public())
    shown = Measure.objects.published().with_current_status().in_document_order()
    found = MeasureFilter(chosen, shown, facets=facets(), on=on)
    if not found.is_valid():
        return Selection(dataset.public().none(), refused=found)
    values = sorted((name, str(value)) for name, value in found.form.cleaned_data.items() if value)
    if not values:
        return Selection(dataset.public())
    # The day belongs to it: what runs out today is no longer found tomorrow.
    return Selection(found.qs, key=urlencode([*values, ("am", on.isoformat())]))
