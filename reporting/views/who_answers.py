"""A partner says who answers: a colleague takes over, or the KI is told that somebody else is responsible."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partners.models import Contact, Organisation, OrganisationQuerySet
from reporting.answerer import Answerer, answerer_of, open_to_personal_links
from reporting.errors import ReportError
from reporting.forms.who_answers import PassOnForm, SomebodyElseForm
from reporting.models import StatusQuery
from reporting.my_area import people_of
from reporting.services.requests import hand_over, is_written_to, tell_who_answers
from reporting.transitions import REQUEST_ARROWS, RequestAction
from safety.formkeys import form_key_required

from .addresses import post_or_back


@dataclass(frozen=True)
class Part:
    """What one organisation is asked in a running query, and who asks about it here."""

    query: StatusQuery
    organisation: Organisation
    who: Answerer
    asked: list[Contact]


@open_to_personal_links
@require_GET
def who_answers(request: HttpRequest, query: str, organisation: str) -> HttpResponse:
    return _page(request, _find(request, query, organisation))


@open_to_personal_links
@post_or_back("reporting:who_answers", "query", "organisation")
@form_key_required("reporting.pass_on")
def pass_on(request: HttpRequest, query: str, organisation: str) -> HttpResponse:
    part = _find(request, query, organisation)
    form = PassOnForm(request.POST, organisation=part.organisation, asked=part.asked)
    if not form.is_valid():
        return _page(request, part, passing=form)
    people = form.cleaned_data
    try:
        passed = hand_over(
            query=part.query,
            leaving=people["leaving"],
            successor=people["successor"],
            user=part.who.user,
            now=timezone.now(),
        )
    except ReportError as refused:
        form.add_error(None, str(refused))
        return _page(request, part, passing=form)
    thanks = _("Vielen Dank. Es ist schon alles abgesendet. Rückfragen gehen jetzt an %s.")
    if is_written_to(passed):
        thanks = _(
            "Vielen Dank. %s bekommt jetzt eine E-Mail und kann dort weitermachen, wo Sie aufgehört haben."
        )
    messages.success(request, thanks % people["successor"].name)
    # The link of whoever has passed everything on is over.
    return redirect("reporting:access_ended" if part.who.grant else "reporting:my_area")


@open_to_personal_links
@post_or_back("reporting:who_answers", "query", "organisation")
@form_key_required("reporting.tell_office")
def tell_office(request: HttpRequest, query: str, organisation: str) -> HttpResponse:
    part = _find(request, query, organisation)
    form = SomebodyElseForm(request.POST)
    if not form.is_valid():
        return _page(request, part, telling=form)
    try:
        tell_who_answers(
            query=part.query,
            organisation=part.organisation,
            text=form.cleaned_data["text"],
            sender_email=_email_of(part.who),
            sender=_name_of(part.who),
            user=part.who.user,
            now=timezone.now(),
        )
    except ReportError as refused:
        form.add_error(None, str(refused))
        return _page(request, part, telling=form)
    messages.success(request, _("Vielen Dank. Ihre Nachricht ist beim Kommunalen Integrationszentrum."))
    return redirect("reporting:who_answers", query, organisation)


def _find(request: HttpRequest, query: str, organisation: str) -> Part:
    """Only what is asked of the person's own organisation; the KI has a page of its own for others.

    What is posted is found as long as the organisation takes part, so that nothing typed ends in „nicht gefunden“
    because the query was closed meanwhile; the step itself says why it is refused.
    """
    who = answerer_of(request)
    found = get_object_or_404(_own_organisations(who), slug=organisation)
    parts = who.participations().filter(organisation=found).select_related("query")
    asking = get_object_or_404(parts, query__slug=query).query
    asked = who.requests().filter(organisation=found, query=asking)
    if request.method != "POST":
        asked = asked.filter(state__in=REQUEST_ARROWS[RequestAction.CHANGE_PERSON]).running()
        if not asked.exists():
            raise Http404
    persons = Contact.objects.filter(pk__in=asked.order_by().values("contact")).order_by("name")
    if who.contact is not None:
        persons = persons.filter(pk=who.contact.pk)
    return Part(asking, found, who, list(persons))


def _own_organisations(who: Answerer) -> OrganisationQuerySet:
    return who.organisations() if who.user is None else Organisation.objects.of_user(who.user)


def _name_of(who: Answerer) -> str:
    if who.contact is not None:
        return who.contact.name
    return (who.user.get_full_name() or who.user.email) if who.user else ""


def _email_of(who: Answerer) -> str:
    if who.contact is not None:
        return who.contact.email
    return who.user.email if who.user else ""


def _page(
    request: HttpRequest,
    part: Part,
    *,
    passing: PassOnForm | None = None,
    telling: SomebodyElseForm | None = None,
) -> HttpResponse:
    context = {
        "part": part,
        "people": people_of(part.organisation, part.query),
        "pass_on_form": passing or PassOnForm(organisation=part.organisation, asked=part.asked),
        "office_form": telling or SomebodyElseForm(),
    }
    return render(request, "reporting/requests/who_answers.html", context)
