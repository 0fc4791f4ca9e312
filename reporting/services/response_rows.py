"""The requests of a query as rows of a table file, one after the other as the database gives them."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from documents.tables import GERMAN, Cell, csv_rows
from reporting.models import ANSWERED, QueryRequest, StatusQuery
from reporting.models.request_set import QueryRequestSet

from .responses.people import AskedPeople

#: So many requests are read at once.
CHUNK = 1000
Row = list[Cell]


def response_lines(query: StatusQuery, *, on: dt.date) -> Iterator[bytes]:
    """The file piece by piece, so that a large query needs no more memory than a small one."""
    return csv_rows(response_rows(query, on=on), GERMAN)


def response_rows(query: StatusQuery, *, on: dt.date) -> Iterator[Row]:
    """A heading, then one row per request; two statements, however many requests."""
    requests: QueryRequestSet = query.requests.all()
    people = AskedPeople(requests)
    yield [
        _("Handlungsfeld"),
        _("Nummer"),
        _("Maßnahme"),
        _("Organisation"),
        _("Gefragt wird"),
        _("E-Mail-Adresse"),
        _("Stand"),
        _("Frist"),
        _("verlängert bis"),
        _("zuerst eingereicht am"),
        _("rechtzeitig"),
        _("überfällig"),
        _("Grund, warum keine Antwort nötig ist"),
    ]
    shown = requests.with_names().with_days().only(*_SHOWN)
    for request in shown.order_by(*_ORDER).iterator(chunk_size=CHUNK):
        yield _row(request, people, on=on)


_ORDER = ("measure__field_of_action__number", "measure__number", "organisation__name", "pk")
#: Without the long texts of measures, which would be read once per request.
_SHOWN = (
    "state",
    "extended_to",
    "withdrawal_reason",
    "query__due_on",
    "measure__number",
    "measure__title",
    "measure__field_of_action__number",
    "organisation__name",
    "contact__name",
    "contact__email",
)


def _row(request: QueryRequest, people: AskedPeople, *, on: dt.date) -> Row:
    person, measure = people.of(request), request.measure
    return [
        measure.field_of_action.number,
        measure.code,
        measure.title,
        request.organisation.name,
        person.name,
        person.email,
        request.get_state_display(),
        request.query.due_on,
        request.extended_to,
        _first_day(request),
        _in_time(request),
        _("ja") if request.is_overdue(on=on) else _("nein"),
        request.withdrawal_reason,
    ]


def _first_day(request: QueryRequest) -> dt.date | None:
    """The local day; what came in before requests noted it is dated by the report."""
    day: dt.date | None = request.answered_on  # type: ignore[attr-defined]
    return day


def _in_time(request: QueryRequest) -> Cell:
    """Empty while there is no answer."""
    day = _first_day(request)
    if request.state not in ANSWERED:
        return None
    return _("ja") if day is None or day <= request.deadline else _("nein")
