"""The whole concept with the state of its measures as one PDF: made by a job when the content changed, and kept."""

import datetime as dt
import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone, translation

from documents.pdf import LARGE, fingerprint, make_pdf
from fields.models import Chapter, Concept
from measures.models import Measure
from reporting.models import Job, JobKind

from . import kept_files
from .models import OpenDataFile
from .open_data.version import content_state

NAME = "konzept.pdf"
SUBJECT = f"concept_pdf:{NAME}"


@dataclass(frozen=True)
class Part:
    """A chapter, with its measures where it belongs to a Handlungsfeld; `level` is that of its heading."""

    chapter: Chapter
    level: int
    measures: list[Measure]


def kept_concept() -> OpenDataFile | None:
    return kept_files.kept(NAME)


def pending_job() -> Job | None:
    return Job.objects.latest_for(SUBJECT)


def queue_outdated_concept(now: dt.datetime) -> None:
    """Run with every round of the jobs: a request for reading changes nothing, so it cannot queue anything itself."""
    if not Concept.objects.in_force().exists():
        return
    kept = kept_concept()
    if kept and (kept.created_at > now - kept_files.PAUSE or kept.content_version == content_version()):
        return
    kept_files.queue(JobKind.CONCEPT_PDF, SUBJECT, {}, now=now)


def content_version() -> str:
    """Chapters are no open data, so their newest change counts beside it."""
    chapters = Chapter.history.aggregate(newest=Max("history_id"))["newest"]
    rows = Chapter.objects.aggregate(newest=Max("pk"))["newest"]
    said = f"{content_state().version} {chapters} {rows} {fingerprint('')}"
    return hashlib.sha256(said.encode()).hexdigest()


def build_concept_pdf(
    payload: Mapping[str, Any], now: dt.datetime, progress: Callable[[int, int], None]
) -> None:
    """Job CONCEPT_PDF; the version is read before the content, so that a change meanwhile makes the file outdated."""
    concept = Concept.objects.in_force().first()
    if concept is None:
        return
    version = content_version()
    html = concept_html(concept, on=timezone.localdate(now))
    created = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    content = make_pdf(html, created=created, limits=LARGE, progress=progress)
    kept_files.put(NAME, io.BytesIO(content), version=version, now=now)


def concept_html(concept: Concept, *, on: dt.date) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        context = {"concept": concept, "parts": _parts(concept), "office": settings.PORTAL_OFFICE, "on": on}
        return render_to_string("website/documents/concept.html", context)


def _parts(concept: Concept) -> list[Part]:
    """In the order of the document; a constant number of statements."""
    measures = Measure.objects.published().with_sheet().in_document_order()
    by_field: dict[int, list[Measure]] = {}
    for measure in measures:
        by_field.setdefault(measure.field_of_action_id, []).append(measure)
    parts = []
    for chapter, sections in Chapter.objects.filter(concept=concept).with_field().as_tree():
        for each, level in [(chapter, 2), *((section, 3) for section in sections)]:
            parts.append(Part(each, level, by_field.get(each.field_of_action_id or 0, [])))
    return parts
