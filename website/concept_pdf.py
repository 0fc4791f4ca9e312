"""The whole concept with the state of its measures as one PDF: made by a job when the content changed, and kept."""

import datetime as dt
import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone, translation

from documents.pdf import LARGE, fingerprint, make_pdf
from fields.models import Chapter, Concept
from measures.models import Measure
from reporting.models import Job, JobKind
from reporting.services.jobs import queue_job

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
    """None where there is none yet, and as soon as fewer measures are public than when it was made."""
    return kept_files.kept(NAME, rows=_rows())


def pending_job() -> Job | None:
    return Job.objects.latest_for(SUBJECT)


def queue_outdated_concept(now: dt.datetime) -> None:
    """Run with every round of the jobs: a request for reading changes nothing, so it cannot queue anything itself."""
    concept = Concept.objects.in_force().first()
    if concept is None:
        kept_files.drop([NAME])
        return
    kept = kept_files.look_after(NAME, rows=_rows(), now=now)
    if kept and kept.created_at > now - kept_files.PAUSE:
        return
    if kept_files.may_queue(SUBJECT, now=now) and not (kept and _is_current(kept, concept, now)):
        queue_job(kind=JobKind.CONCEPT_PDF, payload={}, now=now, subject=SUBJECT)


def _is_current(kept: OpenDataFile, concept: Concept, now: dt.datetime) -> bool:
    """The page is made only after a change or on another day, which is seen without it."""
    version = Version.before(now)
    cause, page, _rows_then = kept.content_version.split(" ")
    if cause == version.cause:
        return True
    found = version.of_page(concept)
    if found != f"{version.cause} {page}":
        return False
    OpenDataFile.objects.filter(pk=kept.pk).update(content_version=kept_files.stamp(found, _rows()))
    return True


@dataclass(frozen=True)
class Version:
    """Which state of the concept a file is of: `cause` tells cheaply when to look, and the page itself decides.

    The page also depends on templates, settings and what runs out on a day. The day that it prints is not part of it,
    only the month: otherwise there would be a new file every day.
    """

    on: dt.date
    cause: str

    @classmethod
    def before(cls, now: dt.datetime) -> Self:
        """To be read before the content, so that a change meanwhile makes the file outdated."""
        on = timezone.localdate(now)
        # Chapters are no open data, so their newest change counts beside it.
        chapters = Chapter.history.aggregate(newest=Max("history_id"))["newest"]
        rows = Chapter.objects.aggregate(newest=Max("pk"))["newest"]
        said = f"{content_state().version} {chapters} {rows} {on}"
        return cls(on, hashlib.sha256(said.encode()).hexdigest()[:32])

    def of_page(self, concept: Concept) -> str:
        page = concept_html(concept, on=self.on, printed=self.on.replace(day=1))
        return f"{self.cause} {fingerprint(page)[:32]}"


def build_concept_pdf(
    payload: Mapping[str, Any], now: dt.datetime, progress: Callable[[int, int], None]
) -> None:
    """Job CONCEPT_PDF."""
    concept = Concept.objects.in_force().first()
    if concept is None:
        return
    rows, version = _rows(), Version.before(now)
    said = version.of_page(concept)
    html = concept_html(concept, on=version.on)
    created = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    content = make_pdf(html, created=created, limits=LARGE, progress=progress)
    kept_files.put(NAME, io.BytesIO(content), version=said, rows=rows, now=now)


def concept_html(concept: Concept, *, on: dt.date, printed: dt.date | None = None) -> str:
    """As it is `on` a day, which is also the one that is `printed` on it, unless another is to be."""
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "concept": concept,
            "parts": _parts(concept),
            "office": settings.PORTAL_OFFICE,
            "on": on,
            "printed": printed or on,
        }
        return render_to_string("website/documents/concept.html", context)


def _rows() -> int:
    return Measure.objects.published().count()


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
