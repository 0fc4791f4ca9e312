"""A Vorlage as PDF."""

import datetime as dt

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from documents.pdf import LARGE, Limits, make_pdf
from reporting.papers import PaperContent

from .report_pdf import Progress, day_of_closing, results_context


def paper_pdf(content: PaperContent, *, progress: Progress | None = None, limits: Limits = LARGE) -> bytes:
    """The same content gives the same bytes; raises `documents.pdf.PdfError`."""
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "paper": content,
            "is_draft": content.is_draft,
            "results": content.results,
            **results_context(content.results),
        }
        html = render_to_string("reporting/documents/paper.html", context)
    return make_pdf(html, created=_created(content), limits=limits, progress=progress)


def _created(content: PaperContent) -> dt.datetime:
    if content.dated_on is None:
        return day_of_closing(content.results)
    return timezone.make_aware(dt.datetime.combine(content.dated_on, dt.time()))
