"""A Vorlage as PDF."""

import datetime as dt

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from documents.pdf import LARGE, make_pdf, make_pdf_now
from documents.progress import Progress
from reporting.papers import PaperContent

from .report_pdf import day_of_closing, results_context


def paper_pdf(content: PaperContent, *, progress: Progress | None = None) -> bytes:
    """The same content gives the same bytes; raises `documents.pdf.PdfError`."""
    return make_pdf(_html(content), created=_created(content), limits=LARGE, progress=progress)


def paper_pdf_now(content: PaperContent) -> bytes:
    """For somebody who waits; raises `documents.pdf.NoPlaceError` where others wait already."""
    return make_pdf_now(_html(content), created=_created(content))


def _html(content: PaperContent) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "paper": content,
            "is_draft": content.is_draft,
            "results": content.results,
            # A time line or a series stands in the report only.
            **results_context(content.results, draws=False),
        }
        return render_to_string("reporting/documents/paper.html", context)


def _created(content: PaperContent) -> dt.datetime:
    if content.dated_on is None:
        return day_of_closing(content.results)
    return timezone.make_aware(dt.datetime.combine(content.dated_on, dt.time()))
