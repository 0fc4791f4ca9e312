"""All data sets of the portal, each described once: files, dictionary, schema, catalogue and API read from here."""

from .columns import Column, ColumnType, Value
from .dataset import Dataset
from .described.concept import FIELDS, GOALS
from .described.indicators import INDICATORS, VALUES
from .described.measure_parts import RESPONSIBILITIES, STATUSES_OVER_TIME
from .described.measures import MEASURES
from .described.organisations import ORGANISATIONS, STATEMENTS
from .described.sheet_parts import RESOURCES, REVIEWS, STEPS

__all__ = ["DATASETS", "Column", "ColumnType", "Dataset", "Value"]

#: In the order in which people are shown them; the names stand in addresses.
DATASETS: dict[str, Dataset] = {
    each.name: each
    for each in (
        MEASURES,
        STATUSES_OVER_TIME,
        STATEMENTS,
        INDICATORS,
        VALUES,
        STEPS,
        REVIEWS,
        RESOURCES,
        RESPONSIBILITIES,
        ORGANISATIONS,
        FIELDS,
        GOALS,
    )
}
