"""The history of an invented round bears the days on which it was played, not that of loading it."""

import datetime as dt

from reporting.models import (
    CommitteeReport,
    Consultation,
    Participation,
    ProgressReport,
    QueryRequest,
    ReportText,
    StatusQuery,
)

PLAYED = (StatusQuery, QueryRequest, Participation, ProgressReport, ReportText, CommitteeReport, Consultation)


def date_back(moment: dt.datetime, *, loaded_since: dt.datetime) -> None:
    """Everything saved since then happened at `moment`; what was dated back before is older and stays."""
    for model in PLAYED:
        model.history.filter(history_date__gte=loaded_since).update(history_date=moment)
