"""A state that nobody confirmed in a query stands in its report as it was known before, and says so."""

import datetime as dt

from reporting.frozen import Part
from reporting.models import RequestState

from .reading import day


def carried_from(entry: Part) -> dt.date | None:
    """The day of a state to which this query brought neither an approved answer nor one unasked; else None."""
    if not entry["status"] or entry["unasked"]:
        return None
    if any(answer["state"] == RequestState.APPROVED for answer in entry["answers"]):
        return None
    return day(entry["status"]["as_of"])
