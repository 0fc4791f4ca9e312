"""„Mein Bereich“ and the report form. Every look-up begins at the user: what is not theirs is 404."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from measures.models import Measure
from partners.access import REVIEW_REPORTS, UserRequest
from partners.models import Organisation
from reporting.answerer import answerer_of, open_to_personal_links
from reporting.comparison import compare
from reporting.errors import NotResponsibleError, ReportError
from reporting.forms.report import ReportForm, questions_of, values_of
from reporting.models import OWED, Addendum, ProgressReport
from reporting.my_area import areas_of
from reporting.position import position_of
from reporting.services.reports import (
    Answers,
    confirm_unchanged,
    last_approved,
    problems,
    save_draft,
    start_report,
    submit,
)
from reporting.services.reports.answers import says_the_same
from reporting.services.reports.continued import is_continued
from safety.conflict import conflict_response
from safety.formkeys import form_key_required
from safety.models import StaleVersionError
from safety.versions import posted_version

from .addresses import post_or_back

PREVIEW = "preview"
#: In the address of the form: say at the fields what the stored draft lacks for submission.
CHECK = "pruefen"


@require_GET
def my_area(request: UserRequest) -> HttpResponse:
    context = {"areas": areas_of(request.user), "today": timezone.localdate(), "owed": OWED}
    return render(request, "reporting/partner/my_area.html", context)


@post_or_back("reporting:my_area")
@form_key_required("reporting.start_report")
def start(request: UserRequest, organisation: str, measure: str) -> HttpResponse:
    theirs = Organisation.objects.all()
    if not request.user.has_perm(REVIEW_REPORTS):
        theirs = theirs.of_user(request.user)
    try:
        report = start_report(
            measure=get_object_or_404(Measure.objects.published(), slug=measure),
            organisation=get_object_or_404(theirs, slug=organisation),
            user=request.user,
            now=timezone.now(),
        )
    except NotResponsibleError as error:
        raise Http404 from error
    return redirect(report)


@open_to_personal_links
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.report")
def report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    shown = find_report(request, report_id)
    if request.method == "POST":
        return _save(request, shown)
    if not shown.is_editable or shown.is_of_closed_query:
        return _read_only(request, shown)
    last = last_approved(shown)
    form = ReportForm.of(shown, last=last)
    if CHECK in request.GET:
        form.show_problems(problems(shown, today=timezone.localdate()))
    return _form_page(request, shown, form, last)


@open_to_personal_links
@require_GET
def preview(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    shown = find_report(request, report_id)
    if not shown.is_editable:
        return redirect(shown)
    context = {
        "report": shown,
        "problems": problems(shown, today=timezone.localdate()),
        "changes": compare(shown, last_approved(shown)),
    }
    return render(request, "reporting/partner/preview.html", context)


@open_to_personal_links
@post_or_back("reporting:preview", "report_id")
@form_key_required("reporting.submit")
def submit_(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    shown, who = find_report(request, report_id), answerer_of(request)
    version, now = posted_version(request), timezone.now()
    try:
        submit(report=shown, expected_version=version, user=who.user, contact=who.contact, now=now)
    except (ReportError, StaleVersionError) as error:
        messages.error(request, str(error))
        return redirect("reporting:preview", shown.uuid)
    messages.success(request, _("Vielen Dank. Ihre Meldung ist abgesendet und wird jetzt geprüft."))
    return redirect(shown)


@open_to_personal_links
@post_or_back("reporting:report", "report_id")
@form_key_required("reporting.confirm_unchanged")
def confirm(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    shown, who = find_report(request, report_id), answerer_of(request)
    try:
        confirm_unchanged(report=shown, expected_version=posted_version(request), user=who.user)
    except (ReportError, StaleVersionError) as error:
        messages.error(request, str(error))
        return redirect(shown)
    return redirect("reporting:preview", shown.uuid)


def find_report(request: HttpRequest, report_id: uuid.UUID) -> ProgressReport:
    return get_object_or_404(answerer_of(request).reports().with_names(), uuid=report_id)


def _save(request: HttpRequest, shown: ProgressReport) -> HttpResponse:
    last = last_approved(shown)
    form = ReportForm.of(shown, last=last, data=request.POST)
    if not form.is_valid():
        return _form_page(request, shown, form, last)
    who, version = answerer_of(request), form.cleaned_data["version"]
    try:
        save_draft(
            report=shown,
            answers=form.answers(),
            expected_version=version,
            user=who.user,
        )
    except StaleVersionError as stale:
        current = ProgressReport.objects.with_names().get(pk=stale.current.pk)
        if not says_the_same(current, form.answers()):
            values = values_of(Answers.of(current), current.version, questions_of(current))
            return conflict_response(
                request, form=form, current=current, purpose="reporting.report", current_values=values
            )
    except ReportError as error:
        # The text stays on the page; a redirect would lose it.
        form.add_error(None, str(error))
        return _form_page(request, shown, form, last)
    if PREVIEW in request.POST:
        return redirect("reporting:preview", shown.uuid)
    messages.success(request, _("Der Entwurf ist gespeichert. Abgesendet ist er noch nicht."))
    return redirect(shown)


def _form_page(
    request: HttpRequest, shown: ProgressReport, form: ReportForm, last: ProgressReport | None
) -> HttpResponse:
    context = {
        "report": shown,
        "form": form,
        "last": last,
        "position": position_of(shown),
        "is_continued": is_continued(shown),
    }
    return render(request, "reporting/partner/form.html", context)


def _read_only(request: HttpRequest, shown: ProgressReport) -> HttpResponse:
    context = {
        "report": shown,
        "changes": compare(shown, None),
        "is_locked": shown.is_of_closed_query,
        "addenda": Addendum.objects.to_answer(shown.request) if shown.request else [],
    }
    return render(request, "reporting/partner/read.html", context)
