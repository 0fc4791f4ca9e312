"""No more reminders: the page behind the link in a reminder. Opening it changes nothing, mail scanners do that."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from reporting.services.mails import email_of, has_opted_out, opt_in, opt_out
from safety.formkeys import form_key_required


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.opt_out")
def reminders(request: HttpRequest, token: str) -> HttpResponse:
    email = email_of(token)
    if email is None:
        raise Http404
    if request.method == "POST":
        response = _act(request, token, email)
    else:
        context = {"email": email, "has_opted_out": has_opted_out(email)}
        response = render(request, "reporting/outbox/opt_out.html", context)
    # The address is the key: it must not travel on.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _act(request: HttpRequest, token: str, email: str) -> HttpResponse:
    if request.POST.get("wish") == "resume":
        opt_in(email=email)
        messages.success(request, _("Sie bekommen wieder Erinnerungen."))
    else:
        opt_out(email=email, now=timezone.now())
        messages.success(request, _("Sie bekommen keine Erinnerungen mehr."))
    return redirect("reporting:opt_out", token)
