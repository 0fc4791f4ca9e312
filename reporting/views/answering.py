"""„Alles auf einer Seite“: an organisation answers everything that a query asks it, in one form."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from partners.models import Organisation
from reporting.answerer import answerer_of, open_to_personal_links
from reporting.comparison import question_label, question_text
from reporting.errors import ReportError
from reporting.forms.answering.page import (
    OWN,
    FieldPage,
    Progress,
    handed_in_section,
    key_of,
    own_section,
    sections_of,
)
from reporting.models import ProgressReport, ReportState
from reporting.my_area import people_of
from reporting.services.answer_all import check_all, send_all
from reporting.services.reports import confirm_section, problems
from reporting.services.workbooks.contents import Content, Line, gather
from reporting.transitions import REQUEST_ARROWS, RequestAction
from safety.formkeys import FormKeyError, form_key_required, read_key
from safety.models import StaleVersionError

from .saving import Saved, save_posted
from .section_notes import place_notes
from .workbooks import find_participation

PURPOSE = "reporting.answer_all"


@open_to_personal_links
@require_http_methods(["GET", "HEAD", "POST"])
def answer_all(request: HttpRequest, query: str, organisation: str) -> HttpResponse:
    """Saving needs no key spent on it: the same text posted twice is found saved already.

    A key spent would undo all sections where one of them cannot be saved.
    """
    content = gather(find_participation(request, query, organisation))
    if request.method != "POST":
        return _page(request, content, Saved())
    try:
        read_key(request, PURPOSE)
    except FormKeyError:
        return render(request, "safety/form_key_error.html", status=400)
    saved = save_posted(request, content)
    if saved.problems:
        now = gather(find_participation(request, query, organisation))
        return _page(request, now, saved, status=409 if saved.is_conflict else 422)
    return _go_on(request, content, saved.number)


@open_to_personal_links
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.answer_submit")
def answer_submit(request: HttpRequest, query: str, organisation: str) -> HttpResponse:
    """What would be sent and what is not complete; then, confirmed, everything complete is sent."""
    content, who = gather(find_participation(request, query, organisation)), answerer_of(request)
    if request.method != "POST":
        return _check_page(request, content)
    posted = {name.removeprefix("version-"): str(value) for name, value in request.POST.items()}
    versions = {key: int(value) for key, value in posted.items() if value.isdecimal() and len(value) < 10}
    sent, refusals = send_all(content, versions, user=who.user, contact=who.contact, now=timezone.now())
    for reason in refusals:
        messages.error(request, reason)
    if sent:
        text = ngettext(
            "Vielen Dank. %(sent)s Antwort ist abgesendet und wird jetzt geprüft.",
            "Vielen Dank. %(sent)s Antworten sind abgesendet und werden jetzt geprüft.",
            sent,
        )
        messages.success(request, text % {"sent": sent})
    return redirect("reporting:answer_all", query, organisation)


@open_to_personal_links
@require_GET
def answer_print(request: HttpRequest, query: str, organisation: str) -> HttpResponse:
    content = gather(find_participation(request, query, organisation))
    own = content.participation.question_answers.select_related("question")
    context = {
        "content": content,
        "sections": sections_of(content.lines),
        "own": [(question_label(row.question), question_text(row)) for row in own],
        "progress": Progress.of(content),
        "today": timezone.localdate(),
    }
    return render(request, "reporting/answering/print.html", context)


def _check_page(request: HttpRequest, content: Content) -> HttpResponse:
    check, part = check_all(content, today=timezone.localdate()), content.participation
    context = {
        "content": content,
        "check": check,
        "own": handed_in_section(part) if check.is_own_ready else None,
        "own_remark": part.return_remark if part.state == ReportState.RETURNED else "",
    }
    return render(request, "reporting/answering/check.html", context)


def _go_on(request: HttpRequest, content: Content, number: int) -> HttpResponse:
    """After everything is saved: to the preview, to the check of all, or back to where the person was."""
    part = content.participation
    names = [part.query.slug, part.organisation.slug]
    if "check" in request.POST:
        return redirect("reporting:answer_submit", *names)
    here = request.get_full_path()
    key = request.POST.get("preview") or request.POST.get("unchanged") or request.POST.get("stay") or ""
    line = next((line for line in content.lines if key_of(line.request) == key), None)
    tag = key if line else ""
    if line is not None and "unchanged" in request.POST:
        _confirm(request, line)
    elif number:
        text = ngettext(
            "%(number)s Abschnitt ist gespeichert. Abgesendet ist er noch nicht.",
            "%(number)s Abschnitte sind gespeichert. Abgesendet sind sie noch nicht.",
            number,
        )
        messages.success(request, text % {"number": number}, extra_tags=tag)
    report = ProgressReport.objects.filter(request=line.request).first() if line else None
    if report is not None and "preview" in request.POST:
        return redirect("reporting:preview", report.uuid)
    if not number and "unchanged" not in request.POST:
        messages.info(request, _("Alles ist gespeichert. Abgesendet ist noch nichts."), extra_tags=tag)
    return redirect(f"{here}#{key}" if line else here)


def _confirm(request: HttpRequest, line: Line) -> None:
    who = answerer_of(request)
    try:
        report = confirm_section(request=line.request, user=who.user, now=timezone.now())
    except (ReportError, StaleVersionError) as error:
        messages.error(request, f"{line.title}: {error}", extra_tags=key_of(line.request))
    else:
        _say_confirmed(request, line, report)


def _say_confirmed(request: HttpRequest, line: Line, report: ProgressReport) -> None:
    key = key_of(line.request)
    missing = list(dict.fromkeys(problems(report, today=timezone.localdate(), asked=line.questions).values()))
    if missing:
        text = _("Unverändert bestätigt: %(measure)s. Bitte beantworten Sie noch diese Fragen: %(missing)s")
        values = {"measure": line.title, "missing": " ".join(missing)}
        messages.warning(request, text % values, extra_tags=key)
    else:
        text = _("Unverändert bestätigt: %(measure)s") % {"measure": line.title}
        messages.success(request, text, extra_tags=key)


def _page(request: HttpRequest, content: Content, saved: Saved, *, status: int = 200) -> HttpResponse:
    """Sections that could not be saved keep what was typed, also where they are on no page any more.

    All others stand as they are stored now.
    """
    page = FieldPage.of(content, request.GET.get("handlungsfeld", ""))
    own = saved.problems.get(OWN) or own_section(content)
    sections = [saved.problems.get(section.key, section) for section in sections_of(page.lines)]
    drawn = {OWN, *(section.key for section in sections)}
    sections += [section for key, section in saved.problems.items() if key not in drawn]
    context = {
        "content": content,
        "page": page,
        "own": own,
        "can_write": bool(own and own.form) or not all(line.lock for line in content.lines),
        "sections": sections,
        "messages": place_notes(request, sections),
        "problems": list(saved.problems.values()),
        "may_pass_on": _may_pass_on(request, content),
        "progress": Progress.of(content),
        "people": people_of(content.participation.organisation, content.participation.query),
        "today": timezone.localdate(),
    }
    return render(request, "reporting/answering/all.html", context, status=status)


def _may_pass_on(request: HttpRequest, content: Content) -> bool:
    """Where nothing is left to pass on, and for the KI, which answers on behalf, that page is not found."""
    user = answerer_of(request).user
    is_own = user is None or Organisation.objects.of_user(user).contains(content.participation.organisation)
    passable = REQUEST_ARROWS[RequestAction.CHANGE_PERSON]
    asked = any(line.request.state in passable for line in content.lines)
    return is_own and asked and not content.participation.query.is_frozen
