"""PDFs of the concept: the Steckbrief of a measure, made on request, and the whole concept, made by a job."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from documents.pdf import NoPlaceError
from fields.models import Concept
from measures.models import Measure
from reporting.models import Job
from safety.redirects import moved

from .concept_pdf import kept_concept, pending_job
from .open_data.downloads import kept_download
from .sheets import FAILED_SECONDS, SheetError, measure_sheet

#: Seconds after which it is worth asking again: for a free place, and for a job.
SOON, LATER = 10, 60
PDF = "application/pdf"


@login_not_required
@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """One page about a measure; only what the public sees, whoever asks."""
    shown = Measure.objects.published().with_sheet()
    measure = shown.filter(slug=slug).first()
    if measure is None:
        return moved(shown, slug, address=sheet_address)
    try:
        content = measure_sheet(measure, on=timezone.localdate())
    except NoPlaceError:
        return _pending(request, None, back=measure.get_absolute_url(), seconds=SOON)
    except SheetError:
        return _failed(request, back=measure.get_absolute_url())
    digest = hashlib.sha256(content).hexdigest()
    return _pdf(request, content, name=f"steckbrief-{measure.slug}.pdf", digest=digest)


@login_not_required
@require_safe
def concept(request: HttpRequest) -> HttpResponseBase:
    """As the job made it; until the next one is ready, the file of the state before."""
    if not Concept.objects.in_force().exists():
        raise Http404
    file = kept_concept()
    if file is None:
        return _pending(request, pending_job(), back=reverse("fields:concept"), seconds=LATER)
    return kept_download(request, file, PDF)


def sheet_address(measure: Measure) -> str:
    return reverse("website:sheet", args=[measure.slug])


def _pdf(request: HttpRequest, content: bytes, *, name: str, digest: str) -> HttpResponse:
    response = HttpResponse(content, content_type=PDF)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["ETag"] = f'"{digest[:32]}"'
    patch_cache_control(response, public=True, no_cache=True)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _failed(request: HttpRequest, *, back: str) -> HttpResponse:
    response = render(request, "website/documents/failed.html", {"back": back}, status=503)
    response["Retry-After"] = str(FAILED_SECONDS)
    return response


def _pending(request: HttpRequest, job: Job | None, *, back: str, seconds: int) -> HttpResponse:
    context = {"job": job, "back": back}
    response = render(request, "website/documents/pending.html", context, status=503)
    response["Retry-After"] = str(seconds)
    return response
