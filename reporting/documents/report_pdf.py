"""The report of a query as PDF."""

import datetime as dt

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from documents.pdf import LARGE, make_pdf
from documents.progress import Progress
from reporting.results import Results

from .charts import report_charts
from .parts import field_parts


def report_pdf(results: Results, *, progress: Progress | None = None) -> bytes:
    """The same results give the same bytes; raises `documents.pdf.PdfError`. Takes minutes for very many measures."""
    with translation.override(settings.LANGUAGE_CODE):
        html = render_to_string(
            "reporting/documents/report.html", {"results": results, **results_context(results, draws=True)}
        )
    return make_pdf(html, created=day_of_closing(results), limits=LARGE, progress=progress)


def results_context(results: Results, *, draws: bool) -> dict[str, object]:
    """What the templates of the results need beside them; `draws` as for `field_parts`."""
    return {
        "office": settings.PORTAL_OFFICE,
        "parts": field_parts(results, draws=draws),
        "charts": report_charts(results),
    }


def day_of_closing(results: Results) -> dt.datetime:
    """The time that documents carry: of the cut, not of the making."""
    day = dt.date.fromisoformat(results.query["closed_on"])
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
