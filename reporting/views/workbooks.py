"""Answering by file: download the workbook, upload it filled in, look at what it would change, take it over."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from reporting.answerer import answerer_of, open_to_personal_links
from reporting.errors import ReportError
from reporting.forms.workbooks import UploadForm
from reporting.models import Participation, WorkbookUpload
from reporting.services.workbooks import (
    Kind,
    StalePreviewError,
    UploadGoneError,
    WorkbookError,
    discard_upload,
    preview_upload,
    store_upload,
    take_over,
    write_workbook,
)
from safety import audit
from safety.formkeys import form_key_required

from .addresses import post_or_back

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Rows of which something can be taken over or has to be mended come first.
ORDER = [Kind.WRONG, Kind.CONFLICT, Kind.CHANGED, Kind.KEPT, Kind.REFUSED, Kind.MISSING, Kind.UNCHANGED]


@open_to_personal_links
@post_or_back("reporting:upload_workbook", "query", "organisation")
def workbook(request: HttpRequest, query: str, organisation: str) -> HttpResponse:
    """By POST, because each export is recorded, and a GET writes nothing."""
    participation, now = find_participation(request, query, organisation), timezone.now()
    contact = answerer_of(request).contact
    with transaction.atomic():
        content = write_workbook(participation, now=now)
        audit.record(
            action="workbook.downloaded",
            subject=str(participation.uuid),
            user_id=request.user.pk,
            now=now,
            by_contact=contact.pk if contact else None,
        )
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="abfrage-{query}-{organisation}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


@open_to_personal_links
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.upload_workbook")
def upload(request: HttpRequest, query: str, organisation: str) -> HttpResponse:
    participation, who = find_participation(request, query, organisation), answerer_of(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            stored = store_upload(
                participation=participation,
                name=file.name or "",
                content=file.read(),
                user=who.user,
                contact=who.contact,
                now=timezone.now(),
            )
        except WorkbookError as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("reporting:workbook_preview", stored.uuid)
    context = {"participation": participation, "form": form, "uploads": participation.uploads.waiting()}
    return render(request, "reporting/workbooks/upload.html", context)


@open_to_personal_links
@require_GET
def preview(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    return _preview_page(request, find_upload(request, upload_id))


@open_to_personal_links
@post_or_back("reporting:workbook_preview", "upload_id")
@form_key_required("reporting.take_over")
def take_over_(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    found, who = find_upload(request, upload_id), answerer_of(request)
    mine = {name.removeprefix("choice_") for name, value in request.POST.items() if value == "mine"}
    try:
        taken = take_over(
            upload=found,
            seen=request.POST.get("seen", ""),
            mine=mine,
            user=who.user,
            now=timezone.now(),
        )
    except UploadGoneError as gone:
        return _back_to_uploading(request, found, str(gone))
    except (ReportError, StalePreviewError, WorkbookError) as error:
        return _preview_page(request, found, error=str(error), mine=mine)
    rows = len(taken)
    if rows:
        text = ngettext(
            "%(rows)s Zeile ist übernommen. Abgesendet ist sie noch nicht.",
            "%(rows)s Zeilen sind übernommen. Abgesendet sind sie noch nicht.",
            rows,
        )
        messages.success(request, text % {"rows": rows})
    else:
        messages.info(request, _("Es wurde nichts übernommen. Im Portal bleibt alles, wie es ist."))
    return redirect("reporting:workbook_preview", found.uuid)


@open_to_personal_links
@post_or_back("reporting:workbook_preview", "upload_id")
@form_key_required("reporting.discard_upload")
def discard(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    found, who = find_upload(request, upload_id), answerer_of(request)
    by_contact = who.contact.pk if who.contact else None
    try:
        discard_upload(upload=found, user=who.user, now=timezone.now(), by_contact=by_contact)
    except WorkbookError as refused:
        messages.info(request, str(refused))
        return redirect("reporting:workbook_preview", found.uuid)
    except UploadGoneError as gone:
        return _back_to_uploading(request, found, str(gone))
    return _back_to_uploading(
        request, found, _("Die Tabelle ist verworfen. Im Portal bleibt alles, wie es ist.")
    )


def _back_to_uploading(request: HttpRequest, gone: WorkbookUpload, said: str) -> HttpResponse:
    messages.info(request, said)
    part = gone.participation
    return redirect("reporting:upload_workbook", part.query.slug, part.organisation.slug)


def find_participation(request: HttpRequest, query: str, organisation: str) -> Participation:
    own = answerer_of(request).participations().with_names()
    return get_object_or_404(own, query__slug=query, organisation__slug=organisation)


def find_upload(request: HttpRequest, upload_id: uuid.UUID) -> WorkbookUpload:
    own = WorkbookUpload.objects.filter(participation__in=answerer_of(request).participations())
    named = own.select_related("participation__query", "participation__organisation")
    return get_object_or_404(named, uuid=upload_id)


def _preview_page(
    request: HttpRequest, found: WorkbookUpload, *, error: str = "", mine: set[str] | None = None
) -> HttpResponse:
    """What the file would change now; after a refusal with the reason, and nothing written."""
    context = {"upload": found, "participation": found.participation, "error": error, "mine": mine or set()}
    try:
        shown = preview_upload(found)
    except WorkbookError as refused:
        return render(request, "reporting/workbooks/preview.html", {**context, "error": str(refused)})
    counted = {kind.value: len(shown.of(kind)) for kind in Kind}
    groups = [(kind.value, shown.of(kind)) for kind in ORDER]
    context |= {"preview": shown, "counted": counted, "groups": groups}
    status = HTTPStatus.CONFLICT if error else HTTPStatus.OK
    return render(request, "reporting/workbooks/preview.html", context, status=status)
