"""One request, with its history and everything that the KI can do about it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
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
    RevokeForm,
    WithdrawForm,
)
from reporting.models import QueryRequest
from reporting.request_page import grant_of_request
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
from .request_steps import find_request, show_request, take_step, unchanged

back_to_request = post_or_back("reporting:request", "slug", "request_id")


@query_reader_required
@require_GET
def request_page(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    return show_request(request, find_request(slug, request_id))


@query_conductor_required
@back_to_request
@form_key_required("reporting.extend_request")
def extend_request(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: ExtendForm, by: dict[str, Any]) -> object:
        return extend(until=form.cleaned_data["until"], **by)

    return take_step(
        request, find_request(slug, request_id), ExtendForm, act, _("Die Frist dieser Anfrage ist geändert.")
    )


@query_conductor_required
@back_to_request
@form_key_required("reporting.change_person")
def change_person(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: PersonForm, by: dict[str, Any]) -> object:
        said = form.cleaned_data
        return reassign(contact=said["contact"], invite=said["invite"], **by)

    return take_step(
        request, find_request(slug, request_id), PersonForm, act, _("Jetzt wird diese Person gefragt.")
    )


@query_conductor_required
@back_to_request
@form_key_required("reporting.reassign_request")
def reassign_request(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: OrganisationForm, by: dict[str, Any]) -> object:
        said = form.cleaned_data
        return reassign(organisation=said["organisation"], invite=said["invite"], **by)

    done = _("Jetzt wird diese Organisation gefragt.")
    return take_step(request, find_request(slug, request_id), OrganisationForm, act, done)


@query_conductor_required
@back_to_request
@form_key_required("reporting.withdraw_request")
def withdraw_request(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: WithdrawForm, by: dict[str, Any]) -> object:
        return withdraw(reason=form.cleaned_data["reason"], **by)

    done = _("Die Anfrage ist zurückgezogen. Eine Antwort ist nicht mehr erforderlich.")
    return take_step(request, find_request(slug, request_id), WithdrawForm, act, done)


@query_conductor_required
@back_to_request
@form_key_required("reporting.reinstate_request")
def reinstate_request(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: RequestForm, by: dict[str, Any]) -> object:
        return reinstate(**by)

    return take_step(
        request, find_request(slug, request_id), RequestForm, act, _("Die Anfrage ist wieder gestellt.")
    )


@query_conductor_required
@back_to_request
@form_key_required("reporting.invite_again")
def invite(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: RequestForm, by: dict[str, Any]) -> object:
        return invite_again(**by)

    done = _("Die Einladung mit einem neuen Link geht jetzt hinaus. Der alte Link gilt nicht mehr.")
    return take_step(request, find_request(slug, request_id), RequestForm, act, done)


@query_conductor_required
@back_to_request
@form_key_required("reporting.revoke_link")
def revoke(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: RevokeForm, by: dict[str, Any]) -> object:
        grant = grant_of_request(unchanged(asked, form))
        return revoke_link(grant=grant, user=by["user"], now=by["now"]) if grant else None

    return take_step(request, find_request(slug, request_id), RevokeForm, act, _("Der Link gilt nicht mehr."))


@query_conductor_required
@back_to_request
@form_key_required("reporting.hand_over")
def hand_over_(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: HandOverForm, by: dict[str, Any]) -> object:
        said, leaving = form.cleaned_data, unchanged(asked, form).contact
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
        "Alle Anfragen der bisherigen Person sind übergeben. Fehlt noch eine Antwort, geht jetzt eine E-Mail mit "
        "einem Link hinaus."
    )
    return take_step(request, find_request(slug, request_id), HandOverForm, act, done)


@reviewer_required
@back_to_request
@form_key_required("reporting.note_request")
def note_request(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    def act(asked: QueryRequest, form: NoteForm, by: dict[str, Any]) -> object:
        return note(text=form.cleaned_data["note"], **by)

    is_empty = not request.POST.get("note-note", "").strip()
    done = _("Die Notiz ist entfernt.") if is_empty else _("Die Notiz ist gespeichert.")
    return take_step(request, find_request(slug, request_id), NoteForm, act, done)


@reviewer_required
@back_to_request
@form_key_required("reporting.answer_request")
def answer_on_behalf(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    """The report is marked as answered by the KI in place of the organisation."""
    asked = find_request(slug, request_id)
    try:
        report = start_report(
            measure=asked.measure, organisation=asked.organisation, user=request.user, now=timezone.now()
        )
    except ReportError as refused:
        messages.error(request, str(refused))
        return redirect("reporting:request", slug, request_id)
    return redirect(report)
