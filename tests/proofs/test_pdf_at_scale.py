"""The PDF of a report takes little time and memory, and of a large one as much as a job may take.

pytest -m proof tests/proofs/test_pdf_at_scale.py -s
"""

import datetime as dt
import resource
import statistics
import time

import pytest

from measures.models import Attainment, Indicator, IndicatorValue, Measure, MeasureStatus
from reporting.documents.report_pdf import report_pdf
from reporting.models import ProgressReport, QueryRequest, ReportState, RequestState, StatusQuery
from reporting.results import Results, results_of
from reporting.services.queries import close_query, open_query
from tests.documents.pdfs import Opened
from tests.proofs.states import NOW, make_state

pytestmark = [pytest.mark.proof, pytest.mark.django_db]

CLOSED = dt.datetime(2026, 11, 2, 8, 0, tzinfo=dt.UTC)
SAID = "Ein Satz, wie er in einem Sachstand steht, mit Zahlen wie 41 und einem Ausblick. " * 4


def closed(measures: int) -> StatusQuery:
    """Every organisation has answered, a tenth of the measures is late, each has two indicators."""
    query = make_state(measures, max(5, measures // 10), prefix=f"p{measures}")
    query = open_query(query=query, version=query.version, waived=[], user=None, now=NOW)
    sheets = list(query.measures.order_by("pk"))
    MeasureStatus.objects.bulk_create(
        _status(number, sheet, query.as_of) for number, sheet in enumerate(sheets)
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(measure=sheet, number=number, text=f"Teilziel {number}: mehr Teilnehmende erreichen")
        for sheet in sheets
        for number in (1, 2)
    )
    IndicatorValue.objects.bulk_create(
        IndicatorValue(indicator=each, as_of=query.as_of, attainment=Attainment.REACHED, value=41)
        for each in indicators
    )
    requests = list(query.requests.select_related("organisation"))
    ProgressReport.objects.filter(request__in=requests).delete()
    ProgressReport.objects.bulk_create(_report(request) for request in requests)
    query.requests.update(state=RequestState.APPROVED, first_submitted_at=NOW)
    query.refresh_from_db()
    return close_query(query=query, version=query.version, now=CLOSED)


def _status(number: int, sheet: Measure, as_of: dt.date) -> MeasureStatus:
    late = {"course": "delayed", "delay_reason": "staff", "countermeasure": "Die Stelle wird besetzt."}
    axes = late if number % 10 == 0 else {"course": "on_track"}
    return MeasureStatus(measure=sheet, as_of=as_of, status="in_progress", **axes)


def _report(request: QueryRequest) -> ProgressReport:
    return ProgressReport(
        request=request,
        measure_id=request.measure_id,
        organisation_id=request.organisation_id,
        as_of=request.query.as_of,
        status="in_progress",
        course="on_track",
        text=SAID,
        next_steps="Der nächste Kurs beginnt im Frühjahr.",
        state=ReportState.APPROVED,
        submitted_at=NOW,
        approved_at=NOW,
    )


def taken(results: Results) -> tuple[bytes, float]:
    started = time.monotonic()
    return report_pdf(results), time.monotonic() - started


def largest_child() -> int:
    """The most that any child of this process has held in memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


# In this order, since the memory of the children is known as a maximum only.
@pytest.mark.parametrize(
    ("measures", "runs", "seconds", "megabytes"), [(18, 3, 3, 300), (1_000, 1, 240, 1_500)]
)
def test_pdf_of_a_report(measures: int, runs: int, seconds: int, megabytes: int) -> None:
    results = results_of(closed(measures))
    made = [taken(results) for _ in range(runs)]
    median, memory = statistics.median(span for _content, span in made), largest_child()
    content = made[0][0]
    pages = len(Opened(content).pages)
    print(f"\n{measures} measures: {median:.2f} s, {memory} MB, {pages} pages, {len(content) // 1024} kB")  # noqa: T201
    assert median <= seconds
    assert memory <= megabytes
    assert {each for each, _span in made} == {content}
