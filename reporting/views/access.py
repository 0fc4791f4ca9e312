"""The personal link of a mail: a page that changes nothing, a button that opens a short session, and its end.

Mail scanners open links, so only the button acts (SAFETY.md, security 5).
"""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from partners.models import Organisation, User
from reporting.answerer import end_session, open_session, open_to_personal_links, personal_grant
from reporting.forms.answering.kept import in_words
from reporting.models import AccessGrant, QueryRequest
from reporting.services.links import grant_behind
from safety.addresses import keeps_no_trace
from safety.kept import forget_text, kept_text
from safety.owner import CAPABILITY


@keeps_no_trace
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def access(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever presses the button twice gets the same session; so there is no form key here."""
    grant = grant_behind(token)
    if grant is None or not grant.is_valid:
        return _refused(request, grant)
    if request.user.is_authenticated:
        return _for_account(request, grant, request.user)
    if request.method != "POST":
        return _page(request, grant)
    open_session(request, grant)
    AccessGrant.objects.filter(pk=grant.pk).update(last_used_at=timezone.now())
    return redirect("reporting:access_kept" if kept_text(request) else _answers(grant))


@keeps_no_trace
@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        end_session(request)
    return redirect("reporting:access_ended")


@keeps_no_trace
@login_not_required
@require_GET
def ended(request: HttpRequest) -> HttpResponse:
    """Where the query closed while somebody was typing, the text stands here to be copied into a mail."""
    came_by: str | None = request.session.get(CAPABILITY)
    grant = AccessGrant.objects.select_related("query").filter(uuid=came_by).first() if came_by else None
    closed = grant.query if grant is not None and grant.query.is_frozen else None
    is_over = grant is not None and not closed and not grant.is_valid
    posted = kept_text(request) if closed or is_over else None
    shown = in_words(posted, grant) if posted is not None and grant is not None else None
    context = {"closed": closed, "is_over": is_over, "posted": shown}
    return render(request, "reporting/access/ended.html", context)


@open_to_personal_links
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """The text that came when the session was over; a POST here throws it away."""
    grant, posted = personal_grant(request), kept_text(request)
    if grant is None:
        return redirect("safety:kept_text")
    if request.method == "POST":
        forget_text(request)
    if request.method == "POST" or posted is None:
        return redirect(_answers(grant))
    return render(request, "reporting/access/kept.html", {"posted": in_words(posted, grant)})


def _page(request: HttpRequest, grant: AccessGrant) -> HttpResponse:
    asked = QueryRequest.objects.running().filter(query=grant.query, organisation=grant.organisation)
    # The order of `running()` is of no use to a count.
    figures = asked.order_by().aggregate(measures=Count("pk"), extended_to=Max("extended_to"))
    return render(request, "reporting/access/open.html", {"grant": grant, **figures})


def _for_account(request: HttpRequest, grant: AccessGrant, user: User) -> HttpResponse:
    """An account of the organisation needs no link; any other has to leave first, so that nobody writes as two."""
    if Organisation.objects.of_user(user).filter(pk=grant.organisation_id).exists():
        return redirect(_answers(grant))
    return render(request, "reporting/access/log_out_first.html", {"here": request.path})


def _refused(request: HttpRequest, grant: AccessGrant | None) -> HttpResponse:
    """Only a link that was made here learns that the query is over; nobody learns whose it was."""
    closed = grant.query if grant is not None and grant.query.is_frozen else None
    return render(request, "reporting/access/refused.html", {"closed": closed}, status=410 if grant else 404)


def _answers(grant: AccessGrant) -> str:
    return reverse("reporting:answer_all", args=[grant.query.slug, grant.organisation.slug])
