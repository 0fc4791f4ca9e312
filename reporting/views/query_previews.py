"""What an organisation will see of a query: the form and every mail. Nothing here reaches an organisation."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partners.access import UserRequest, query_conductor_required, query_reader_required
from reporting.forms.planning.preview import preview_of
from reporting.mail_look import within_page
from reporting.models import MailKind, StatusQuery
from reporting.services.mails import preview_letter
from reporting.services.outbox import Letter, enqueue_all
from safety.formkeys import form_key_required, read_key

from .addresses import post_or_back

PURPOSE = "reporting.send_test_mail"
#: Mails that belong to a query.
KINDS = [kind for kind in MailKind if kind != MailKind.OTHER]


@query_reader_required
@require_GET
def query_preview(request: UserRequest, slug: str) -> HttpResponse:
    query = get_object_or_404(StatusQuery, slug=slug)
    context = {"query": query, "kinds": KINDS, "preview": preview_of(query)}
    return render(request, "reporting/planning/preview.html", context)


@query_reader_required
@require_GET
def mail_preview(request: UserRequest, slug: str, kind: str) -> HttpResponse:
    query = get_object_or_404(StatusQuery, slug=slug)
    letter = _letter(request, query, kind)
    context = {
        "query": query,
        "kinds": KINDS,
        "kind": MailKind(kind),
        "letter": letter,
        "html": within_page(letter.html),
    }
    return render(request, "reporting/planning/mail.html", context)


@query_conductor_required
@post_or_back("reporting:mail_preview", "slug", "kind")
@form_key_required(PURPOSE)
def send_test_mail(request: UserRequest, slug: str, kind: str) -> HttpResponse:
    """Queue the sample to whoever is logged in; each showing of the page gives one mail."""
    query = get_object_or_404(StatusQuery, slug=slug)
    letter = _letter(request, query, kind)
    test = replace(
        letter,
        occasion=f"test:{read_key(request, PURPOSE)}",
        subject=_("[Test] %(subject)s") % {"subject": letter.subject},
        kind=MailKind.OTHER,
    )
    enqueue_all([test], now=timezone.now())
    messages.success(
        request, _("Die Probe-E-Mail an %(email)s ist unterwegs.") % {"email": request.user.email}
    )
    return redirect("reporting:mail_preview", slug, kind)


def _letter(request: UserRequest, query: StatusQuery, kind: str) -> Letter:
    if kind not in KINDS:
        raise Http404
    user = request.user
    return preview_letter(query=query, kind=MailKind(kind), recipient=user.email, name=user.get_full_name())
