"""One request, with its history and everything that the KI can do about it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partners.access import UserRequest, query_conductor_required, query_reader_required, reviewer_required
from reporting.errors import ReportError
from reporting.forms.requests import (
    ExtendForm,
    HandOverForm,
    NoteForm,
    OrganisationForm,
    PersonForm,
    RequestForm,
    WithdrawForm,
)
from reporting.models import QueryRequest
from reporting.request_page import grant_of_request, page_context
from reporting.services.reports import start_report
from reporting.services.requests import (
    extend,
    hand_over,
    invite_again,
    note,
    reassign,
    reinstate,
    revoke_link,
    withdraw,
)
from safety.formkeys import form_key_required
from safety.models import StaleVersionError

from .addresses import post_or_back

back_to_request = post_or_back("reporting:request", "slug", "request_id")
Act = Callable[[QueryRequest, Any, dict[str, Any]], object]


@query_reader_required
@require_GET
def request_page(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    return _page(request, _find(slug, request_id))


@query_conductor_required
@back_to_request
@form_key_required("reporting.extend_request")
def extend_request(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: ExtendForm, by: dict[str, Any]) -> object:
        return extend(until=form.cleaned_data["until"], **by)

    return _take(
        request, _find(slug, request_id), ExtendForm, act, _("Die Frist dieser Anfrage ist geändert.")
    )


@query_conductor_required
@back_to_request
@form_key_required("reporting.change_person")
def change_person(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: PersonForm, by: dict[str, Any]) -> object:
        said = form.cleaned_data
        return reassign(contact=said["contact"], invite=said["invite"], **by)

    return _take(request, _find(slug, request_id), PersonForm, act, _("Jetzt wird diese Person gefragt."))


@query_conductor_required
@back_to_request
@form_key_required("reporting.reassign_request")
def reassign_request(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: OrganisationForm, by: dict[str, Any]) -> object:
        said = form.cleaned_data
        return reassign(organisation=said["organisation"], invite=said["invite"], **by)

    done = _("Jetzt wird diese Organisation gefragt.")
    return _take(request, _find(slug, request_id), OrganisationForm, act, done)


@query_conductor_required
@back_to_request
@form_key_required("reporting.withdraw_request")
def withdraw_request(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: WithdrawForm, by: dict[str, Any]) -> object:
        return withdraw(reason=form.cleaned_data["reason"], **by)

    done = _("Die Anfrage ist zurückgezogen. Eine Antwort ist nicht mehr erforderlich.")
    return _take(request, _find(slug, request_id), WithdrawForm, act, done)


@query_conductor_required
@back_to_request
@form_key_required("reporting.reinstate_request")
def reinstate_request(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: RequestForm, by: dict[str, Any]) -> object:
        return reinstate(**by)

    return _take(request, _find(slug, request_id), RequestForm, act, _("Die Anfrage ist wieder gestellt."))


@query_conductor_required
@back_to_request
@form_key_required("reporting.invite_again")
def invite(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: RequestForm, by: dict[str, Any]) -> object:
        return invite_again(**by)

    done = _("Die Einladung mit einem neuen Link geht jetzt hinaus. Der alte Link gilt nicht mehr.")
    return _take(request, _find(slug, request_id), RequestForm, act, done)


@query_conductor_required
@back_to_request
@form_key_required("reporting.revoke_link")
def revoke(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: RequestForm, by: dict[str, Any]) -> object:
        grant = grant_of_request(_unchanged(asked, form))
        return revoke_link(grant=grant, user=by["user"], now=by["now"]) if grant else None

    return _take(request, _find(slug, request_id), RequestForm, act, _("Der Link gilt nicht mehr."))


@query_conductor_required
@back_to_request
@form_key_required("reporting.hand_over")
def hand_over_(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: HandOverForm, by: dict[str, Any]) -> object:
        said, leaving = form.cleaned_data, _unchanged(asked, form).contact
        if leaving is None:
            raise StaleVersionError(asked)
        return hand_over(
            query=asked.query,
            leaving=leaving,
            successor=said["successor"],
            has_left=said["has_left"],
            user=by["user"],
            now=by["now"],
        )

    done = _(
        "Alle Anfragen der bisherigen Person sind übergeben. Eine E-Mail mit einem Link geht jetzt hinaus."
    )
    return _take(request, _find(slug, request_id), HandOverForm, act, done)


@reviewer_required
@back_to_request
@form_key_required("reporting.note_request")
def note_request(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: NoteForm, by: dict[str, Any]) -> object:
        return note(text=form.cleaned_data["note"], **by)

    return _take(request, _find(slug, request_id), NoteForm, act, _("Die Notiz ist gespeichert."))


@reviewer_required
@back_to_request
@form_key_required("reporting.answer_request")
def answer_on_behalf(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    """The report is marked as answered by the KI in place of the organisation."""
    asked = _find(slug, request_id)
    try:
        report = start_report(
            measure=asked.measure, organisation=asked.organisation, user=request.user, now=timezone.now()
        )
    except ReportError as refused:
        messages.error(request, str(refused))
        return redirect("reporting:request", slug, request_id)
    return redirect(report)


def _take(
    request: UserRequest, asked: QueryRequest, form_class: type[RequestForm], act: Act, done: str
) -> HttpResponse:
    """Take the step, or show the page again with what was typed and why not."""
    form = form_class(request.POST, asked=asked)
    if not form.is_valid():
        return _page(request, asked, form)
    by = {
        "request": asked,
        "expected_version": form.expected_version,
        "user": request.user,
        "now": timezone.now(),
    }
    try:
        act(asked, form, by)
    except StaleVersionError as stale:
        return _stale(request, form_class, str(stale), asked)
    except ReportError as refused:
        form.add_error(None, str(refused))
        return _page(request, asked, form)
    messages.success(request, done)
    return redirect("reporting:request", asked.query.slug, asked.uuid)


def _stale(
    request: UserRequest, form_class: type[RequestForm], why: str, before: QueryRequest
) -> HttpResponse:
    """What was typed stays in its form, above it stands the request as it is now; posting again decides."""
    asked = _find(before.query.slug, before.uuid)
    data = request.POST.copy()
    form = form_class(asked=asked)
    data[form.add_prefix("version")] = str(asked.version)
    again = form_class(data, asked=asked)
    again.is_valid()
    again.add_error(None, _("%s Auf dieser Seite steht jetzt der neue Stand.") % why)
    return _page(request, asked, again, status=409)


def _unchanged(asked: QueryRequest, form: RequestForm) -> QueryRequest:
    """For steps that concern the person who was shown: she must still be the one who is asked."""
    if form.expected_version != asked.version:
        raise StaleVersionError(asked)
    return asked


def _page(
    request: UserRequest, asked: QueryRequest, form: RequestForm | None = None, *, status: int = 200
) -> HttpResponse:
    context = page_context(asked, user=request.user, bound=form, name=_step_name(request))
    return render(request, "reporting/requests/request.html", context, status=status)


def _step_name(request: UserRequest) -> str:
    return request.resolver_match.url_name or "" if request.resolver_match else ""


def _find(slug: str, request_id: uuid.UUID) -> QueryRequest:
    found = QueryRequest.objects.begun().with_names().select_related("report")
    return get_object_or_404(found, query__slug=slug, uuid=request_id)
