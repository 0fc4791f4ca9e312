"""The log of a query's mails, and what a person decides about those that did not arrive for sure."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from partners.access import UserRequest, query_conductor_required, query_reader_required
from reporting.forms.mails import AddressForm
from reporting.mail_faults import explain
from reporting.models import MailState, OutboxMail, StatusQuery
from reporting.models.outbox import STUCK
from reporting.services.outbox import mark_sent, readdress, resend, resend_all
from safety.formkeys import form_key_required

from .addresses import post_or_back

PER_PAGE = 50


@query_reader_required
@require_GET
def mails(request: UserRequest, slug: str) -> HttpResponse:
    query = get_object_or_404(StatusQuery, slug=slug)
    state = request.GET.get("stand", "")
    counts = query.mails.all().by_state()
    page = Paginator(query.mails.all().in_state(state), PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "query": query,
        "page": page,
        "rows": [(mail, explain(mail)) for mail in page],
        "state": state,
        "states": [(state, state.label, counts[state]) for state in MailState if state in counts],
        "stuck": counts.get(MailState.FAILED, 0) + counts.get(MailState.DOUBTFUL, 0),
        "resendable": query.mails.all().resendable().count(),
        "STUCK": STUCK,
        "total": sum(counts.values()),
    }
    return render(request, "reporting/outbox/log.html", context)


@query_conductor_required
@post_or_back("reporting:mails", "slug")
@form_key_required("reporting.resend_mails")
def resend_stuck(request: UserRequest, slug: str) -> HttpResponse:
    query = get_object_or_404(StatusQuery, slug=slug)
    count = resend_all(query, now=timezone.now())
    if count:
        said = ngettext("%d E-Mail geht noch einmal hinaus.", "%d E-Mails gehen noch einmal hinaus.", count)
        messages.success(request, said % count)
    else:
        messages.info(request, _("Keine E-Mail geht noch einmal hinaus: Niemand braucht sie mehr."))
    return redirect("reporting:mails", slug)


@query_conductor_required
@post_or_back("reporting:mails", "slug")
@form_key_required("reporting.resend_mail")
def resend_one(request: UserRequest, slug: str, mail_id: int) -> HttpResponse:
    mail = _find(slug, mail_id)
    done = resend(mail, now=timezone.now())
    mail.refresh_from_db()
    if mail.state == MailState.WITHDRAWN:
        messages.info(request, explain(mail))
        return redirect("reporting:mails", slug)
    return _decided(request, slug, done, _("Die E-Mail geht noch einmal hinaus."))


@query_conductor_required
@post_or_back("reporting:mails", "slug")
@form_key_required("reporting.mail_arrived")
def arrived(request: UserRequest, slug: str, mail_id: int) -> HttpResponse:
    mail = _find(slug, mail_id)
    return _decided(request, slug, mark_sent(mail, now=timezone.now()), _("Die E-Mail gilt als gesendet."))


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.readdress_mail")
def correct_address(request: UserRequest, slug: str, mail_id: int) -> HttpResponse:
    """Send a refused mail to another address; what was sent or is under way keeps its own."""
    mail = _find(slug, mail_id)
    form = AddressForm(request.POST or None, initial={"recipient": mail.recipient})
    if form.is_valid():
        if _send_to(mail, form.cleaned_data["recipient"]):
            messages.success(request, _("Die E-Mail geht an die neue Adresse."))
            return redirect("reporting:mails", slug)
        form.add_error(None, _("Diese E-Mail ist nicht mehr abgelehnt. Ihre Adresse bleibt, wie sie ist."))
    context = {"query": mail.query, "mail": mail, "fault": explain(mail), "form": form}
    return render(request, "reporting/outbox/address.html", context)


@transaction.atomic
def _send_to(mail: OutboxMail, recipient: str) -> bool:
    return readdress(mail, recipient=recipient) and resend(mail, now=timezone.now())


def _find(slug: str, mail_id: int) -> OutboxMail:
    return get_object_or_404(OutboxMail.objects.select_related("query"), query__slug=slug, pk=mail_id)


def _decided(request: UserRequest, slug: str, done: bool, said: str) -> HttpResponse:
    if done:
        messages.success(request, said)
    else:
        messages.error(request, _("Über diese E-Mail ist schon entschieden."))
    return redirect("reporting:mails", slug)
